import { expect } from "chai";
import { makeCredential } from "../../src/credentials/credential.ts";
import { originEndpoint } from "../../src/image/endpoint.ts";
import { makeServerCertificate } from "../support/certificates.ts";
import { ALICE, ALICE_BASIC, BASIC_CHALLENGE, createHarness, FOUND, withTokens } from "./harness.ts";

/** As a cloud hands it out. */
const TOKEN = makeCredential({ username: "alice", password: "wonderland", tlsOnly: true });

describe("RegistryClient, with a credential that is for TLS alone", () => {
  const { server, client } = createHarness();
  const basic = ({ headers }: { headers: { authorization?: string | undefined } }) =>
    headers.authorization === ALICE_BASIC ? FOUND : BASIC_CHALLENGE;

  it("sends it over TLS", async () => {
    const tls = await makeServerCertificate(["127.0.0.1"]);
    const registry = await server(basic, { tls });
    const outcome = await client({ insecureSkipVerify: true }).image(registry.host, { credentials: [TOKEN] });
    expect(outcome.result).to.equal("available");
  });

  for (const [what, options] of [
    ["HTTP alone is spoken", { plainHttp: true }],
    ["HTTP is what is left", { allowPlainHttp: true }],
    ["the machine itself is asked", {}],
  ] as const) {
    it(`does not send it where ${what}`, async () => {
      const registry = await server(basic);
      const outcome = await client(options).image(registry.host, { credentials: [TOKEN] });
      expect(outcome.result).to.equal("authentication_failure");
      expect(registry.requests).not.to.deep.equal([]);
      expect(registry.requests.map(({ headers }) => headers.authorization).filter(Boolean)).to.deep.equal([]);
    });
  }

  it("does not send it to a mirror without TLS, which gets the image's credentials otherwise", async () => {
    const mirror = await server(basic);
    const reference = { registry: "origin.example.com", repository: "shop/web", tag: "1.2" };
    const [registry, repository] = [mirror.host, "shop/web"];
    for (const [credential, sent] of [
      [ALICE, [ALICE_BASIC]],
      [TOKEN, []],
    ] as const) {
      mirror.requests.splice(0);
      const endpoints = [originEndpoint({ registry, repository })];
      await client({ plainHttp: true }).check(
        { reference, credentials: [credential], endpoints },
        { signal: new AbortController().signal },
      );
      const seen = mirror.requests.flatMap(({ headers }) => headers.authorization ?? []);
      expect([...new Set(seen)]).to.deep.equal(sent);
    }
  });

  it("does not send it to a token service without TLS", async () => {
    const registry = await server(withTokens(() => FOUND));
    const outcome = await client({ plainHttp: true }).image(registry.host, { credentials: [TOKEN] });
    expect(outcome.result).to.equal("authentication_failure");
    expect(registry.lines().filter((line) => line.includes("/token"))).to.deep.equal([]);
  });
});
