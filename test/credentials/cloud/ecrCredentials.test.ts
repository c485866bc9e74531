import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { CloudCall } from "../../../src/credentials/cloud/cloudCall.ts";
import { createEcrCredentials } from "../../../src/credentials/cloud/ecrCredentials.ts";
import { createCloudCall } from "../../../src/registry/cloudCall.ts";
import { systemClock } from "../../../src/time/clock.ts";
import { DEFAULT_OPTIONS } from "../../registry/harness.ts";
import { type FakeAws, startFakeAws } from "../../support/fakeAws.ts";
import { recordingLogger } from "../../support/recordingLogger.ts";

const hostIn = (region: string, account = "123456789012") => `${account}.dkr.ecr.${region}.amazonaws.com`;

describe("createEcrCredentials", () => {
  const before: NodeJS.ProcessEnv = {};
  let aws: FakeAws;
  let lifetime: AbortController;
  let folder: string;

  beforeEach(async () => {
    aws = await startFakeAws();
    lifetime = new AbortController();
    folder = await mkdtemp(join(tmpdir(), "ecr-"));
    Object.assign(before, process.env);
    // AWS' client looks at the process' own environment.
    setEnvironment({ AWS_EC2_METADATA_DISABLED: "true", AWS_ENDPOINT_URL: aws.url, HOME: folder });
  });
  afterEach(async () => {
    lifetime.abort();
    for (const name of Object.keys(process.env)) {
      delete process.env[name];
    }
    Object.assign(process.env, before);
    await aws.stop();
    await rm(folder, { recursive: true });
  });

  function setEnvironment(more: Readonly<Record<string, string>>): void {
    for (const name of Object.keys(process.env).filter((name) => name.startsWith("AWS_"))) {
      delete process.env[name];
    }
    Object.assign(process.env, more);
  }
  const inTheEnvironment = { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "secret" };

  const realCall = (log = recordingLogger()) =>
    createCloudCall({ options: DEFAULT_OPTIONS, env: {}, clock: systemClock, log, signal: lifetime.signal });

  function open(
    more: Readonly<Record<string, string>>,
    { mode = "auto" as "auto" | "on", call = undefined as CloudCall | undefined } = {},
  ) {
    const common = {
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_ENDPOINT_URL: aws.url,
      AWS_REGION: "eu-central-1",
    };
    setEnvironment({ ...common, ...more });
    const log = recordingLogger();
    const errors: [string, number][] = [];
    const { signal } = lifetime;
    const source = createEcrCredentials({
      mode,
      environment: process.env,
      call: call ?? realCall(log),
      clock: systemClock,
      random: () => 0,
      log,
      onErrors: (...error) => errors.push(error),
      signal,
    });
    return {
      log,
      errors,
      async find(registry: string) {
        const found = await source.find(`${registry}/team/app`, { signal });
        return (
          found &&
          (found.unknown ??
            found.credentials.map(({ credential: { username, password, tlsOnly } }) => [
              username,
              password,
              tlsOnly,
            ]))
        );
      },
    };
  }
  const TOKEN = [["AWS", "token-1", true]];

  for (const [what, environment, asked] of [
    ["the environment", () => inTheEnvironment, []],
    [
      "a web identity",
      async () => {
        await writeFile(join(folder, "token"), "jwt");
        return { AWS_ROLE_ARN: "arn:aws:iam::1:role/r", AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, "token") };
      },
      ["sts arn:aws:iam::1:role/r jwt"],
    ],
    [
      "Pod Identity",
      async () => {
        await writeFile(join(folder, "token"), "pod-jwt");
        return {
          AWS_CONTAINER_CREDENTIALS_FULL_URI: `${aws.url}/pod-identity`,
          AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: join(folder, "token"),
        };
      },
      ["pod pod-jwt"],
    ],
    [
      "the instance",
      () => ({ AWS_EC2_METADATA_DISABLED: "false", AWS_EC2_METADATA_SERVICE_ENDPOINT: aws.url }),
      // Once by us, once by AWS' client.
      ["metadata", "metadata"],
    ],
    [
      "a profile",
      async () => {
        await writeFile(
          join(folder, "credentials"),
          "[nodes]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = secret\n",
        );
        return { AWS_PROFILE: "nodes", AWS_SHARED_CREDENTIALS_FILE: join(folder, "credentials") };
      },
      [],
    ],
  ] as const) {
    it(`find() takes an identity of ${what}, and asks once for all accounts`, async () => {
      const ecr = open(await environment());
      expect(await ecr.find(hostIn("eu-west-1"))).to.deep.equal(TOKEN);
      expect(await ecr.find(hostIn("eu-west-1", "210987654321"))).to.deep.equal(TOKEN);
      expect(await ecr.find(hostIn("eu-west-1"))).to.deep.equal(TOKEN);
      expect(aws.asked).to.deep.equal([...asked, "ecr eu-west-1"]);
      expect(ecr.errors).to.deep.equal([["aws", 0]]);
    });
  }

  it("find() has no say, loads nothing and asks once where there is no identity", async () => {
    let asked = 0;
    const ecr = open({}, { call: () => Promise.reject(new Error(`asked ${asked++} times`)) });
    expect(await ecr.find(hostIn("eu-west-1"))).to.equal(undefined);
    expect(await ecr.find(hostIn("eu-west-2"))).to.equal(undefined);
    expect(asked).to.equal(0);
    expect(ecr.errors).to.deep.equal([]);
  });

  it("find() asks an instance without a role once, and then has no say", async () => {
    aws.role = "";
    const ecr = open({ AWS_EC2_METADATA_DISABLED: "false", AWS_EC2_METADATA_SERVICE_ENDPOINT: aws.url });
    await Promise.all([ecr.find(hostIn("eu-west-1")), ecr.find(hostIn("eu-west-2"))]);
    expect(await ecr.find(hostIn("eu-west-1"))).to.equal(undefined);
    expect(aws.asked).to.deep.equal(["metadata"]);
  });

  it("find() has no say in other registries, and asks nobody for them", async () => {
    const ecr = open(inTheEnvironment);
    for (const registry of ["registry.example.com", "team.azurecr.io", `${hostIn("eu-west-1")}:443`]) {
      expect(await ecr.find(registry)).to.equal(undefined);
    }
    expect(aws.asked).to.deep.equal([]);
    expect(ecr.log.lines).to.deep.equal([]);
  });

  it("find() has a token for each region and for ECR Public, with one identity", async () => {
    await writeFile(join(folder, "token"), "jwt");
    const ecr = open({
      AWS_ROLE_ARN: "arn:aws:iam::1:role/r",
      AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, "token"),
    });
    for (const registry of [
      hostIn("eu-west-1"),
      hostIn("ap-southeast-5"),
      "public.ecr.aws",
      "public.ecr.aws",
    ]) {
      expect(await ecr.find(registry), registry).to.deep.equal(TOKEN);
    }
    expect(aws.asked).to.deep.equal([
      "sts arn:aws:iam::1:role/r jwt",
      "ecr eu-west-1",
      "ecr ap-southeast-5",
      "ecr-public us-east-1",
    ]);
  });

  it("find() has one token for all accounts of a region, however many are named", async () => {
    const ecr = open(inTheEnvironment);
    for (let account = 0; account < 3_000; account++) {
      const named = await ecr.find(hostIn("eu-west-1", String(100_000_000_000 + account)));
      expect(named).to.deep.equal(TOKEN);
    }
    expect(aws.asked).to.deep.equal(["ecr eu-west-1"]);
  });

  it("find() asks each region for an identity where none is said to be home: one may be made up", async () => {
    await writeFile(join(folder, "token"), "jwt");
    const real = realCall();
    const ecr = open(
      { AWS_ROLE_ARN: "r", AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, "token"), AWS_REGION: "" },
      {
        call: (request, options) =>
          /evil/.test(request.origin)
            ? Promise.reject(new Error("there is no such host"))
            : real({ ...request, origin: aws.url }, options),
      },
    );
    delete process.env.AWS_ENDPOINT_URL;
    delete process.env.AWS_REGION;
    expect(await ecr.find(hostIn("evil-1"))).to.include("cannot get a token of Amazon ECR in evil-1");
    expect(await ecr.find(hostIn("eu-west-1"))).to.deep.equal(TOKEN);
    expect(aws.asked).to.deep.equal(["sts r jwt", "ecr eu-west-1"]);
  });

  it("find() asks the service of the registry's partition, and for the identity that of the home region", async () => {
    await writeFile(join(folder, "token"), "jwt");
    const origins: string[] = [];
    const real = realCall();
    const ecr = open(
      { AWS_ROLE_ARN: "r", AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, "token") },
      {
        call: (request, options) => {
          origins.push(request.origin);
          return real({ ...request, origin: aws.url }, options);
        },
      },
    );
    delete process.env.AWS_ENDPOINT_URL;
    for (const registry of [
      hostIn("us-east-1"),
      "123456789012.dkr.ecr-fips.us-east-1.amazonaws.com",
      "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn",
      "123456789012.dkr-ecr.eu-west-1.on.aws",
      "123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu",
      "public.ecr.aws",
    ]) {
      expect(await ecr.find(registry), registry).to.deep.equal(TOKEN);
    }
    expect(origins).to.deep.equal([
      "https://sts.eu-central-1.amazonaws.com",
      "https://api.ecr.us-east-1.amazonaws.com",
      "https://api.ecr-fips.us-east-1.amazonaws.com",
      "https://api.ecr.cn-north-1.amazonaws.com.cn",
      "https://api.ecr.eu-west-1.amazonaws.com",
      "https://api.ecr.eusc-de-east-1.amazonaws.eu",
      "https://api.ecr-public.us-east-1.amazonaws.com",
    ]);
  });

  it("find() says why there is no token, in a line and once, and leaves AWS alone for a while", async () => {
    aws.ecr = { status: 400, type: "AccessDeniedException" };
    const ecr = open(inTheEnvironment);
    const why = "cannot get a token of Amazon ECR in eu-west-1: AccessDeniedException: no way";
    expect(await ecr.find(hostIn("eu-west-1"))).to.equal(why);
    expect(await ecr.find(hostIn("eu-west-1"))).to.equal(why);
    expect(aws.asked).to.deep.equal(["ecr eu-west-1"]);
    expect(ecr.errors).to.deep.equal([
      ["aws", 0],
      ["aws", 1],
    ]);
    expect(ecr.log.lines.filter(({ level }) => level === "error")).to.have.length(1);
    expect(await ecr.find("public.ecr.aws")).to.equal(undefined);
  });

  it("find() says so where an identity is claimed and none is found", async () => {
    const ecr = open({}, { mode: "on" });
    expect(await ecr.find(hostIn("eu-west-1"))).to.match(
      /^cannot get a token of Amazon ECR in eu-west-1: Credentials/,
    );
  });

  for (const name of [
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
    "AWS_SHARED_CREDENTIALS_FILE",
    "AWS_CONFIG_FILE",
  ]) {
    it(`find() does not have AWS' client wait for a pipe as ${name}`, async () => {
      const path = join(folder, "pipe");
      execFileSync("mkfifo", [path]);
      const ecr = open({ ...inTheEnvironment, [name]: path });
      expect(await ecr.find(hostIn("eu-west-1"))).to.equal(
        `cannot get a token of Amazon ECR in eu-west-1: ${name}: cannot read ${path}: is no regular file`,
      );
      expect(aws.asked).to.deep.equal([]);
    });
  }

  for (const file of ["credentials", "config"]) {
    it(`find() does not have AWS' client wait for a pipe as the ${file} that it looks for anyway`, async () => {
      const path = join(folder, ".aws", file);
      await mkdir(join(folder, ".aws"));
      execFileSync("mkfifo", [path]);
      expect(await open(inTheEnvironment).find(hostIn("eu-west-1"))).to.equal(
        `cannot get a token of Amazon ECR in eu-west-1: ${path}: cannot read ${path}: is no regular file`,
      );
    });

    it(`find() does not have AWS' client wait for a pipe that a profile of ${file} names`, async () => {
      const path = join(folder, "pipe");
      execFileSync("mkfifo", [path]);
      await mkdir(join(folder, ".aws"));
      const profile = `[default]\nrole_arn = arn:aws:iam::1:role/r\n  web_identity_token_file=${path} \n`;
      await writeFile(join(folder, ".aws", file), profile);
      expect(await open({ AWS_PROFILE: "default" }, { mode: "on" }).find(hostIn("eu-west-1"))).to.equal(
        `cannot get a token of Amazon ECR in eu-west-1: web_identity_token_file: cannot read ${path}: is no regular file`,
      );
    });
  }

  it("find() takes shared files that are switched off", async () => {
    const off = { AWS_SHARED_CREDENTIALS_FILE: join(folder, "none"), AWS_CONFIG_FILE: "/dev/null" };
    expect(await open({ ...inTheEnvironment, ...off }).find(hostIn("eu-west-1"))).to.deep.equal(TOKEN);
  });
});
