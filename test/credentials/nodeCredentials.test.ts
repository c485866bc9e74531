import { expect } from "chai";
import { makeCredential } from "../../src/credentials/credential.ts";
import {
  type CloudSettings,
  joinNodeCredentials,
  type NodeCredentials,
} from "../../src/credentials/nodeCredentials.ts";

const { signal } = new AbortController();
const ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/app";
const given = (username: string): NodeCredentials => ({
  credentials: [{ credential: makeCredential({ username, password: "p" }), source: "test", key: "*" }],
  unknown: undefined,
});
const failed: NodeCredentials = { credentials: [], unknown: "the program failed" };

describe("joinNodeCredentials", () => {
  async function find(
    name: string,
    sources: readonly (NodeCredentials | undefined)[],
    aws: Partial<CloudSettings> = {},
  ) {
    const settings: CloudSettings = { mode: "auto", sameAsNodes: false };
    const clouds = { aws: { ...settings, ...aws }, azure: settings, google: settings };
    const joined = joinNodeCredentials(
      sources.map((found) => ({ find: async () => found, describe: () => undefined })),
      clouds,
    );
    const { credentials, unknown } = await joined.find(name, { signal });
    return [credentials.map(({ credential }) => credential.username).join(), unknown] as const;
  }

  it("find() takes the first source that gives something", async () => {
    expect(await find("reg.example.com/app", [undefined, failed, given("a"), given("b")])).to.deep.equal([
      "a",
      undefined,
    ]);
  });

  it("find() knows that there is nothing for an ordinary registry that no source covers", async () => {
    expect(await find("reg.example.com/app", [undefined])).to.deep.equal(["", undefined]);
  });

  it("find() does not know what nodes have where a source that covers it gives nothing", async () => {
    expect(await find("reg.example.com/app", [failed, undefined])).to.deep.equal(["", "the program failed"]);
  });

  it("find() does not know what nodes have at a cloud's registries, and says what to configure", async () => {
    for (const [name, key] of [
      [ECR, "aws"],
      ["team.azurecr.io/app", "azure"],
      ["gcr.io/team/app", "google"],
    ] as const) {
      const [, unknown] = await find(name, []);
      expect(unknown)
        .to.include("config.nodes.credentialProviders")
        .and.to.include(`config.nodes.cloud.${key}.mode`);
    }
  });

  it("find() knows that nodes have nothing where the configuration says that they have no such identity", async () => {
    expect(await find(ECR, [undefined], { mode: "off" })).to.deep.equal(["", undefined]);
  });

  it("find() takes an identity for that of nodes only where the configuration says so", async () => {
    const [user, unknown] = await find(ECR, [given("AWS")]);
    expect(user).to.equal("AWS");
    expect(unknown).to.include("config.nodes.cloud.aws.sameAsNodes");
    expect(await find(ECR, [given("AWS")], { sameAsNodes: true })).to.deep.equal(["AWS", undefined]);
    expect(await find("public.ecr.aws/app", [given("AWS")])).to.deep.equal(["AWS", undefined]);
  });
});
