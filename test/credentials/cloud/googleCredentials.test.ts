import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createGoogleCredentials } from "../../../src/credentials/cloud/googleCredentials.ts";
import { type FakeGoogle, fakeGoogle } from "../../support/fakeGoogle.ts";
import { openCloud } from "./cloudHarness.ts";

const GAR = "europe-docker.pkg.dev";
const OPENED = ["oauth2accesstoken:token-1 over TLS only"];

describe("createGoogleCredentials", () => {
  let google: FakeGoogle;
  let cloud: Awaited<ReturnType<typeof openCloud>>;
  let folder: string;
  beforeEach(async () => {
    google = fakeGoogle();
    cloud = await openCloud(google);
    folder = await mkdtemp(join(tmpdir(), "google-"));
    await writeFile(join(folder, "token"), "jwt\n");
    await writeFile(join(folder, "token.json"), JSON.stringify({ id: "jwt-in-json" }));
  });
  afterEach(async () => {
    await cloud.stop();
    await rm(folder, { recursive: true });
  });

  const machine = () => ({ GCE_METADATA_HOST: cloud.host });
  const open = (environment: Readonly<Record<string, string>>, mode?: "auto" | "on") =>
    cloud.source(createGoogleCredentials, environment, mode);
  const withFile = async (content: unknown, mode?: "auto" | "on") => {
    const path = join(folder, "credentials.json");
    await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
    return open({ GOOGLE_APPLICATION_CREDENTIALS: path }, mode);
  };
  const pipe = () => {
    const path = join(folder, "pipe");
    execFileSync("mkfifo", [path]);
    return path;
  };
  const federation = (more: object = {}) => ({
    type: "external_account",
    audience: "//iam.googleapis.com/projects/1/providers/p",
    subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
    token_url: "https://sts.googleapis.com/v1/token",
    credential_source: { file: join(folder, "token") },
    ...more,
  });

  it("find() takes the token of the metadata server for all of Google's registries, and asks once", async () => {
    const find = open(machine());
    for (const registry of [
      GAR,
      "gcr.io",
      "eu.gcr.io",
      "us-central1-docker.pkg.dev",
      "container.cloud.google.com",
    ]) {
      expect(await find(registry), registry).to.deep.equal(OPENED);
    }
    // Once whether there is one, once for it.
    expect(google.asked).to.deep.equal(["metadata", "metadata"]);
    expect(cloud.errors).to.deep.equal([["google", 0]]);
  });

  it("find() has no say where no metadata server of Google's answers, and asks once", async () => {
    google.isGoogle = false;
    const find = open(machine());
    expect(await Promise.all([find(GAR), find("gcr.io")])).to.deep.equal([undefined, undefined]);
    expect(await find(GAR)).to.equal(undefined);
    expect(google.asked).to.deep.equal(["metadata"]);
    expect(cloud.log.lines[0]?.message).to.match(/^no identity at Google was found/);
  });

  it("find() has no say in other registries, and asks nobody for them", async () => {
    const find = open(machine(), "on");
    for (const registry of [`${GAR}:443`, "pkg.dev", "gcr.io.example.com", "a.b.gcr.io", "ghcr.io"]) {
      expect(await find(registry), registry).to.equal(undefined);
    }
    expect(google.asked).to.deep.equal([]);
  });

  it("find() takes an identity that is federated from elsewhere", async () => {
    const json = { type: "json", subject_token_field_name: "id" };
    const inJson = federation({ credential_source: { file: join(folder, "token.json"), format: json } });
    expect(await (await withFile(federation()))(GAR)).to.deep.equal(OPENED);
    expect(await (await withFile(inJson))(GAR)).to.deep.equal(OPENED);
    expect(google.asked).to.deep.equal([
      "sts //iam.googleapis.com/projects/1/providers/p jwt",
      "sts //iam.googleapis.com/projects/1/providers/p jwt-in-json",
    ]);
    expect(cloud.origins).to.deep.equal(["https://sts.googleapis.com", "https://sts.googleapis.com"]);
  });

  it("find() takes on the service account that a federated identity stands for", async () => {
    const url =
      "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/puller@p:generateAccessToken";
    const find = await withFile(federation({ service_account_impersonation_url: url }));
    expect(await find(GAR)).to.deep.equal(["oauth2accesstoken:impersonated over TLS only"]);
    expect(google.asked[1]).to.equal("impersonate puller@p Bearer token-1");
  });

  it("find() takes a service account's key, and signs with it", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
    const find = await withFile({
      type: "service_account",
      client_email: "puller@p",
      token_uri: "https://oauth2.googleapis.com/token",
      private_key: privateKey.export({ type: "pkcs8", format: "pem" }),
    });
    expect(await find(GAR)).to.deep.equal(OPENED);
    expect(google.asked[0])
      .to.match(/^jwt \{"alg":"RS256","typ":"JWT"\} /)
      .and.include('"iss":"puller@p"')
      .and.include('"aud":"https://oauth2.googleapis.com/token"');
  });

  it("find() takes a person's own login", async () => {
    const login = { client_id: "c", client_secret: "s", refresh_token: "refresh-1" };
    const find = await withFile({ type: "authorized_user", ...login });
    expect(await find(GAR)).to.deep.equal(OPENED);
    expect(google.asked).to.deep.equal(["refresh refresh-1"]);
  });

  for (const [what, content, why] of [
    ["is no JSON", () => "hunter2", "expected a JSON object whose type is service_account"],
    ["is of another type", () => ({ type: "gdch" }), "expected a JSON object whose type is service_account"],
    ["lacks a field", () => federation({ audience: undefined }), "expected a text as audience, given none"],
    [
      "wants a program run",
      () => federation({ credential_source: { executable: { command: "id" } } }),
      "credential_source: expected a file",
    ],
    [
      "names a service without TLS",
      () => federation({ token_url: "http://sts.example.com/v1/token" }),
      'expected an https URL to get a token from, given "http://sts.example.com"',
    ],
    [
      "has a key that is none",
      () => ({
        type: "service_account",
        client_email: "e",
        token_uri: "https://t.example.com",
        private_key: "hunter2",
      }),
      "private_key: expected a key in PEM",
    ],
  ] as const) {
    it(`find() does not know what nodes have where the file ${what}, and quotes none of it`, async () => {
      const answer = await (await withFile(content()))(GAR);
      expect(answer)
        .to.match(/^cannot get a token of Google Artifact Registry: /)
        .and.include(why);
      expect(JSON.stringify(cloud.log.lines)).not.to.include("hunter2");
      expect(google.asked).to.deep.equal([]);
    });
  }

  for (const [what, name, source] of [
    ["the file", "GOOGLE_APPLICATION_CREDENTIALS", () => open({ GOOGLE_APPLICATION_CREDENTIALS: pipe() })],
    [
      "the token",
      "credential_source.file",
      () => withFile(federation({ credential_source: { file: pipe() } })),
    ],
  ] as const) {
    it(`find() waits for nobody where ${what} is a pipe`, async () => {
      expect(await (await source())(GAR)).to.equal(
        `cannot get a token of Google Artifact Registry: ${name}: cannot read ${join(folder, "pipe")}: is no regular file`,
      );
      expect(google.asked).to.deep.equal([]);
    });
  }

  it("find() says in a line what Google says, and leaves it alone for a while", async () => {
    google.token = { error: "invalid_grant" };
    const find = await withFile(federation());
    const why =
      "cannot get a token of Google Artifact Registry: https://sts.googleapis.com says 400 invalid_grant: no way";
    expect(await find(GAR)).to.equal(why);
    expect(await find(GAR)).to.equal(why);
    expect(google.asked).to.have.length(1);
    expect(cloud.errors).to.deep.equal([
      ["google", 0],
      ["google", 1],
    ]);
  });

  it("find() takes no token that does not say how long it is good for", async () => {
    google.token = { text: "token-1", seconds: 0 };
    expect(await open(machine(), "on")(GAR)).to.include("the answer has no expires_in");
  });
});
