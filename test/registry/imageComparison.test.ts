import { expect } from "chai";
import { originEndpoint } from "../../src/image/endpoint.ts";
import type { Outcome } from "../../src/image/outcome.ts";
import { parseReference } from "../../src/image/reference.ts";
import { createImageComparison } from "../../src/registry/imageComparison.ts";
import type { CheckRequest } from "../../src/registry/registryCheck.ts";

const digest = (name: string) => `sha256:${Buffer.from(name).toString("hex").padEnd(64, "0")}`;
const image = (config: string) => ({ schemaVersion: 2, config: { digest: digest(config) } });
const index = (...names: string[]) => ({
  schemaVersion: 2,
  manifests: names.map((name) => ({
    digest: digest(name),
    platform: { os: name === "attestation" ? "unknown" : "linux" },
  })),
});
const SECRET = { username: "puller", password: "secret", id: "1" };

/** What registries have, by repository and digest's name. */
const CONTENT: Readonly<Record<string, object>> = {
  "reg.io/web new": index("new-amd64", "new-arm64", "attestation"),
  "reg.io/web new-amd64": image("config-new-amd64"),
  "reg.io/web new-arm64": image("config-new-arm64"),
  "reg.io/web crafted": {
    schemaVersion: 2,
    manifests: ["../../other/manifests/1", "sha256:../..", `${digest("new-amd64")}?x`].map((digest) => ({
      digest,
    })),
  },
  "reg.io/web old": index("old-amd64", "attestation"),
  "reg.io/web old-amd64": image("config-old"),
  "reg.io/web wider": index("new-amd64", "new-s390x"),
  "reg.io/web single": image("config-old"),
  "reg.io/web repacked": image("config-new-amd64"),
  "reg.io/copy copied": image("config-new-arm64"),
  "other.io/web foreign": image("config-new-amd64"),
};

/** An index of many platforms, of which a registry may make up as many as it likes. */
const huge = (name: string) => index(...Array.from({ length: 100 }, (_, child) => `${name}.${child}`));

function compare(options: { readonly down?: string } = {}) {
  const fetched: string[] = [];
  const logins: string[] = [];
  const ask = createImageComparison({
    async fetch({ reference, credentials, endpoints }): Promise<Buffer | Outcome> {
      const { registry, repository } = reference;
      const hex = reference.digest?.slice("sha256:".length).replace(/(?:00)+$/, "") ?? "";
      const name = Buffer.from(hex, "hex").toString();
      fetched.push(name);
      logins.push(`${registry} ${credentials.map(({ username }) => username)}`);
      expect(endpoints[0]?.registry).to.equal(registry);
      if (name === options.down) {
        return { result: "registry_unavailable", message: "down" };
      }
      const content = /^huge\d+$/.test(name) ? huge(name) : CONTENT[`${registry}/${repository} ${name}`];
      return content === undefined
        ? { result: "absent", message: "no such manifest" }
        : Buffer.from(JSON.stringify(content));
    },
    locate: (reference) => [originEndpoint(reference)],
  });
  const parsed = parseReference("reg.io/web:1");
  if (!parsed.ok) {
    throw new Error(parsed.error);
  }
  const { reference } = parsed;
  const request: CheckRequest = { reference, credentials: [SECRET], endpoints: [originEndpoint(reference)] };
  return {
    fetched,
    logins,
    ask: (leads: string, ran: string) => ask({ request, leads: digest(leads), ran }),
  };
}

describe("createImageComparison()", () => {
  for (const [what, leads, ran, expected] of [
    ["a digest and itself", "new", `reg.io/web@${digest("new")}`, "same"],
    ["an index and one of its manifests", "new", `reg.io/web@${digest("new-arm64")}`, "same"],
    ["a manifest and an index that has it", "new-amd64", `reg.io/web@${digest("new")}`, "same"],
    ["two indexes with a manifest in common", "new", `reg.io/web@${digest("wider")}`, "same"],
    ["an index and a configuration below it", "new", digest("config-new-arm64"), "same"],
    ["a manifest and its configuration", "single", digest("config-old"), "same"],
    ["a manifest with a configuration below the index", "new", `reg.io/web@${digest("repacked")}`, "same"],
    ["another repository's with that configuration", "new", `reg.io/copy@${digest("copied")}`, "same"],
    ["another registry's with that configuration", "new", `other.io/web@${digest("foreign")}`, "same"],
    ["two indexes with nothing in common", "new", `reg.io/web@${digest("old")}`, "other"],
    ["two manifests with two configurations", "single", `reg.io/web@${digest("repacked")}`, "other"],
    ["an index and a foreign configuration", "new", digest("config-old"), "other"],
    ["what the repository has thrown away", "new", `reg.io/web@${digest("gone")}`, "other"],
    ["what another repository does not show", "new", `reg.io/copy@${digest("gone")}`, "unknown"],
    ["a name that cannot be read", "new", `UPPER/case@${digest("old")}`, "unknown"],
    ["a tag whose content has gone", "gone", `reg.io/web@${digest("old")}`, "unknown"],
  ] as const) {
    it(`says "${expected}" of ${what}`, async () => {
      expect(await compare().ask(leads, ran)).to.equal(expected);
    });
  }

  it(`says "unknown" where any of it cannot be fetched, and looks again`, async () => {
    for (const down of ["new", "old", "old-amd64", "new-arm64"]) {
      const options: { down?: string } = { down };
      const { ask } = compare(options);
      expect(await ask("new", `reg.io/web@${digest("old")}`), down).to.equal("unknown");
      delete options.down;
      expect(await ask("new", `reg.io/web@${digest("old")}`), down).to.equal("other");
    }
  });

  it("fetches nothing twice, nor anything for equal digests", async () => {
    const { ask, fetched } = compare();
    await ask("new", `reg.io/web@${digest("new")}`);
    expect(fetched).to.deep.equal([]);
    for (let round = 0; round < 2; round++) {
      await ask("new", `reg.io/web@${digest("old")}`);
      await ask("new", digest("config-old"));
    }
    expect(fetched).to.deep.equal(["new", "old", "new-amd64", "new-arm64", "old-amd64"]);
  });

  it("keeps of each index some platforms, of all together what has room, and fetches the rest again", async () => {
    const { ask, fetched } = compare();
    await ask("new", `reg.io/web@${digest("old")}`);
    for (let count = 0; count < 2_100; count++) {
      await ask(`huge${count}`, `reg.io/web@${digest("gone")}`);
    }
    const since = fetched.length;
    await ask("huge2099", `reg.io/web@${digest("gone")}`);
    await ask("new", `reg.io/web@${digest("old")}`);
    expect(fetched.slice(since)).to.include("new").and.not.include("huge2099");
  });

  it("asks for nothing that is no digest, whatever an index says", async () => {
    const { ask, fetched } = compare();
    await ask("crafted", `reg.io/web@${digest("old")}`);
    expect(fetched).to.deep.equal(["crafted", "old", "old-amd64"]);
  });

  it("gives credentials to no other registry", async () => {
    const { ask, logins } = compare();
    await ask("new", `other.io/web@${digest("foreign")}`);
    expect(new Set(logins)).to.deep.equal(new Set(["reg.io puller", "other.io "]));
  });
});
