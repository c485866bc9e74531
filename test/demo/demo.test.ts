import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { PassThrough } from "node:stream";
import { expect } from "chai";
import { loadConfig } from "../../src/config/loadConfig.ts";
import { runDemo } from "../../src/demo/demo.ts";
import { recordingLogger } from "../support/recordingLogger.ts";

const never = new AbortController().signal;

const runGuard = () => Promise.reject(new Error("nobody asks guard within a second"));

async function configOf(flags: readonly { name: string; text: string }[] = []) {
  const { config } = await loadConfig({ environment: {}, flags, baseDirectory: "/" }, { signal: never });
  return config;
}

/** Everything that was written so far, and a promise of the first text that matches. */
function collect(stream: PassThrough): { text(): string; until(pattern: RegExp): Promise<RegExpExecArray> } {
  let text = "";
  const look = new Set<() => void>();
  stream.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    for (const again of look) {
      again();
    }
  });
  return {
    text: () => text,
    until: (pattern) =>
      new Promise((resolve) => {
        const again = () => {
          const match = pattern.exec(text);
          if (match !== null) {
            resolve(match);
          }
        };
        look.add(again);
        again();
      }),
  };
}

describe("runDemo()", () => {
  it("prints every container's verdict once, and ends", async () => {
    const stdout = new PassThrough();
    const output = collect(stdout);
    const log = recordingLogger();
    const code = await runDemo(
      { config: await configOf(), once: true, log, stdout, runGuard },
      { signal: never, atOnce: never },
    );
    expect(code).to.equal(0);
    const [table = "", sums] = output.text().split("\n\n");
    const [header, ...rows] = table.split("\n").map((line) => line.split(/ {2,}/));
    expect(header).to.deep.equal(["NAMESPACE", "KIND", "NAME", "CONTAINER", "IMAGE", "VERDICT"]);
    const bad = rows
      .filter((row) => row[5] !== "available")
      .map((row) => [row[0], row[1], row[2], row[5]].join(" "));
    expect(bad).to.deep.equal([
      "data deployment reports authorization_failure",
      "data deployment warehouse-sync registry_v1_api_not_supported",
      "edge daemonset edge-proxy registry_unavailable",
      "edge deployment cdn-purger registry_unavailable",
      "monitoring daemonset fluent-bit absent",
      "payments cronjob settlement authentication_failure",
      "payments deployment gateway authentication_failure",
      "payments statefulset ledger authentication_failure",
      "shop deployment image-resizer absent",
      "staging deployment preview bad_image_format",
      "staging deployment review-app authentication_failure",
    ]);
    expect(new Set(rows.map((row) => row[1]))).to.deep.equal(
      new Set([
        "cronjob",
        "daemonset",
        "deployment",
        "job",
        "pod",
        "rollout",
        "statefulset",
        "strimzipodset",
      ]),
    );
    expect(sums).to.equal("36 containers: 25 available, 11 not; not checked: 1 opted_out, 2 disabled\n");
  });

  it("is quiet about what the table tells, and speaks of what changes", async () => {
    for (const [level, quiet] of [
      ["info", true],
      ["debug", false],
    ] as const) {
      const stop = new AbortController();
      const stdout = new PassThrough();
      const output = collect(stdout);
      const log = recordingLogger();
      const config = await configOf([{ name: "bind-address", text: "127.0.0.1:0" }]);
      const running = runDemo(
        { config, once: false, log: { ...log, level }, stdout, runGuard },
        { signal: stop.signal, atOnce: never },
      );
      await output.until(/Ctrl-C ends it/);
      expect(output.text()).to.match(/^NAMESPACE .*?\n36 containers: .*Ctrl-C/s);
      const isSaid = () => log.lines.some(({ message }) => message === "image is unavailable");
      expect(isSaid()).to.equal(!quiet);
      stop.abort(new Error("SIGINT"));
      await running;
      expect(log.lines.some(({ message }) => message.includes("shutting down"))).to.equal(true);
    }
  });

  it("says what to open, serves it, and ends when told to, leaving nothing behind", async () => {
    const stop = new AbortController();
    const stdout = new PassThrough();
    const output = collect(stdout);
    const config = await configOf([{ name: "bind-address", text: "127.0.0.1:0" }]);
    const running = runDemo(
      { config, once: false, log: recordingLogger(), stdout, runGuard },
      { signal: stop.signal, atOnce: never },
    );
    const [, url] = await output.until(/(http:\S+)\/metrics/);
    const [, kubeconfig = ""] = await output.until(/KUBECONFIG=(\S+)/);
    await output.until(/Ctrl-C ends it/);
    expect((await fetch(`${url}/metrics`)).status).to.equal(200);
    expect(existsSync(kubeconfig)).to.equal(true);
    stop.abort(new Error("SIGINT"));
    expect(await running).to.equal(0);
    expect(existsSync(kubeconfig)).to.equal(false);
    const refused = await fetch(`${url}/metrics`).then(
      () => false,
      () => true,
    );
    expect(refused).to.equal(true);
  });

  it("takes another port where its own is taken, but not in the place of one that was asked for", async () => {
    const squatter = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => squatter.once("listening", resolve));
    const address = squatter.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    // Somebody else may have it already, which is as well.
    const onUsual = createServer()
      .on("error", () => {})
      .listen(8080, "127.0.0.1");
    await new Promise((resolve) => onUsual.once("listening", resolve).once("error", resolve));
    try {
      const stop = new AbortController();
      const stdout = new PassThrough();
      const output = collect(stdout);
      const options = { once: false, log: recordingLogger(), stdout, runGuard };
      const usual = runDemo({ ...options, config: await configOf() }, { signal: stop.signal, atOnce: never });
      const [, url] = await output.until(/(http:\S+)\/metrics/);
      expect(url).to.not.match(/:8080$/);
      stop.abort(new Error("SIGINT"));
      await usual;

      const asked = await configOf([{ name: "bind-address", text: `127.0.0.1:${port}` }]);
      const error = await runDemo({ ...options, config: asked }, { signal: never, atOnce: never }).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(String(error)).to.equal(
        `ListenError: Cannot listen on "127.0.0.1:${port}": the port is already in use`,
      );
    } finally {
      squatter.close();
      onUsual.close();
    }
  });
});
