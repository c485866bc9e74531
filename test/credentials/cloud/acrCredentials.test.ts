import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createAcrCredentials } from "../../../src/credentials/cloud/acrCredentials.ts";
import { type FakeAzure, fakeAzure, refreshTokenUntil } from "../../support/fakeAzure.ts";
import { openCloud } from "./cloudHarness.ts";

const ACR = "team.azurecr.io";
const AUDIENCE = "https://containerregistry.azure.net";

describe("createAcrCredentials", () => {
  let azure: FakeAzure;
  let cloud: Awaited<ReturnType<typeof openCloud>>;
  let folder: string;
  beforeEach(async () => {
    azure = fakeAzure();
    cloud = await openCloud(azure);
    folder = await mkdtemp(join(tmpdir(), "acr-"));
    await writeFile(join(folder, "token"), "jwt\n");
  });
  afterEach(async () => {
    await cloud.stop();
    await rm(folder, { recursive: true });
  });

  const machine = (more: Readonly<Record<string, string>> = {}) => ({
    AZURE_POD_IDENTITY_AUTHORITY_HOST: `http://${cloud.host}`,
    ...more,
  });
  const workload = () => ({
    AZURE_CLIENT_ID: "client",
    AZURE_TENANT_ID: "tenant",
    AZURE_FEDERATED_TOKEN_FILE: join(folder, "token"),
    AZURE_AUTHORITY_HOST: "https://login.example.com/",
  });
  const open = (environment: Readonly<Record<string, string>>, mode?: "auto" | "on") =>
    cloud.source(createAcrCredentials, environment, mode);
  /** Nodes try as strangers, too. */
  const opened = () => [
    `00000000-0000-0000-0000-000000000000:${String(azure.refreshToken)} over TLS only`,
    ":",
  ];

  it("find() exchanges a workload's identity at the image's own registry, once", async () => {
    const find = open(workload());
    expect(await Promise.all([find(ACR), find(ACR)])).to.deep.equal([opened(), opened()]);
    expect(await find(ACR)).to.deep.equal(opened());
    expect(azure.asked).to.deep.equal([
      `login tenant client ${AUDIENCE}/.default jwt`,
      `exchange ${ACR} aad-token tenant`,
    ]);
    expect(cloud.origins).to.deep.equal(["https://login.example.com", `https://${ACR}`]);
    expect(cloud.errors).to.deep.equal([["azure", 0]]);
  });

  it("find() takes an application's secret", async () => {
    const { AZURE_FEDERATED_TOKEN_FILE: _, ...rest } = workload();
    expect(await open({ ...rest, AZURE_CLIENT_SECRET: "s3cret" })(ACR)).to.deep.equal(opened());
    expect(azure.asked[0]).to.equal(`login tenant client ${AUDIENCE}/.default secret s3cret`);
  });

  it("find() takes the machine's identity, or that of several which the environment names", async () => {
    expect(await open(machine())(ACR)).to.deep.equal(opened());
    expect(await open(machine({ AZURE_CLIENT_ID: "kubelet" }))(ACR)).to.deep.equal(opened());
    expect(azure.asked).to.deep.equal([
      `metadata ${AUDIENCE} null`,
      `metadata ${AUDIENCE} null`,
      `exchange ${ACR} managed-token null`,
      `metadata ${AUDIENCE} kubelet`,
      `metadata ${AUDIENCE} kubelet`,
      `exchange ${ACR} managed-token null`,
    ]);
  });

  for (const [domain, authority, audience] of [
    ["io", "https://login.microsoftonline.com", AUDIENCE],
    ["us", "https://login.microsoftonline.us", "https://management.usgovcloudapi.net"],
    ["cn", "https://login.partner.microsoftonline.cn", "https://management.chinacloudapi.cn"],
    ["de", "https://login.microsoftonline.de", "https://management.microsoftazure.de"],
  ] as const) {
    it(`find() asks the cloud that azurecr.${domain} belongs to, for a token that it takes`, async () => {
      const registry = `team.azurecr.${domain}`;
      expect(await open({ ...workload(), AZURE_AUTHORITY_HOST: "" })(registry)).to.deep.equal(opened());
      expect(cloud.origins).to.deep.equal([authority, `https://${registry}`]);
      expect(azure.asked[0]).to.equal(`login tenant client ${audience}/.default jwt`);
      azure.asked.splice(0);
      expect(await open(machine())(registry)).to.deep.equal(opened());
      expect(new Set(azure.asked.filter((asked) => asked.startsWith("metadata")))).to.deep.equal(
        new Set([`metadata ${audience} null`]),
      );
    });
  }

  it("find() has a token for each registry", async () => {
    const find = open(workload());
    for (const registry of [ACR, "other.azurecr.io", ACR]) {
      expect(await find(registry), registry).to.deep.equal(opened());
    }
    expect(azure.asked.filter((asked) => asked.startsWith("exchange"))).to.deep.equal([
      `exchange ${ACR} aad-token tenant`,
      "exchange other.azurecr.io aad-token tenant",
    ]);
  });

  it("find() takes the token's own word on how long it is good for, and an hour where it has none", async () => {
    azure.refreshToken = refreshTokenUntil(Date.now() - 1_000);
    expect(await open(workload())(ACR)).to.include("the token has expired already");
    azure.refreshToken = "opaque";
    expect(await open(workload())(ACR)).to.deep.equal(opened());
  });

  it("find() has no say where the machine has no identity, and asks once", async () => {
    azure.managed = false;
    const find = open(machine());
    expect(await Promise.all([find(ACR), find("other.azurecr.io")])).to.deep.equal([undefined, undefined]);
    expect(await find(ACR)).to.equal(undefined);
    expect(azure.asked).to.deep.equal([`metadata ${AUDIENCE} null`]);
    expect(cloud.log.lines[0]?.message).to.match(/^no identity at Azure was found/);
  });

  it("find() lets a registry of another cloud have no say in whether there is an identity", async () => {
    azure.managedFor = AUDIENCE;
    const find = open(machine());
    expect(await find("made-up.azurecr.cn")).to.equal(undefined);
    expect(await find(ACR)).to.deep.equal(opened());
  });

  it("find() has no say in other registries, and asks nobody for them", async () => {
    const find = open(machine(), "on");
    for (const registry of [`${ACR}:443`, "azurecr.io", "team.azurecr.io.example.com", "a.b.azurecr.io"]) {
      expect(await find(registry), registry).to.equal(undefined);
    }
    expect(azure.asked).to.deep.equal([]);
  });

  for (const [what, environment, change, why] of [
    [
      "the registry refuses the identity",
      () => workload(),
      () => {
        azure.refreshToken = { status: 401, error: "invalid_token" };
      },
      "https://team.azurecr.io says 401 invalid_token",
    ],
    [
      "an identity is claimed that the machine has not",
      () => machine(),
      () => {
        azure.managed = false;
      },
      "says 400",
    ],
    [
      "the token service has no TLS",
      () => ({ ...workload(), AZURE_AUTHORITY_HOST: "http://login.example.com" }),
      () => {},
      'expected an https URL to get a token from, given "http://login.example.com"',
    ],
    [
      "the environment says but half",
      () => ({ ...workload(), AZURE_TENANT_ID: "" }),
      () => {},
      "AZURE_TENANT_ID is not set",
    ],
    [
      "the file is missing",
      () => ({ ...workload(), AZURE_FEDERATED_TOKEN_FILE: join(folder, "none") }),
      () => {},
      "/none: no such file",
    ],
    [
      "the file is a pipe to which nobody writes",
      () => ({ ...workload(), AZURE_FEDERATED_TOKEN_FILE: join(folder, "pipe") }),
      () => execFileSync("mkfifo", [join(folder, "pipe")]),
      "AZURE_FEDERATED_TOKEN_FILE: cannot read ",
    ],
    [
      "the file is a directory",
      () => ({ ...workload(), AZURE_FEDERATED_TOKEN_FILE: folder }),
      () => {},
      ": is a directory",
    ],
  ] as const) {
    it(`find() does not know what nodes have where ${what}, and says why once`, async () => {
      change();
      const find = open(environment(), "on");
      const answers = [await find(ACR), await find(ACR)];
      for (const answer of answers) {
        expect(answer)
          .to.match(/^cannot get a token of Azure Container Registry team\.azurecr\.io: /)
          .and.include(why);
      }
      expect(cloud.errors).to.deep.equal([
        ["azure", 0],
        ["azure", 1],
      ]);
      expect(cloud.log.lines.filter(({ level }) => level === "error")).to.have.length(1);
      expect(JSON.stringify(cloud.log.lines)).not.to.match(/jwt|aad-token|managed-token/);
    });
  }
});
