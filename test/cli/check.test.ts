import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type CheckedImage, check } from "../../src/cli/check.ts";
import { UsageError } from "../../src/cli/usageError.ts";
import { registriesForTests } from "../demo/registriesForTests.ts";
import { imageCommandOptions } from "./imageCommandFixture.ts";

/** Longer than a timer can be. */
const LONG_MS = 2 ** 40;

describe("check", () => {
  const start = registriesForTests();
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "check-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = async (auths: Record<string, unknown>) => {
    const path = join(folder, "docker.json");
    await writeFile(path, JSON.stringify({ auths }));
    return path;
  };
  const entry = (user: string, password: string) => ({
    auth: Buffer.from(`${user}:${password}`).toString("base64"),
  });
  /** The JSON output for images, and the exit code. */
  async function checked(
    images: string[],
    {
      timeoutMs = LONG_MS,
      ...overrides
    }: NonNullable<Parameters<typeof imageCommandOptions>[1]> & { timeoutMs?: number } = {},
  ) {
    const options = imageCommandOptions(images, overrides);
    const code = await check(options, { timeoutMs });
    return { code, output: JSON.parse(options.printed()) as CheckedImage[] };
  }

  it("check() ends with 0 where every image is available", async () => {
    const registry = await start();
    registry.putImage("team/app", "1");
    const image = `${registry.host}/team/app:1`;
    expect(await checked([image])).to.deep.equal({
      code: 0,
      output: [{ image, reference: image, available: true, reason: null, message: null }],
    });
  });

  it("check() does not wait longer than it may for a registry that says nothing", async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket));
    silent.listen(0, "127.0.0.1");
    await once(silent, "listening");
    const image = `127.0.0.1:${(silent.address() as AddressInfo).port}/team/app:1`;
    try {
      const registries = { timeout: 300_000, plainHttp: true, allowPlainHttp: true };
      const message = "it was not checked in time";
      expect(await checked([image], { registries, timeoutMs: 50 })).to.deep.equal({
        code: 3,
        output: [{ image, reference: image, available: null, reason: "not_checked", message }],
      });
    } finally {
      for (const socket of sockets) {
        socket.destroy();
      }
      silent.close();
    }
  });

  it("check() ends with 1 where one is not, in the order of the images", async () => {
    const registry = await start();
    registry.putImage("team/app", "1");
    const { code, output } = await checked([
      `${registry.host}/team/app:2`,
      `${registry.host}/team/app:1`,
      "UPPER",
      "localhost:0/app",
    ]);
    expect(code).to.equal(1);
    expect(output.map(({ available, reason }) => [available, reason])).to.deep.equal([
      [false, "absent"],
      [true, null],
      [false, "bad_image_format"],
      [false, "bad_image_format"],
    ]);
    expect(output[2]).to.deep.include({
      reference: null,
      message: 'repository name "UPPER" must be lower case',
    });
  });

  it("check() logs in with the docker config that was named", async () => {
    const registry = await start({ authentication: "bearer", users: { alice: "wonderland" } });
    registry.putImage("team/app", "1");
    const image = `${registry.host}/team/app:1`;
    const right = await write({ [registry.host]: entry("alice", "wonderland") });
    expect((await checked([image], { dockerConfig: right })).code).to.equal(0);
    const wrong = await write({ [registry.host]: entry("alice", "hunter2") });
    const { code, output } = await checked([image], { dockerConfig: wrong });
    expect([code, output[0]?.reason]).to.deep.equal([1, "authentication_failure"]);
    expect(JSON.stringify(output)).to.not.contain("hunter2");
  });

  it("check() takes what credential providers of nodes give, and knows nothing where one fails", async () => {
    const registry = await start({ authentication: "basic", users: { alice: "wonderland" } });
    registry.putImage("team/app", "1");
    const image = `${registry.host}/team/app:1`;
    const answer = {
      kind: "CredentialProviderResponse",
      apiVersion: "credentialprovider.kubelet.k8s.io/v1",
      cacheKeyType: "Registry",
      auth: { [registry.host]: { username: "alice", password: "wonderland" } },
    };
    const provider = {
      name: "provider",
      matchImages: [registry.host],
      defaultCacheDuration: "0s",
      apiVersion: answer.apiVersion,
    };
    const config = join(folder, "providers.json");
    await writeFile(
      config,
      JSON.stringify({
        kind: "CredentialProviderConfig",
        apiVersion: "kubelet.config.k8s.io/v1",
        providers: [provider],
      }),
    );
    const credentialProviders = { config, binDir: folder };
    for (const [script, code, reason] of [
      [`cat << END\n${JSON.stringify(answer)}\nEND`, 0, null],
      ["exit 1", 3, "node_credentials_unknown"],
    ] as const) {
      await writeFile(join(folder, "provider"), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      const found = await checked([image], { credentialProviders });
      expect([found.code, found.output[0]?.available, found.output[0]?.reason]).to.deep.equal([
        code,
        code === 0 ? true : null,
        reason,
      ]);
    }
  });

  it("check() asks mirrors first, and leaves filters out of account", async () => {
    const mirror = await start();
    mirror.putImage("hub/team/app", "1");
    const { code } = await checked(["gone.example.com/team/app:1"], {
      images: {
        ignored: ["app"],
        mirrors: [
          {
            prefix: "gone.example.com",
            mirrors: [`${mirror.host}/hub`],
            fallback: false,
            credentials: "reference",
          },
        ],
      },
    });
    expect(code).to.equal(0);
  });

  it("check() ends with 3 where a registry will not say, cannot be reached or does not exist", async () => {
    const limited = await start({ quota: { limit: 0, windowMs: 60_000, countsHead: true } });
    const images = [`${limited.host}/team/app:1`, "127.0.0.1:1/team/app:1", "registry.invalid/team/app:1"];
    const { code, output } = await checked(images);
    expect(code).to.equal(3);
    expect(output.map(({ available, reason }) => [available, reason])).to.deep.equal([
      [null, "rate_limited"],
      [null, "registry_unavailable"],
      [null, "registry_unavailable"],
    ]);
  });

  it("check() ends with 1 where one is certainly not available, whatever could not be asked", async () => {
    const registry = await start();
    const images = ["127.0.0.1:1/team/app:1", `${registry.host}/team/app:1`];
    expect(await checked(images)).to.have.property("code", 1);
  });

  it("check() asks about several images at a time, but never more than the configuration has", async () => {
    const registry = await start();
    let seen = 0;
    let most = 0;
    registry.intercept(() => {
      seen++;
      most = Math.max(most, seen - registry.requests.length);
      return undefined;
    });
    registry.setLatency(5);
    const images = Array.from({ length: 40 }, (_, index) => {
      registry.putImage("team/app", `${index}`);
      return `${registry.host}/team/app:${index}`;
    });
    const { output } = await checked(images, { registries: { concurrency: 4 } });
    expect(output.filter(({ available }) => available === true)).to.have.lengthOf(40);
    expect(most).to.be.within(2, 4);
  });

  it("check() prints a table", async () => {
    const registry = await start();
    registry.putImage("team/app", "1");
    const options = imageCommandOptions([`${registry.host}/team/app:1`, "UPPER"], { output: "table" });
    await check(options, { timeoutMs: LONG_MS });
    const pad = " ".repeat(`${registry.host}/team/app:1`.length - 5);
    expect(options.printed()).to.equal(
      [
        `IMAGE${pad}  AVAILABLE  REASON            MESSAGE`,
        `${registry.host}/team/app:1  yes`,
        `UPPER${pad}  no         bad_image_format  repository name "UPPER" must be lower case`,
        "",
      ].join("\n"),
    );
  });

  it("check() calls unknown in a table what could not be asked", async () => {
    const options = imageCommandOptions(["127.0.0.1:1/a"], { output: "table" });
    await check(options, { timeoutMs: LONG_MS });
    expect(options.printed()).to.match(/^127\.0\.0\.1:1\/a +unknown +registry_unavailable +\S/m);
  });

  it("check() refuses a CA file that is not there, in one line", async () => {
    const options = imageCommandOptions(["nginx"], { registries: { caFiles: ["/none.pem"] } });
    const error: unknown = await check(options, { timeoutMs: LONG_MS }).catch((e: unknown) => e);
    expect(error).to.be.instanceOf(UsageError);
    expect(error).to.have.property("message").that.includes("/none.pem").and.not.includes("\n");
  });

  it("check() rejects with the signal's reason", async () => {
    const registry = await start();
    registry.setDown(true, "hang");
    const stopping = new AbortController();
    const options = imageCommandOptions([`${registry.host}/team/app:1`], { signal: stopping.signal });
    const rejected = check(options, { timeoutMs: LONG_MS }).catch((error: unknown) => error);
    setTimeout(() => stopping.abort(new Error("stopped")), 50);
    expect(await rejected).to.have.property("message", "stopped");
  });

  describe("of platforms", () => {
    async function lookedInto(platforms: readonly string[], image: string) {
      const { code, output } = await checked([image], { images: { verify: "platform", platforms } });
      const [{ available, reason, message }] = output as [CheckedImage];
      return { code, available, reason, message };
    }

    it("check() ends with 1 where an image has nothing for one", async () => {
      const registry = await start();
      const digest = registry.putImage("team/app", "1", { layout: "index" });
      const image = `${registry.host}/team/app:1`;
      expect((await lookedInto(["linux/amd64", "linux/arm64"], image)).code).to.equal(0);
      expect(await lookedInto(["linux/amd64", "linux/s390x"], image)).to.deep.equal({
        code: 1,
        available: false,
        reason: "platform_missing",
        message: `${digest} has no image for linux/s390x, only for linux/amd64, linux/arm64`,
      });
      expect((await lookedInto(["linux/s390x"], `${registry.host}/team/app@${digest}`)).code).to.equal(1);
    });

    it("check() ends with 3 where it could not look", async () => {
      const registry = await start();
      registry.putImage("team/app", "1", { layout: "index" });
      registry.intercept(({ method }) =>
        method === "GET" ? { status: 500, headers: {}, body: "" } : undefined,
      );
      const { code, reason, message } = await lookedInto(["linux/amd64"], `${registry.host}/team/app:1`);
      expect([code, reason]).to.deep.equal([3, "unknown_error"]);
      expect(message).to.match(/^it is there, and could not be looked into: GET .*: 500/);
    });

    it("check() ends with 1 where a layer is missing, if it is to look for that", async () => {
      const registry = await start();
      registry.putImage("team/app", "1", { layout: "index" });
      const image = `${registry.host}/team/app:1`;
      const verified = async (verify: "platform" | "content") =>
        await checked([image], { images: { verify, platforms: ["linux/amd64"] } });
      expect((await verified("content")).code).to.equal(0);
      const errors = [{ code: "BLOB_UNKNOWN", message: "" }];
      registry.intercept(({ path }) =>
        path.includes("/blobs/") ? { status: 404, headers: {}, body: JSON.stringify({ errors }) } : undefined,
      );
      expect((await verified("platform")).code).to.equal(0);
      const { code, output } = await verified("content");
      expect([code, output[0]?.reason]).to.deep.equal([1, "content_missing"]);
    });
  });
});
