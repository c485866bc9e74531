import { expect } from "chai";
import { type Credential, makeCredential } from "../../src/credentials/credential.ts";
import type { NodeCredentials } from "../../src/credentials/nodeCredentials.ts";
import { originEndpoint } from "../../src/image/endpoint.ts";
import { type CheckOutcome, isRefusal, type Outcome } from "../../src/image/outcome.ts";
import { checkAsNodes } from "../../src/registry/checkAsNodes.ts";
import type { CheckRequest } from "../../src/registry/registryCheck.ts";
import { recordingLogger } from "../support/recordingLogger.ts";

const { signal } = new AbortController();
const own = makeCredential({ username: "own", password: "p" });
const node = makeCredential({ username: "node", password: "p" });
const refused: Outcome = { result: "authentication_failure", message: "HEAD says 401" };
const forbidden: Outcome = { result: "authorization_failure", message: "HEAD says 403" };
const available: Outcome = { result: "available" };

describe("checkAsNodes", () => {
  function request(credentials: readonly Credential[] = [], registries = ["reg.example.com"]): CheckRequest {
    return {
      reference: { registry: "reg.example.com", repository: "app", tag: "1" },
      credentials,
      endpoints: registries.map((registry) => ({
        ...originEndpoint({ registry, repository: "app" }),
        ...(registry === "reg.example.com" ? {} : { credentials: "own", own: [] }),
      })),
    };
  }

  /** Nodes have what `has` says, the registry answers what `outcomes` say, one after the other. */
  function open(
    has: Partial<Record<string, Partial<NodeCredentials>>>,
    ...outcomes: readonly CheckOutcome[]
  ) {
    const log = recordingLogger();
    const seen: (readonly string[])[] = [];
    const left = [...outcomes];
    /** By which registry in turn it was had; the image's own without one. */
    const hadBy: string[] = [];
    const checker = checkAsNodes({
      check: {
        async check({ reference, credentials, endpoints, unknown: doubt }, { had }) {
          const all = [...endpoints.flatMap(({ own = [] }) => own), ...credentials];
          seen.push(all.map(({ username }) => username));
          const outcome = left.shift() ?? refused;
          if (outcome.result === "available") {
            had?.(hadBy.shift() ?? reference.registry);
          }
          // As `checkImage` does, where each endpoint says so.
          const message = "message" in outcome ? `${outcome.message}; ${doubt}` : "";
          return doubt !== undefined && isRefusal(outcome)
            ? { result: "node_credentials_unknown", message, otherwise: outcome }
            : outcome;
        },
      },
      nodes: {
        describe: (name) => (name in has ? ["what nodes have"] : []),
        find: async (name) => ({ credentials: [], unknown: undefined, ...has[name] }),
      },
      log,
    });
    const of = (credentials: readonly Credential[]) =>
      credentials.map((credential) => ({ credential, source: "test", key: "*" }));
    return { check: (one: CheckRequest) => checker.check(one, { signal }), log, seen, hadBy, of };
  }
  const matched = (credential: Credential) => ({ credential, source: "test", key: "*" });
  const unknown = { unknown: "say what to configure" };
  const name = "reg.example.com/app";

  it("check() believes a check that there may be other credentials, unless strangers were let in before", async () => {
    const inside = { result: "node_credentials_unknown", message: "mirror says 401" } as const;
    const doubtful = { ...inside, otherwise: forbidden } as const;
    const one = request();
    const nodes = open({ [name]: unknown }, doubtful, doubtful, available, doubtful);
    expect(await nodes.check(one)).to.deep.equal(inside);
    expect(await nodes.check(one)).to.deep.equal(inside);
    expect(nodes.log.lines.map(({ message }) => message)).to.deep.equal([
      "images that reg.example.com refuses get no verdict: say what to configure",
    ]);
    expect(await nodes.check(one)).to.deep.equal(available);
    expect(await nodes.check(one)).to.deep.equal(forbidden);
  });

  it("check() tries what nodes have after what is the image's own, each once", async () => {
    const nodes = open({ [name]: { credentials: [own, node, node].map(matched) } }, available);
    expect(await nodes.check(request([own]))).to.deep.equal(available);
    expect(nodes.seen).to.deep.equal([["own", "node"]]);
  });

  for (const outcome of [refused, forbidden]) {
    it(`check() has no verdict for ${outcome.result} where it is not known what nodes have, and says so once`, async () => {
      const nodes = open({ [name]: unknown }, outcome, outcome);
      for (const one of [request(), request()]) {
        const said = await nodes.check(one);
        expect(said.result).to.equal("node_credentials_unknown");
        expect("message" in said && said.message).to.match(/^HEAD says 40[13]; say what to configure$/);
      }
      expect(nodes.log.lines.map(({ level, message }) => [level, message])).to.deep.equal([
        ["warn", "images that reg.example.com refuses get no verdict: say what to configure"],
      ]);
    });
  }

  it("check() has none either where what we have opens less than what nodes may have", async () => {
    const nodes = open({ [name]: { ...unknown, credentials: [matched(node)] } }, forbidden, available);
    expect((await nodes.check(request())).result).to.equal("node_credentials_unknown");
    expect((await nodes.check(request())).result).to.equal("available");
  });

  it("check() judges where a credential of the image's own is refused", async () => {
    const nodes = open({ [name]: unknown }, refused);
    expect(await nodes.check(request([own]))).to.deep.equal(refused);
    expect(nodes.log.lines).to.deep.equal([]);
  });

  it("check() judges where all is known that nodes have", async () => {
    expect(await open({}, refused).check(request())).to.deep.equal(refused);
  });

  it("check() judges what says more than a refusal", async () => {
    for (const result of ["absent", "registry_unavailable", "unknown_error"] as const) {
      const outcome: Outcome = { result, message: "m" };
      expect(await open({ [name]: unknown }, outcome).check(request())).to.deep.equal(outcome);
    }
  });

  it("check() judges what strangers were let in to before, as often as it is refused", async () => {
    const nodes = open({ [name]: unknown }, available, refused, refused);
    const one = request();
    const results = [];
    for (let times = 0; times < 3; times++) {
      results.push((await nodes.check(one)).result);
    }
    expect(results).to.deep.equal(["available", "authentication_failure", "authentication_failure"]);
  });

  it("check() does not take for open what a mirror had", async () => {
    const nodes = open({ [name]: unknown }, available, refused);
    nodes.hadBy.push("mirror.example.com");
    const one = request([], ["mirror.example.com", "reg.example.com"]);
    await nodes.check(one);
    expect((await nodes.check(one)).result).to.equal("node_credentials_unknown");
  });

  it("check() does not take for open what a credential of nodes has opened", async () => {
    const has: Record<string, NodeCredentials> = { [name]: { ...unknown, credentials: [matched(node)] } };
    const nodes = open(has, available, refused);
    const one = request();
    await nodes.check(one);
    has[name] = { ...unknown, credentials: [] };
    expect((await nodes.check(one)).result).to.equal("node_credentials_unknown");
  });

  it("check() asks for each endpoint what nodes have there", async () => {
    const nodes = open(
      {
        "mirror.example.com/app": { credentials: [matched(own)] },
        [name]: { ...unknown, credentials: [matched(node)] },
      },
      refused,
    );
    const said = await nodes.check(request([], ["mirror.example.com", "reg.example.com"]));
    expect(said.result).to.equal("node_credentials_unknown");
    expect(nodes.seen).to.deep.equal([["own", "node"]]);
    expect(nodes.log.lines[0]?.fields).to.deep.equal({ registry: "reg.example.com" });
  });

  it("check() says nothing of an origin that refuses where nodes may be let in", async () => {
    const origin = { reason: "authentication_failure", message: "HEAD says 401" } as const;
    const absent = { ...origin, reason: "absent" } as const;
    const mirrored: Outcome = { result: "available", origin };
    const nodes = open({ [name]: unknown }, mirrored, { ...mirrored, origin: absent }, mirrored);
    expect(await nodes.check(request())).to.deep.equal(available);
    expect(await nodes.check(request())).to.deep.equal({ ...available, origin: absent });
    expect(await nodes.check(request([own]))).to.deep.equal(mirrored);
    expect(await open({}, mirrored).check(request())).to.deep.equal(mirrored);
  });
});
