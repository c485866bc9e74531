import { expect } from "chai";
import { ownName } from "../../src/image/endpoint.ts";
import { type MirrorHost, type MirrorRule, mirrorLocator } from "../../src/image/mirrors.ts";
import { parseReference, repositoryName } from "../../src/image/reference.ts";

function locations(text: string, rules: readonly MirrorRule[]): string[] {
  const parsed = parseReference(text);
  if (!parsed.ok) {
    throw new Error(parsed.error);
  }
  return mirrorLocator(rules, { mirrorCredentials: "reference" })(parsed.reference).map((endpoint) =>
    repositoryName(ownName(endpoint)),
  );
}

describe("mirrorLocator()", () => {
  const rule = (prefix: string, ...mirrors: string[]): MirrorRule => ({
    prefix,
    mirrors,
    fallback: true,
    credentials: "reference",
  });

  it("is the origin alone when no rule matches", () => {
    expect(locations("quay.io/a/b", [rule("docker.io", "m.corp")])).to.deep.equal(["quay.io/a/b"]);
  });

  it("asks mirrors in order, then the origin", () => {
    expect(locations("nginx", [rule("docker.io", "m1.corp/hub", "m2.corp:5000")])).to.deep.equal([
      "m1.corp/hub/library/nginx",
      "m2.corp:5000/library/nginx",
      "docker.io/library/nginx",
    ]);
  });

  it("leaves the origin out when told so", () => {
    const only: MirrorRule = {
      prefix: "docker.io",
      mirrors: ["m.corp"],
      fallback: false,
      credentials: "reference",
    };
    expect(locations("nginx", [only])).to.deep.equal(["m.corp/library/nginx"]);
  });

  it("takes the longest prefix, whatever the order of the rules", () => {
    const rules = [
      rule("quay.io", "short.corp"),
      rule("quay.io/team", "long.corp"),
      rule("quay.io/te", "none.corp"),
    ];
    for (const order of [rules, rules.toReversed()]) {
      expect(locations("quay.io/team/app", order)[0]).to.equal("long.corp/app");
    }
  });

  it("matches whole path segments only", () => {
    expect(locations("quay.io/teams/app", [rule("quay.io/team", "m.corp")])).to.deep.equal([
      "quay.io/teams/app",
    ]);
    expect(locations("quay.io.evil.com/app", [rule("quay.io", "m.corp")])).to.deep.equal([
      "quay.io.evil.com/app",
    ]);
    expect(locations("quay.io/team", [rule("quay.io/team", "m.corp/x")])[0]).to.equal("m.corp/x");
  });

  it("ignores a slash at the end of prefix or mirror", () => {
    expect(locations("quay.io/team/app", [rule("quay.io/team/", "m.corp/x/")])[0]).to.equal("m.corp/x/app");
  });

  it("takes no notice of the letter case of registries", () => {
    expect(locations("Quay.IO/team/app", [rule("quay.io/team", "m.corp/x")])[0]).to.equal("m.corp/x/app");
    expect(locations("Quay.IO/app", [rule("quay.io", "m.corp/x")])[0]).to.equal("m.corp/x/app");
  });

  const host = (mirror: string, rest: Partial<MirrorHost> = {}): MirrorHost => ({
    mirror,
    path: "/v2",
    capabilities: ["pull", "resolve"],
    insecureSkipVerify: false,
    headers: {},
    headerFiles: {},
    ...rest,
  });
  const endpoints = (text: string, ...rules: MirrorRule[]) => {
    const parsed = parseReference(text);
    return parsed.ok ? mirrorLocator(rules, { mirrorCredentials: "reference" })(parsed.reference) : [];
  };
  const urls = (text: string, ...rules: MirrorRule[]) =>
    endpoints(text, ...rules).map(({ registry, path, repository }) => `${registry}${path}/${repository}`);

  it("puts a mirror's own path behind its API's", () => {
    const full = host("m.corp/hub/", { path: "/api/v2" });
    expect(urls("nginx", { prefix: "docker.io", mirrors: [full], fallback: false })).to.deep.equal([
      "m.corp/api/v2/hub/library/nginx",
    ]);
    expect(urls("nginx", { prefix: "docker.io/library", mirrors: [full], fallback: false })).to.deep.equal([
      "m.corp/api/v2/hub/nginx",
    ]);
    expect(
      urls("nginx", { prefix: "docker.io", mirrors: [host("m.corp", { path: "" })], fallback: false }),
    ).to.deep.equal(["m.corp/library/nginx"]);
  });

  it("means the same by a map that says no more as by a text", () => {
    const [byText, byMap] = ["m.corp/hub", host("m.corp/hub")].map((mirror) =>
      endpoints("nginx", { prefix: "docker.io", mirrors: [mirror], fallback: true }),
    );
    expect(byMap).to.deep.equal(byText);
  });

  it("says of each mirror what it may be asked for, how, and with which credentials", () => {
    const [first, second] = endpoints("nginx", {
      prefix: "docker.io",
      mirrors: [
        host("a.corp", { capabilities: ["pull"], scheme: "http", headers: { "X-Team": "shop" } }),
        host("b.corp", {
          insecureSkipVerify: true,
          dialTimeout: 2_000,
          credentials: "own",
          caFile: "/ca",
          headerFiles: { "X-Key": "/k" },
        }),
      ],
      fallback: false,
      credentials: "same-domain",
    });
    expect(first).to.deep.include({ resolves: false, pulls: true, credentials: "same-domain" });
    expect(first?.access).to.deep.include({ scheme: "http", headers: ["x-team", "shop"] });
    expect(second).to.deep.include({ resolves: true, credentials: "own" });
    expect(second?.access).to.deep.include({ skipVerify: true, dialTimeoutMs: 2_000 });
    expect(second?.files).to.deep.equal({ ca: ["/ca"], headers: [["x-key", "/k"]] });
  });

  it("takes what is said of a connection for something to say of it", () => {
    const [first] = endpoints("nginx", {
      prefix: "docker.io",
      mirrors: [host("a.corp", { dialTimeout: 500 })],
      fallback: false,
    });
    expect(first?.access).to.deep.include({ dialTimeoutMs: 500 });
  });

  it("passes over a mirror that leaves no repository to ask for", () => {
    expect(locations("quay.io/team", [rule("quay.io/team", "m.corp")])).to.deep.equal(["quay.io/team"]);
  });

  it("hands on what the runtime would where a rule does not say which credentials a mirror gets", () => {
    const unsaid: MirrorRule = { prefix: "docker.io", mirrors: ["m.corp"], fallback: false };
    const locate = mirrorLocator([unsaid, { ...unsaid, prefix: "quay.io", credentials: "reference" }], {
      mirrorCredentials: "own",
    });
    const given = ["docker.io", "quay.io"].map(
      (registry) => locate({ registry, repository: "a/b", tag: "1" })[0]?.credentials,
    );
    expect(given).to.deep.equal(["own", "reference"]);
  });
});
