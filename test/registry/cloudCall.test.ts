import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createCloudCall } from "../../src/registry/cloudCall.ts";
import { systemClock } from "../../src/time/clock.ts";
import { type NameServer, startNameServer } from "../support/nameServer.ts";
import { recordingLogger } from "../support/recordingLogger.ts";
import { until } from "../support/until.ts";
import { DEFAULT_OPTIONS } from "./harness.ts";

describe("createCloudCall", () => {
  let folder: string;
  let lifetime: AbortController;
  let names: NameServer | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "cloud-call-"));
    lifetime = new AbortController();
  });
  afterEach(async () => {
    lifetime.abort();
    await names?.[Symbol.asyncDispose]();
    names = undefined;
    await rm(folder, { recursive: true });
  });

  /** Asks an API whose name the given server resolves. */
  async function ask(answer: Parameters<typeof startNameServer>[0]) {
    names = await startNameServer(answer);
    await writeFile(join(folder, "nsswitch.conf"), "hosts: files dns\n");
    await writeFile(join(folder, "hosts"), "");
    await writeFile(join(folder, "resolv.conf"), "nameserver 127.0.0.1\n");
    const call = createCloudCall({
      options: DEFAULT_OPTIONS,
      env: {},
      clock: systemClock,
      log: recordingLogger(),
      signal: lifetime.signal,
      naming: { folder, servers: [names.address], prefersIpv6: () => false },
    });
    const request = { origin: "http://api.test", method: "GET", path: "/", headers: {}, body: "" } as const;
    return call(request, { signal: new AbortController().signal }).then(
      ({ status }) => String(status),
      (error) => String(error),
    );
  }

  it("asks the machine's name servers, and no address that a name must not lead to", async () => {
    const answer = await ask((_, type) => (type === "A" ? ["127.0.0.1"] : "unknown"));
    expect(names?.questions).to.include("api.test A");
    expect(answer).to.match(/^Error: GET http:\/\/api\.test: address 127\.0\.0\.1 /);
  });

  it("asks nobody once the exporter has ended", async () => {
    lifetime.abort();
    expect(await ask(() => "silent")).to.include("AbortError");
    expect(names?.questions).to.deep.equal([]);
  });

  it("ends with the exporter where a name server is silent", async () => {
    const answer = ask(() => "silent");
    await until(() => (names?.questions.length ?? 0) > 0);
    lifetime.abort();
    expect(await answer).to.include("Error: GET http://api.test");
  });
});
