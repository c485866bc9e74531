import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { createHostSettings } from "../../../src/registry/hostSettings.ts";
import { createRegistryHosts } from "../../../src/registry/registryHost.ts";
import { openHostsDirectory } from "../../../src/registry/runtime/hostsDirectory.ts";
import { makeAuthority } from "../../support/certificates.ts";
import { fakeClock } from "../../support/fakeClock.ts";
import { fileClock } from "../../support/fileClock.ts";
import { recordingLogger } from "../../support/recordingLogger.ts";
import { DEFAULT_OPTIONS } from "../harness.ts";

describe("HostsDirectory", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "certs.d-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const write = async (name: string, text: string) => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  };
  const { signal } = new AbortController();
  const open = () => {
    const clock = fileClock();
    const log = recordingLogger();
    const directory = openHostsDirectory(folder, { root: join(folder, "root"), clock, log });
    const ask = async (registry: string) =>
      (await directory.endpoints({ registry, repository: "a" }, { signal }, []))?.map((endpoint) =>
        "result" in endpoint
          ? `${endpoint.result}: ${endpoint.registry}`
          : `${endpoint.access?.scheme ?? ""} ${endpoint.registry}${endpoint.path}`,
      );
    const access = async (registry: string) => {
      const [endpoint] = (await directory.endpoints({ registry, repository: "a" }, { signal }, [])) ?? [];
      return endpoint?.access;
    };
    return { clock, ask, access, lines: () => log.lines.map(({ message }) => message) };
  };

  it("takes the first folder that is there, even if it is empty", async () => {
    await write("_default/hosts.toml", '[host."http://all.test"]');
    await write("r.test_5000_/hosts.toml", '[host."https://one.test/x"]');
    await write("r.test/nothing", "");
    const { ask } = open();
    expect(await ask("r.test:5000")).to.deep.equal(["https one.test/x/v2", " r.test:5000/v2"]);
    expect(await ask("r.test")).to.deep.equal([" r.test/v2"]);
    expect(await ask("other.test")).to.deep.equal(["http all.test/v2", " other.test/v2"]);
  });

  it("has all registries share the authorities of the default folder, and their certificates", async () => {
    await write("_default/corp.crt", (await makeAuthority()).cert);
    const { access } = open();
    const all = await Promise.all(["a.test", "b.test"].map(access));
    expect(all[0]?.tls?.authorities).to.have.length(1);
    expect(all[1]?.tls).to.equal(all[0]?.tls);
  });

  it("says nothing of a registry without a folder", async () => {
    expect(await open().ask("r.test")).to.equal(undefined);
  });

  it("gives no verdict where the directory itself is not there, or is none", async () => {
    await rm(folder, { recursive: true });
    for (const problem of [
      /Cannot read .*certs\.d-[^/]*: no such file/,
      /Cannot read .*: it is no directory/,
    ]) {
      const { ask, lines } = open();
      expect(await ask("r.test")).to.deep.equal(["node_file_unreadable: r.test"]);
      expect(lines()).to.have.length(1);
      expect(lines()[0]).to.match(problem);
      await writeFile(folder, "");
    }
  });

  it("takes an empty name of a key for the folder, as nodes do: their own error", async () => {
    await write("r.test/hosts.toml", 'client = [["c.pem", ""]]');
    await write("r.test/c.pem", (await makeAuthority()).cert);
    expect(
      await open()
        .ask("r.test")
        .catch((error: unknown) => String(error)),
    ).to.match(/NodeFileError: Cannot read .*r\.test/);
  });

  it("passes over a host that no node can ask, and says so once", async () => {
    await write("r.test/hosts.toml", '[host.""]\n[host."https://one.test"]');
    const { ask, lines } = open();
    expect(await ask("r.test")).to.deep.equal(["refused: ", "https one.test/v2", " r.test/v2"]);
    expect(lines()).to.deep.equal(['r.test: host."": it names no host: a node cannot ask it, and goes on']);
  });

  it("reads files again when they change", async () => {
    const { clock, ask } = open();
    await write("r.test/hosts.toml", '[host."https://one.test"]');
    expect((await ask("r.test"))?.[0]).to.equal("https one.test/v2");
    await write("r.test/hosts.toml", '[host."https://two.test"]');
    expect((await ask("r.test"))?.[0], "not looked at again yet").to.equal("https one.test/v2");
    await clock.advance(5_000);
    expect((await ask("r.test"))?.[0]).to.equal("https two.test/v2");
  });

  for (const [what, name, between] of [
    ["emptied", "hosts.toml", ""],
    ["written, in its midst", "hosts.toml", '[host."https://tw'],
    ["removed", "hosts.toml", undefined],
    ["removed with its folder", "", undefined],
    ["written, of a certificate", "ca.pem", ""],
  ] as const) {
    it(`waits for a file that is being ${what}`, async () => {
      const { cert } = await makeAuthority();
      const whole = async (host: string) => {
        await write("r.test/ca.pem", cert);
        await write("r.test/hosts.toml", `[host."https://${host}"]\nca = "ca.pem"`);
      };
      await write("_default/hosts.toml", '[host."https://all.test"]');
      await whole("one.test");
      const { clock, ask, lines } = open();
      expect((await ask("r.test"))?.[0]).to.equal("https one.test/v2");
      await clock.advance(5_000);
      await (between === undefined
        ? rm(join(folder, "r.test", name), { recursive: true })
        : write(`r.test/${name}`, between));
      clock.isWriting = true;
      const waits = clock.waits();
      const asked = ask("r.test");
      await waits;
      await whole("two.test");
      clock.isWriting = false;
      await clock.advance(1_100);
      expect((await asked)?.[0]).to.equal("https two.test/v2");
      expect(lines()).to.deep.equal([]);
    });
  }

  it("gives no verdict while files go on changing", async () => {
    await write("r.test/hosts.toml", '[host."https://one.test"]');
    const { clock, ask, lines } = open();
    clock.isWriting = true;
    const asked = ask("r.test");
    let isOver = false;
    asked.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      const waits = clock.waits();
      await Promise.race([waits, asked]);
      await write("r.test/hosts.toml", '[host."https://one.test"]');
      await clock.advance(1_000);
    }
    expect(await asked).to.deep.equal(["node_file_unreadable: r.test"]);
    expect(lines().join()).to.include("goes on changing: r.test is not asked");
  });

  it("says once what is wrong, and what nodes do then", async () => {
    await write("r.test/hosts.toml", "[host");
    await write("s.test/hosts.toml", 'ca = "empty.pem"');
    await write("s.test/empty.pem", "nothing");
    const { clock, ask, lines } = open();
    for (let look = 0; look < 2; look += 1) {
      expect(await ask("r.test")).to.deep.equal([" r.test/v2"]);
      expect(String(await ask("s.test").catch((error: unknown) => error))).to.include("holds no certificate");
      await clock.advance(5_000);
    }
    expect(lines()).to.have.length(2);
    expect(lines()[0]).to.match(
      /hosts\.toml does not count: it is no TOML.*A node asks the registry itself then/,
    );
    expect(lines()[1]).to.match(
      /^CA file .*empty\.pem holds no certificate: a node cannot pull from s\.test so$/,
    );
  });

  it("leaves out where a file cannot be read that a node may have", async () => {
    await write(
      "r.test/hosts.toml",
      '[host."https://one.test"]\nca = "gone.pem"\n[host."https://two.test"]\nclient = "/etc/ssl/gone.pem"',
    );
    await write("s.test/hosts.toml/folder", "");
    const { ask, lines } = open();
    expect(await ask("r.test")).to.deep.equal([
      "node_file_unreadable: one.test",
      "node_file_unreadable: two.test",
      " r.test/v2",
    ]);
    expect(await ask("s.test")).to.deep.equal(["node_file_unreadable: s.test"]);
    const unread =
      /^Cannot read .*(pem|toml): .*: \w+\.test is not asked, and what only it has gets no verdict$/;
    expect(lines()).to.have.length(3);
    for (const line of lines()) {
      expect(line).to.match(unread);
    }
    expect(lines().join()).to.include(join(folder, "root/etc/ssl/gone.pem"));
  });

  it("follows absolute links below the root, those of the directory too", async () => {
    await write("root/opt/r.test/hosts.toml", '[host."https://one.test"]\nca = "/etc/ssl/ca.pem"');
    await write("root/opt/ca.pem", (await makeAuthority()).cert);
    await mkdir(join(folder, "root/etc/ssl"), { recursive: true });
    await symlink("/opt/ca.pem", join(folder, "root/etc/ssl/ca.pem"));
    await symlink("/opt/r.test", join(folder, "r.test"));
    const { ask, lines } = open();
    expect(await ask("r.test")).to.deep.equal(["https one.test/v2", " r.test/v2"]);
    expect(lines()).to.deep.equal([]);
  });

  it("looks for absolute paths below the root", async () => {
    const { cert: ca } = await makeAuthority();
    await write("r.test/hosts.toml", '[host."https://one.test"]\nca = ["/etc/ssl/ca.pem"]');
    await write("root/etc/ssl/ca.pem", ca);
    const { ask, lines } = open();
    expect(await ask("r.test")).to.deep.equal(["https one.test/v2", " r.test/v2"]);
    expect(lines()).to.deep.equal([]);
  });

  it("takes what is no certificate with its key for the node's own error", async () => {
    const pair = await makeAuthority();
    const other = await makeAuthority();
    await write("r.test/hosts.toml", 'client = [["c.pem", "k.pem"]]');
    await write("r.test/c.pem", pair.cert);
    for (const key of ["nothing", other.key, pair.key]) {
      await write("r.test/k.pem", key);
      const { ask } = open();
      const said = await ask("r.test").catch((error: unknown) => String(error));
      if (key === pair.key) {
        expect(said).to.deep.equal([" r.test/v2"]);
      } else {
        expect(said).to.match(/c\.pem with .*k\.pem holds no certificate with its key$/);
      }
    }
  });

  it("takes Docker Hub's name in a file for that of the host", async () => {
    await write(
      "docker.io/hosts.toml",
      'server = "https://docker.io"\n[host."https://registry-1.docker.io"]',
    );
    const directory = openHostsDirectory(folder, { root: "", clock: fakeClock(), log: recordingLogger() });
    const hosts = createRegistryHosts({ settings: createHostSettings(DEFAULT_OPTIONS), clock: fakeClock() });
    const found = await directory.endpoints({ registry: "docker.io", repository: "a" }, { signal }, []);
    expect(
      found?.map((endpoint) => [
        endpoint.registry,
        hosts
          .find(endpoint)
          ?.origins()
          .map(({ url }) => url),
      ]),
    ).to.deep.equal([
      ["docker.io", ["https://registry-1.docker.io"]],
      ["docker.io", ["https://docker.io"]],
    ]);
  });
});
