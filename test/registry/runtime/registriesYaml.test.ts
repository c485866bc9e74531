import { expect } from "chai";
import { parseRegistriesYaml, RegistriesYamlError } from "../../../src/registry/runtime/registriesYaml.ts";

/** What k3s makes of such files is in `registriesYamlFile.test.ts`. */
describe("registries.yaml", () => {
  it("says in one line what no node takes, and where, without any value", () => {
    for (const [text, problem] of [
      ["mirrors: secret", "mirrors is not a map"],
      ["mirrors: {r.test: {endpoint: secret}}", "mirrors.r.test.endpoint is not a list"],
      ["mirrors: {r.test: {rewrite: {a: [secret]}}}", "mirrors.r.test.rewrite is not a text"],
      ["configs: {r.test: {auth: secret}}", "configs.r.test.auth is not a map"],
      ["configs: {r.test: {auth: {password: [secret]}}}", "configs.r.test.auth.password is not a text"],
      [
        "configs: {r.test: {tls: {insecure_skip_verify: secret}}}",
        "configs.r.test.tls.insecure_skip_verify is not true or false",
      ],
      ["- secret", "it is not a map"],
      ["configs: *secret", "it is no YAML: *secret is the alias of nothing"],
      ["configs: {a: secret\n", "it is no YAML: BAD_INDENT in line 2, column 1"],
    ] as const) {
      expect(() => parseRegistriesYaml(text), text.slice(0, 80))
        .to.throw(RegistriesYamlError)
        .with.property("message", problem);
    }
  });

  it("follows merge keys: of several maps the first counts, and what stands there itself comes before", () => {
    const { mirrors } = parseRegistriesYaml(
      "x: [&a {endpoint: [a]}, &b {endpoint: [b], rewrite: {b: c}}]\nmirrors:\n  r.test:\n    <<: [*a, *b]\n    rewrite: {d: e}\n",
    );
    expect(mirrors.get("r.test")).to.deep.equal({ endpoints: ["a"], rewrites: [["d", "e"]] });
  });

  it("does not follow merges that lead back to themselves", () => {
    expect(() => parseRegistriesYaml("mirrors: &a\n  <<: *a\n"))
      .to.throw(RegistriesYamlError)
      .with.property("message", "it is no YAML: more than 100 merges");
  });
});
