import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { originEndpoint } from "../../../src/image/endpoint.ts";
import { crio } from "../../../src/registry/runtime/crio.ts";
import { openNodeEndpoints } from "../../../src/registry/runtime/nodeEndpoints.ts";
import { openRegistriesFiles } from "../../../src/registry/runtime/registriesFiles.ts";
import { makeAuthority } from "../../support/certificates.ts";
import { fakeClock } from "../../support/fakeClock.ts";
import { fileClock } from "../../support/fileClock.ts";
import { recordingLogger } from "../../support/recordingLogger.ts";
import type { ScriptedAnswer } from "../../support/scriptedServer.ts";
import { ALICE, createHarness, FOUND, registryError } from "../harness.ts";

const MIRRORED = (registry: string, mirror: string, more = "") =>
  `[[registry]]\nlocation = "${registry}"\n${more}\n[[registry.mirror]]\nlocation = "${mirror}"`;

describe("registriesFiles", () => {
  const { server, client } = createHarness();
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "containers-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const write = async (name: string, text: string) => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  };
  const paths = () => ({
    registriesConf: join(folder, "registries.conf"),
    certsDir: join(folder, "certs.d"),
    runtimeAuthFile: "",
    root: "",
    shortNameMode: "enforcing" as "enforcing" | "disabled",
  });
  const open = (more: Partial<ReturnType<typeof paths>> = {}) => {
    const clock = fileClock();
    const log = recordingLogger();
    const files = openRegistriesFiles({ ...paths(), ...more }, { clock, log });
    const ask = async (text: string, credentials: readonly (typeof ALICE)[] = []) => {
      const parsed = files.readName(text, { defaultRegistry: "docker.io" });
      if (!parsed.ok) {
        return parsed.error;
      }
      try {
        const signal = new AbortController().signal;
        const found = await files.endpoints(parsed.reference, { signal }, credentials);
        return found?.map((endpoint) =>
          "result" in endpoint
            ? `${endpoint.result}: ${endpoint.message}`
            : `${endpoint.access?.scheme ?? ""} ${endpoint.registry}/${endpoint.repository} ${endpoint.credentials}${endpoint.own === undefined ? "" : ` ${endpoint.own.map(({ username }) => username)}`}`.trim(),
        );
      } catch (error) {
        return String(error);
      }
    };
    return { clock, ask, lines: () => log.lines.map(({ message }) => message) };
  };

  it("keeps what it knows of files until what is being changed has been as it is for a second", async () => {
    await write("registries.conf", MIRRORED("r.test", "one.test"));
    const { clock, ask } = open();
    expect((await ask("r.test/a"))?.[0]).to.equal("https one.test/a same-domain");
    await write("registries.conf", "");
    clock.isWriting = true;
    await clock.advance(5_000);
    expect((await ask("r.test/a"))?.[0], "emptied at this moment").to.equal("https one.test/a same-domain");
    await write("registries.conf", MIRRORED("r.test", "two.test"));
    clock.isWriting = false;
    await clock.advance(1_100);
    expect((await ask("r.test/a"))?.[0]).to.equal("https two.test/a same-domain");
  });

  it("waits for a second where nothing is known before of what is being changed", async () => {
    await write("registries.conf", "");
    const { clock, ask } = open();
    clock.isWriting = true;
    const asked = ask("r.test/a");
    await write("registries.conf", MIRRORED("r.test", "one.test"));
    clock.isWriting = false;
    await clock.advance(1_100);
    expect((await asked)?.[0]).to.equal("https one.test/a same-domain");
  });

  it("gives no verdict while files go on changing of which nothing is known before", async () => {
    await write("registries.conf", "");
    const { clock, ask } = open();
    clock.isWriting = true;
    const asked = ask("r.test/a");
    for (let look = 0; look < 10; look += 1) {
      await write("registries.conf", "");
      await clock.advance(1_100);
    }
    expect((await asked)?.[0]).to.match(/^node_file_unreadable: .*goes on changing$/);
    await write("registries.conf", "[");
    await clock.advance(1_100);
    expect((await ask("r.test/a"))?.[0], "half of it").to.match(/goes on changing$/);
    clock.isWriting = false;
    await write("registries.conf", MIRRORED("r.test", "one.test"));
    await clock.advance(1_100);
    expect((await ask("r.test/a"))?.[0]).to.equal("https one.test/a same-domain");
  });

  it("asks mirrors, then the location; another host than the image's gets nothing of the pod's", async () => {
    await write("registries.conf", MIRRORED("r.test", "m.test/x"));
    const { ask } = open();
    expect(await ask("r.test/app:1")).to.deep.equal([
      "https m.test/x/app same-domain",
      "r.test/app reference",
    ]);
    expect(await ask("r.test/app:1", [ALICE])).to.deep.equal([
      "https m.test/x/app same-domain",
      "r.test/app reference",
    ]);
    expect(await ask("other.test/app:1")).to.deep.equal(["other.test/app reference"]);
  });

  it("looks again every few seconds, also at the folder beside", async () => {
    await write("registries.conf", "");
    const { ask, clock, lines } = open({ certsDir: "" });
    expect(await ask("r.test/app:1")).to.equal(undefined);
    await write("registries.conf.d/10.conf", MIRRORED("r.test", "m.test"));
    await write("registries.conf.d/20.txt", "[");
    expect(await ask("r.test/app:1")).to.equal(undefined);
    await clock.advance(5_000);
    expect(await ask("r.test/app:1")).to.have.lengthOf(2);
    await write("registries.conf.d/30.conf", "[");
    await clock.advance(5_000);
    expect(await ask("r.test/app:1")).to.match(
      /30\.conf cannot be used: it is no TOML: [^\n]+ A node pulls nothing so$/,
    );
    await clock.advance(5_000);
    await ask("r.test/app:1");
    expect(lines()).to.have.lengthOf(1);
  });

  it("gives no verdict where the file is not there", async () => {
    const { ask, lines } = open();
    expect(await ask("r.test/app:1")).to.match(/^node_file_unreadable: r\.test was not asked: Cannot read /);
    expect(lines()).to.have.lengthOf(1);
  });

  it("has a blocked endpoint refused, and the image where there is no other", async () => {
    await write("registries.conf", MIRRORED("r.test", "m.test", "blocked = true"));
    const { ask } = open();
    expect(await ask("r.test/app:1")).to.deep.equal([
      "https m.test/app same-domain",
      "refused: r.test was not asked: r.test is blocked by r.test in registries.conf",
    ]);
    await write("registries.conf", '[[registry]]\nlocation = "r.test"\nblocked = true');
    expect(await open().ask("r.test/app:1")).to.include("r.test is blocked by r.test");
  });

  it("says which name means nothing", async () => {
    await write("registries.conf", "");
    expect(await open().ask("app:1")).to.include('"app" has no registry');
  });

  it("asks all registries that are searched, whatever else files say of them", async () => {
    const search = 'unqualified-search-registries = ["r.test", "m.test"]\n';
    await write("registries.conf", search);
    await write("auth.json", '{"auths":{}}');
    const both = ["r.test/app reference", "m.test/app reference"];
    for (const [more, credentials] of [
      [{}, []],
      [{ certsDir: "" }, []],
      [{ certsDir: "", runtimeAuthFile: join(folder, "auth.json") }, [ALICE]],
    ] as const) {
      expect(await open({ ...more, shortNameMode: "disabled" }).ask("app:1", credentials)).to.deep.equal(
        both,
      );
    }
    const { ask, clock } = open({ certsDir: "", shortNameMode: "disabled" });
    await write("registries.conf", search + MIRRORED("r.test", "one.test"));
    await clock.advance(5_000);
    expect(await ask("app:1")).to.deep.equal(["https one.test/app same-domain", ...both]);
  });

  it("goes by the registries that are searched now, of a name that was read before", async () => {
    await write("registries.conf", 'unqualified-search-registries = ["r.test", "m.test"]');
    const [clock, log] = [fileClock(), recordingLogger()];
    const files = openRegistriesFiles(
      { ...paths(), certsDir: "", shortNameMode: "disabled" },
      { clock, log },
    );
    const read = files.readName("app:1", { defaultRegistry: "docker.io" });
    const ask = async () => {
      const { signal } = new AbortController();
      const found = read.ok ? await files.endpoints(read.reference, { signal }, []) : undefined;
      return found?.map(({ registry }) => registry);
    };
    expect(await ask()).to.deep.equal(["r.test", "m.test"]);
    await write("registries.conf", 'unqualified-search-registries = ["r.test"]');
    await clock.advance(5_000);
    expect(await ask()).to.deep.equal(["r.test"]);
    await write("registries.conf", "");
    await clock.advance(5_000);
    const error = await ask().catch((problem: Error) => problem);
    expect(String(error)).to.include('"app" has no registry, is no alias');
  });

  it("takes from the auth file what mirrors get, and images for which a pod has nothing", async () => {
    await write("registries.conf", MIRRORED("r.test", "m.test"));
    const auth = (who: string) => ({ auth: Buffer.from(who).toString("base64") });
    const file = { auths: { "m.test": auth("mirror:x"), "r.test/app": auth("node:x") } };
    await write("auth.json", JSON.stringify(file));
    const { ask } = open({ runtimeAuthFile: join(folder, "auth.json") });
    expect(await ask("r.test/app:1")).to.deep.equal([
      "https m.test/app same-domain mirror",
      "r.test/app reference node",
    ]);
    expect(await ask("r.test/app:1", [ALICE])).to.deep.equal([
      "https m.test/app same-domain mirror",
      "r.test/app reference",
    ]);
  });

  it("gives mirrors of the configuration what it has for them, too", async () => {
    await write("registries.conf", "");
    await write("auth.json", '{"auths":{"m.test":{"auth":"bWlycm9yOng="}}}');
    await write("certs.d/m.test/ca.crt", "");
    const files = openRegistriesFiles(
      { ...paths(), runtimeAuthFile: join(folder, "auth.json") },
      { clock: fakeClock(), log: recordingLogger() },
    );
    const reference = { registry: "r.test", repository: "app", tag: "1" };
    const mirror = {
      ...originEndpoint({ registry: "m.test", repository: "app" }),
      credentials: "same-domain",
    } as const;
    const found = files.complete?.(mirror, reference, [ALICE]);
    expect(found && "own" in found && found.own?.map(({ username }) => username)).to.deep.equal(["mirror"]);
    expect(found?.files?.ca).to.deep.equal([join(folder, "certs.d/m.test/ca.crt")]);
    const own = files.complete?.({ ...mirror, credentials: "own", own: [ALICE] }, reference, []);
    expect(own && "own" in own && own.own).to.deep.equal([ALICE]);
  });

  it("knows nothing of what an auth file has that cannot be read, or leaves to a program", async () => {
    await write("registries.conf", "");
    const runtimeAuthFile = join(folder, "auth.json");
    expect(await open({ runtimeAuthFile }).ask("r.test/app:1")).to.match(
      /^node_file_unreadable: .*auth\.json/,
    );
    await write("auth.json", '{"credHelpers":{"r.test":"ecr-login"}}');
    const { ask } = open({ runtimeAuthFile });
    expect(await ask("r.test/app:1")).to.match(/^node_file_unreadable: .*"ecr-login"/);
    expect(await ask("r.test/app:1", [ALICE])).to.deep.equal(["r.test/app reference"]);
    await write("auth.json", "{");
    expect(await open({ runtimeAuthFile }).ask("r.test/app:1")).to.include("cannot be used: not valid JSON");
  });

  it("does not ask with certificates that nodes cannot use, and passes over an authority that is none", async () => {
    const registry = await server(({ url }) => (url === "/v2/" ? {} : FOUND));
    const name = (file: string) => `certs.d/${registry.host}/${file}`;
    await write("registries.conf", "");
    await write(name("ca.crt"), "none");
    const check = () =>
      client({ allowedNetworks: ["127.0.0.0/8"] }, { runtime: crio, nodes: paths() }).image(registry.host);
    expect(await check()).to.deep.equal({ result: "available" });
    await write(name("a.cert"), "none");
    const missing = join(folder, name("a.key"));
    expect(await check()).to.deep.equal({
      result: "unknown_error",
      message: `${registry.host} was not asked: there is no ${missing}`,
    });
    await write(name("a.key"), "none");
    expect(await check()).to.deep.equal({
      result: "unknown_error",
      message: `${registry.host} was not asked: ${join(folder, name("a.cert"))} with ${missing} holds no certificate with its key`,
    });
  });

  it("follows absolute links of certificates below the node's root", async () => {
    const { cert } = await makeAuthority();
    await write("root/pki/ca.crt", cert);
    await write("certs.d/r.test/other", "");
    await symlink("/pki/ca.crt", join(folder, "certs.d/r.test/ca.crt"));
    const find = async (root: string) => {
      const [clock, log] = [fakeClock(), recordingLogger()];
      const files = openRegistriesFiles({ ...paths(), registriesConf: "", root }, { clock, log });
      const places = openNodeEndpoints({ files, insidePod: true, clock, log });
      const reference = { registry: "r.test", repository: "app", tag: "1" };
      const { signal } = new AbortController();
      return await places.find([originEndpoint(reference)], reference, { signal }, []);
    };
    const { asked } = await find(join(folder, "root"));
    expect(asked[0]?.access?.tls?.authorities).to.deep.equal([cert.trim()]);
    expect((await find("")).unasked[0]?.message).to.match(/Cannot read .*ca\.crt: .*/);
  });

  it("is heard by a check: what a mirror gives in the manifest's place is final, nothing is not", async () => {
    let answer: ScriptedAnswer | "drop" = { ...FOUND, body: "<html></html>" };
    const mirror = await server(({ url, method }) =>
      url === "/v2/" ? {} : method === "HEAD" ? { status: 405 } : answer,
    );
    const origin = await server(({ url }) => (url === "/v2/" ? {} : FOUND));
    await write("registries.conf", MIRRORED(origin.host, mirror.host));
    const subject = client({ allowedNetworks: ["127.0.0.0/8"] }, { runtime: crio, nodes: paths() });
    expect(await subject.image(origin.host)).to.include({ result: "registry_unavailable" });
    answer = "drop";
    expect(await subject.image(origin.host)).to.include({ result: "available" });
  });

  it("is heard by a check: a mirror has the image, and a blocked registry is no 404", async () => {
    const mirror = await server(({ url }) =>
      url === "/v2/" ? {} : url.includes("/shop/") ? FOUND : registryError(404, "MANIFEST_UNKNOWN"),
    );
    await write("registries.conf", MIRRORED("127.0.0.9:1", mirror.host, "blocked = true"));
    const subject = client({ allowedNetworks: ["127.0.0.0/8"] }, { runtime: crio, nodes: paths() });
    expect(await subject.image("127.0.0.9:1")).to.deep.equal({ result: "available" });
    expect(mirror.requests.some(({ url }) => url.includes("ns="))).to.equal(false);
    const absent = await subject.image("127.0.0.9:1", { repository: "other/web" });
    expect(absent).to.include({ result: "unknown_error" });
    expect(absent).to.have.property("message").that.includes("is blocked by");
  });
});
