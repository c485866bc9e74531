import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect } from "chai";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { pageRoutes } from "../../../src/page/pageRoutes.ts";
import { template, workload } from "../../inventory/inventoryFixture.ts";
import { type PageFixture, pageFixture } from "../../page/pageFixture.ts";
import { showcase } from "../../page/showcase.ts";
import { startTestServer, type TestServer } from "../../server/testServer.ts";
import { locateChromium } from "../harness/locateChromium.ts";
import { scene } from "../harness/scene.ts";

/** Where pictures go, for people to look at; without it they are taken all the same. */
const pictures = process.env.STATUS_PAGE_PICTURES;

scene("the status page in a browser", [["chromium"]], () => {
  let browser: Browser;
  let axe: string;

  before(async () => {
    const { path, env } = await locateChromium();
    browser = await chromium.launch({
      executablePath: path,
      env,
      args: ["--no-sandbox", "--disable-gpu"],
    });
    axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  });
  after(() => browser?.close());

  /** A page's server, and contexts to look at it with; what a browser complains of is a failure. */
  function lookingAt(make: () => Promise<PageFixture>) {
    const at = { fixture: undefined as unknown as PageFixture, url: "", complaints: [] as string[] };
    let server: TestServer;
    const contexts: BrowserContext[] = [];
    before(async () => {
      at.fixture = await make();
      server = await startTestServer(Object.fromEntries(pageRoutes(at.fixture.sources)));
      at.url = server.url;
    });
    after(async () => {
      at.fixture?.stop();
      await server?.close();
    });
    afterEach(async () => {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      expect(at.complaints.splice(0)).to.deep.equal([]);
    });
    const open = async (path: string, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> => {
      // Tests look into pages by scripts, which the pages' own policy leaves alone: it is not bypassed.
      const context = await browser.newContext(options);
      contexts.push(context);
      const page = await context.newPage();
      page.on("dialog", (dialog) => {
        at.complaints.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      page.on("console", (message) => at.complaints.push(message.text()));
      page.on("pageerror", (error) => at.complaints.push(String(error)));
      page.on("request", (request) => {
        if (!request.url().startsWith(at.url)) {
          at.complaints.push(`asked for ${request.url()}`);
        }
      });
      await page.goto(at.url + path);
      return page;
    };
    return Object.assign(at, { open });
  }

  /** Clicks on a link, and waits for the page that it leads to: a click may be over before that has come. */
  async function follow(page: Page, link: string): Promise<void> {
    const left = page.url();
    await page.click(link);
    await page.waitForURL(({ href }) => href !== left);
  }

  /** What assistive technology would trip over. */
  async function violations(page: Page): Promise<readonly string[]> {
    await page.evaluate(axe);
    return await page.evaluate(async () => {
      const { axe: run } = globalThis as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const { violations: found } = await run.run();
      return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    });
  }

  const overflow = (page: Page) =>
    page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

  describe("of a cluster in a bad night", () => {
    const at = lookingAt(async () => {
      const fixture = await showcase();
      fixture.protect(true);
      return fixture;
    });
    const heading = (page: Page) => page.locator("h1").textContent();

    it("leads from what is broken to its image, its workload and back", async () => {
      const page = await at.open("/", { javaScriptEnabled: false });
      expect(await heading(page)).to.equal("8 containers could not pull their images");
      await follow(page, "text=reg.example.com/shop/cart:2.8.1 >> nth=0");
      expect(await heading(page)).to.equal("reg.example.com/shop/cart:2.8.1");
      await follow(page, "main a:has-text('cart-worker') >> nth=0");
      expect(await heading(page)).to.equal("cart-worker");
      expect(await page.locator("main li").first().textContent()).to.contain("404 (MANIFEST_UNKNOWN");
      await page.goBack();
      expect(await heading(page)).to.equal("reg.example.com/shop/cart:2.8.1");
      await page.goBack();
      expect(await heading(page)).to.equal("8 containers could not pull their images");
    });

    it("is searched by keyboard, without a script", async () => {
      const page = await at.open("/", { javaScriptEnabled: false });
      await page.keyboard.press("Tab");
      expect(await page.locator(":focus").textContent()).to.equal("Skip to content");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.type("LEDGER");
      await page.keyboard.press("Enter");
      await page.waitForURL(/search\?search=LEDGER$/);
      expect(await page.inputValue("#q")).to.equal("LEDGER");
      const found = await page.locator("main h3").allTextContents();
      expect(found).to.deep.equal(["reg.example.com/payments/ledger:4.1.0", "payments/ledger statefulset"]);
    });

    it("narrows lists down, and widens them again", async () => {
      const page = await at.open("/");
      await follow(page, "main a:text-is('absent')");
      const images = () => page.locator("main h3").allTextContents();
      expect(await images()).to.deep.equal([
        "reg.example.com/shop/checkout:5.1.0",
        "reg.example.com/shop/cart:2.8.1",
        "ghcr.io/fluent/fluent-bit:3.1.0",
      ]);
      await follow(page, "a:has-text('remove this filter')");
      expect(await images()).to.have.length(7);
      await follow(page, "nav a:text-is('available')");
      expect(await images()).to.have.length(10);
    });

    const PATHS = [
      ["overview", "/"],
      ["images", "/images"],
      ["unavailable", "/images?state=unavailable"],
      ["image", "/image?name=reg.example.com/shop/cart:2.8.1"],
      ["workloads", "/workloads"],
      ["workload", "/workload?namespace=payments&kind=statefulset&name=ledger"],
      ["search", "/search?search=shop"],
      ["registries", "/registries"],
      ["changes", "/changes"],
      ["exporter", "/exporter"],
      ["nothing", "/image?name=none"],
    ] as const;

    for (const colorScheme of ["light", "dark"] as const) {
      for (const width of [390, 820, 1280]) {
        it(`has nothing that assistive technology trips over, and fits, at ${width} pixels, ${colorScheme}`, async () => {
          for (const [name, path] of PATHS) {
            const page = await at.open(path, { colorScheme, viewport: { width, height: 900 } });
            expect(await violations(page), path).to.deep.equal([]);
            expect(await overflow(page), path).to.equal(0);
            const picture = await page.screenshot({ fullPage: true });
            if (pictures !== undefined) {
              await writeFile(join(pictures, `${name}-${width}-${colorScheme}.png`), picture);
            }
            // A page that is not there says so to the console as well.
            at.complaints.splice(0, name === "nothing" ? 1 : 0);
            await page.close();
          }
        });
      }
    }
  });

  describe("of a cluster whose names are attacks", () => {
    const EVIL = [
      `"><script>alert(1)</script>`,
      `'><img src=x onerror=alert(1)>`,
      "</title></style><svg onload=alert(1)>",
      "javascript:alert(1)//",
      "{{constructor.constructor('alert(1)')()}}",
    ].join("");
    const at = lookingAt(async () => {
      const fixture = await pageFixture({
        informers: [{ resource: `pods${EVIL}`, state: "overdue", error: EVIL }],
      });
      const { inventory, answers, scripted } = fixture;
      answers.set("gone.io", "absent");
      scripted.set("ok.io/app:1", { result: "absent", message: EVIL });
      const images = { [`app${EVIL}`]: `gone.io/${EVIL}`, other: "ok.io/app:1" };
      inventory.upsertWorkload(
        workload(`name${EVIL}`, {
          namespace: `space${EVIL}`,
          templates: [template(images, { pullSecrets: [`secret${EVIL}`] })],
        }),
      );
      await fixture.check();
      fixture.protect(true);
      return fixture;
    });

    it("runs nothing of them, on any page, and shows them as they are", async () => {
      const names = { namespace: `space${EVIL}`, kind: "deployment", name: `name${EVIL}` };
      for (const path of [
        "/",
        "/images",
        "/workloads",
        "/changes",
        "/exporter",
        "/registries",
        "/image?name=ok.io/app:1",
        `/image?${new URLSearchParams({ name: `gone.io/${EVIL}` })}`,
        `/workload?${new URLSearchParams(names)}`,
        `/search?${new URLSearchParams({ search: EVIL })}`,
        `/images?${new URLSearchParams({ registry: EVIL, namespace: EVIL, image: EVIL, after: EVIL })}`,
      ]) {
        const page = await at.open(path);
        expect(await page.locator("script, img, svg:not(:has(rect)), iframe").count(), path).to.equal(0);
        expect(await page.locator("a[href^='javascript' i]").count(), path).to.equal(0);
        expect(await violations(page), path).to.deep.equal([]);
        expect(await overflow(page), path).to.equal(0);
      }
      const page = await at.open("/workloads");
      await follow(page, "main h3 a");
      expect(await page.locator("h1").textContent()).to.equal(`name${EVIL}`);
      expect(await page.locator("main").textContent()).to.contain(`secret${EVIL}`);
    });

    it("would not run a script even where one got in", async () => {
      const page = await at.open("/");
      await page.evaluate(() => {
        const { document } = globalThis as unknown as {
          document: {
            createElement(name: string): { textContent: string };
            body: { append(node: object): void };
          };
        };
        const script = document.createElement("script");
        script.textContent = "globalThis.ran = true";
        document.body.append(script);
      });
      expect(await page.evaluate("globalThis.ran")).to.equal(undefined);
      expect(at.complaints.splice(0).join()).to.match(/Content Security Policy/);
    });
  });
});
