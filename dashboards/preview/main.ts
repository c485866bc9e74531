import { createReadStream, existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { type Board, boardsOf, panelsOf, type Target } from "../../test/dashboards/boards.ts";
import { type Choice, interpolate } from "../../test/dashboards/interpolate.ts";
import type { Prometheus } from "../../test/e2e/harness/startPrometheus.ts";
import { SITUATIONS, startWorld } from "./world.ts";

// Draws the dashboards as they are shipped with the components that Grafana is made of, over a real Prometheus, in a
// headless Chromium. Not Grafana itself: what is around the panels, and panels whose components are not published, are not.

const HERE = import.meta.dirname;

const { values: options } = parseArgs({
  options: {
    /** How long Prometheus scrapes before it is asked. */
    seconds: { type: "string", default: "100" },
    /** What of it is wanted, as part of a shot's name: dashboard-situation-theme-width. */
    only: { type: "string", default: "" },
    /** How much of it is wanted, in pixels from its top. */
    height: { type: "string", default: "5000" },
    /** Draws what was answered last time. */
    again: { type: "boolean", default: false },
    chromium: { type: "string", default: process.env.CHROMIUM ?? "/usr/bin/chromium" },
  },
});

const seconds = Number(options.seconds);
const TIMES = { interval: "1s", rateInterval: "10s", range: `${seconds}s` };

/** At one time for all queries: tables join by it too. */
async function answer(
  prometheus: Prometheus,
  board: Board,
  target: Target,
  { choice, end }: { choice: Choice; end: number },
): Promise<unknown> {
  const query = interpolate(target.expr, board.templating.list, choice, TIMES);
  if (target.range !== true) {
    return await prometheus.api(`query?${new URLSearchParams({ query, time: String(end) })}`);
  }
  const range = { query, start: String(end - seconds), end: String(end), step: "1" };
  return await prometheus.api(`query_range?${new URLSearchParams(range)}`);
}

/** A board with, by panel and query, what Prometheus answers. */
async function answered(prometheus: Prometheus, board: Board, choice: Choice): Promise<object> {
  const answers: Record<number, unknown[]> = {};
  const end = Date.now() / 1000;
  for (const { id, targets } of panelsOf(board)) {
    answers[id] = [];
    for (const target of targets) {
      answers[id].push(await answer(prometheus, board, target, { choice, end }));
    }
  }
  return { board, answers };
}

async function bundle(): Promise<string> {
  const out = join(HERE, "shots/.page");
  await rm(out, { recursive: true, force: true });
  await build({
    entryPoints: [join(HERE, "page.tsx")],
    outdir: out,
    bundle: true,
    format: "esm",
    splitting: true,
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"', global: "window" },
    loader: { ".ttf": "file", ".woff2": "file", ".woff": "file", ".svg": "text" },
    logLevel: "error",
  });
  return out;
}

if (!existsSync(join(HERE, "node_modules"))) {
  console.error("Grafana's components are missing: npm ci --prefix dashboards/preview --ignore-scripts");
  process.exit(1);
}
const out = await bundle();
const boards = boardsOf();
const shots = boards
  .flatMap((board) =>
    Object.keys(SITUATIONS).flatMap((situation) =>
      ["dark", "light"].flatMap((theme) =>
        [1280, 1600].map((width) => {
          const slug = board.title.toLowerCase().replaceAll(" ", "-");
          return { board, situation, theme, width, name: `${slug}-${situation}-${theme}-${width}` };
        }),
      ),
    ),
  )
  // Of a cluster's hygiene there is nothing calm.
  .filter(({ name }) => name.includes(options.only) && !name.startsWith("cluster-hygiene-calm"));

const recorded = join(HERE, "shots/answers.json");
const data = new Map<string, object>(options.again ? JSON.parse(await readFile(recorded, "utf8")) : []);
if (!options.again) {
  await using prometheus = await startWorld(seconds);
  for (const board of boards) {
    for (const [situation, choice] of Object.entries(SITUATIONS)) {
      data.set(`/data/${board.uid}/${situation}`, await answered(prometheus, board, choice));
    }
  }
  await writeFile(recorded, JSON.stringify([...data]));
}

const TYPES: Readonly<Record<string, string>> = {
  js: "text/javascript",
  css: "text/css",
  svg: "image/svg+xml",
};
const server = createServer(async ({ url = "" }, response) => {
  const [path = ""] = url.split("?");
  const found = data.get(path);
  if (found !== undefined) {
    response.end(JSON.stringify(found));
  } else if (path === "/") {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(
      '<!doctype html><link rel="stylesheet" href="/page.css"><body><script type="module" src="/page.js"></script>',
    );
  } else {
    const file = path.startsWith("/public/build/")
      ? join(HERE, "node_modules/@grafana/ui/dist/public", path.slice("/public/build/".length))
      : join(out, path);
    response.setHeader("content-type", TYPES[file.split(".").at(-1)!] ?? "application/octet-stream");
    await pipeline(createReadStream(file), response).catch(() => response.writeHead(404).end());
  }
}).listen(0, "127.0.0.1");

const browser = await chromium.launch({ executablePath: options.chromium, args: ["--no-sandbox"] });
await mkdir(join(HERE, "shots"), { recursive: true });
for (const { board, situation, theme, width, name } of shots) {
  const page = await browser.newPage({ viewport: { width, height: 5000 } });
  page.on("pageerror", (error) => console.error(`${name}: ${error.message}`));
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/?${new URLSearchParams({ uid: board.uid, situation, theme })}`);
  await page.waitForSelector("#drawn", { state: "attached", timeout: 30_000 });
  // As text: what runs in the page has types of its own.
  const cut = await page.evaluate<string[]>(
    `[...document.querySelectorAll("h2, [role=columnheader] button, [role=columnheader] span")]
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
      .map((one) => one.textContent)`,
  );
  const drawn = await page.evaluate<number>('document.querySelector("main").scrollHeight');
  const height = Math.min(drawn, Number(options.height));
  const path = join(HERE, "shots", `${name}.png`);
  await page.screenshot({ path, clip: { x: 0, y: 0, width, height } });
  await page.close();
  console.log(`${name}.png${cut.length > 0 ? `, cut: ${[...new Set(cut)].join(", ")}` : ""}`);
}
await browser.close();
server.close();
