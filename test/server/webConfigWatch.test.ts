import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { LoadedWebConfig } from "../../src/server/webConfigFile.ts";
import { watchWebConfig } from "../../src/server/webConfigWatch.ts";
import { makeServerCertificate } from "../support/certificates.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { recordingLogger } from "../support/recordingLogger.ts";
import { until } from "../support/until.ts";

const TLS = "tls_server_config: {cert_file: tls.crt, key_file: tls.key}\n";
const USERS = `basic_auth_users: {alice: "$2b$04$${"a".repeat(53)}"}\n`;
const LIMIT = "rate_limit: {interval: 1s, burst: 1}\n";

describe("watchWebConfig()", () => {
  let folder: string;
  let file: string;
  let life: AbortController;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "web-watch-")));
    file = join(folder, "web.yaml");
    life = new AbortController();
  });
  afterEach(() => {
    life.abort();
    rmSync(folder, { recursive: true });
  });

  const putCertificate = async (to = folder) => {
    const { cert, key } = await makeServerCertificate(["localhost"]);
    writeFileSync(join(to, "tls.crt"), cert);
    writeFileSync(join(to, "tls.key"), key);
    return cert;
  };
  const start = async () => {
    const clock = fakeClock();
    const log = recordingLogger();
    const seen: LoadedWebConfig[] = [];
    const onChange = (config: LoadedWebConfig) => void seen.push(config);
    const first = await watchWebConfig({ path: file, clock, log, onChange, signal: life.signal });
    /** Has the files looked at once more: the next look is scheduled when this one is over. */
    const look = async () => {
      let over = false;
      const { schedule } = clock;
      clock.schedule = (ms, callback) => {
        over = true;
        return schedule(ms, callback);
      };
      await clock.advance(5_000);
      await until(() => over);
      clock.schedule = schedule;
    };
    return { clock, log, seen, first, look };
  };

  it("rejects when the file cannot be used at first", async () => {
    writeFileSync(file, "rate_limits: {}\n");
    const error: unknown = await start().catch((reason: unknown) => reason);
    expect(error).to.include({
      message: `Cannot use the web configuration file ${file}: rate_limits: unknown key; did you mean rate_limit?`,
    });
  });

  it("tells of a change of the file, and says so once", async () => {
    writeFileSync(file, "");
    const { log, seen, look, first } = await start();
    expect(first.rateLimit).to.equal(undefined);
    await look();
    expect(seen).to.deep.equal([]);
    writeFileSync(file, LIMIT);
    await look();
    await look();
    expect(seen.map(({ rateLimit }) => rateLimit)).to.deep.equal([{ intervalMs: 1_000, burst: 1 }]);
    expect(log.lines).to.deep.equal([
      { level: "info", fields: {}, message: "the web configuration has changed and is in force" },
    ]);
  });

  it("tells of a change of a file that it names", async () => {
    await putCertificate();
    writeFileSync(file, TLS);
    const { seen, look } = await start();
    const cert = await putCertificate();
    await look();
    expect(seen.map(({ secure }) => secure?.cert)).to.deep.equal([cert]);
  });

  it("follows a mounted Secret, whose files change by a symbolic link", async () => {
    const version = async (name: string) => {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, "web.yaml"), TLS);
      const cert = await putCertificate(join(folder, name));
      symlinkSync(name, join(folder, "..next"));
      renameSync(join(folder, "..next"), join(folder, "..data"));
      return cert;
    };
    await version("..1");
    file = join(folder, "..data", "web.yaml");
    const { seen, look } = await start();
    const cert = await version("..2");
    await look();
    expect(seen.map(({ secure }) => secure?.cert)).to.deep.equal([cert]);
  });

  it("keeps the last good content, with one line for each problem and one when it is over", async () => {
    await putCertificate();
    writeFileSync(file, TLS);
    const { log, seen, look } = await start();
    const { key } = await makeServerCertificate(["localhost"]);
    writeFileSync(join(folder, "tls.key"), key);
    await look();
    await look();
    rmSync(file);
    await look();
    writeFileSync(file, TLS);
    const cert = await putCertificate();
    await look();
    const message = "the web configuration cannot be taken over, its last good content stays in force";
    const start1 = `Cannot use the web configuration file ${file}: `;
    const mismatch = "tls_server_config.key_file: the key in tls.key does not belong to the certificate";
    expect(log.lines).to.deep.equal([
      { level: "error", fields: { error: start1 + mismatch }, message },
      { level: "error", fields: { error: `${start1}no such file` }, message },
      { level: "info", fields: {}, message: "the web configuration has changed and is in force" },
    ]);
    expect(seen.map(({ secure }) => secure?.cert)).to.deep.equal([cert]);
  });

  it("says when a problem went away without a change", async () => {
    writeFileSync(file, LIMIT);
    const { log, seen, look } = await start();
    rmSync(file);
    await look();
    writeFileSync(file, LIMIT);
    await look();
    expect(log.lines.map(({ message }) => message)).to.deep.equal([
      "the web configuration cannot be taken over, its last good content stays in force",
      "the web configuration is whole again",
    ]);
    expect(seen).to.deep.equal([]);
  });

  for (const [before, after, error] of [
    ["", TLS, "switching TLS on takes a restart"],
    [TLS, "", "switching TLS off takes a restart"],
    [
      TLS,
      TLS.replace("}", ", client_auth_type: RequireAnyClientCert}"),
      "asking clients for a certificate takes a restart",
    ],
    [
      TLS.replace("}", ", client_auth_type: RequireAnyClientCert}"),
      TLS,
      "no longer asking clients for a certificate takes a restart",
    ],
    [USERS, "", "no longer asking for a password takes a restart"],
    [USERS, "basic_auth_users: {}\n", "no longer asking for a password takes a restart"],
  ] as const) {
    it(`says that ${error}`, async () => {
      await putCertificate();
      writeFileSync(file, before);
      const { log, seen, look } = await start();
      writeFileSync(file, after);
      await look();
      expect(log.lines.map(({ fields }) => fields)).to.deep.equal([{ error }]);
      expect(seen).to.deep.equal([]);
    });
  }

  it("takes users over where there were none, and lets nobody take them away again", async () => {
    writeFileSync(file, "");
    const { log, seen, look } = await start();
    for (const text of [USERS, "", USERS.replace("alice", "bob")]) {
      writeFileSync(file, text);
      await look();
    }
    expect(seen.map(({ users }) => [...users.keys()])).to.deep.equal([["alice"], ["bob"]]);
    expect(log.lines.map(({ level }) => level)).to.deep.equal(["info", "error", "info"]);
  });

  it("stops looking when its signal aborts", async () => {
    writeFileSync(file, "");
    const { clock, seen, log } = await start();
    life.abort();
    writeFileSync(file, LIMIT);
    await clock.advance(60_000);
    await sleep(0);
    expect([...seen, ...log.lines]).to.deep.equal([]);
  });
});
