import { expect } from "chai";
import {
  findRegistry,
  joinRegistriesConf,
  parseRegistriesConf,
  RegistriesConfError,
} from "../../../src/registry/runtime/registriesConf.ts";

const refused = (text: string) => {
  try {
    parseRegistriesConf(text);
  } catch (error) {
    return error instanceof RegistriesConfError ? error.message : error;
  }
  return undefined;
};

describe("registries.conf", () => {
  it("is read with all that counts", () => {
    const { registries, search, aliases } = parseRegistriesConf(`
      unqualified-search-registries = ["a.test", "b.test:5000/"]
      [[registry]]
      prefix = "a.test/x"
      location = "b.test/y/"
      insecure = true
      blocked = true
      mirror-by-digest-only = true
      [[registry.mirror]]
      location = "m.test"
      [[registry]]
      location = "c.test"
      [[registry.mirror]]
      location = "n.test/z"
      insecure = true
      pull-from-mirror = "tag-only"
      namespace-proxy = "c.test"
      [aliases]
      "app" = "a.test/app"`);
    expect([...registries.values()]).to.deep.equal([
      {
        prefix: "a.test/x",
        location: "b.test/y",
        insecure: true,
        blocked: true,
        mirrors: [{ location: "m.test", insecure: false, pulls: "digest-only", namespace: "" }],
      },
      {
        prefix: "c.test",
        location: "c.test",
        insecure: false,
        blocked: false,
        mirrors: [{ location: "n.test/z", insecure: true, pulls: "tag-only", namespace: "c.test" }],
      },
    ]);
    expect(search).to.deep.equal(["a.test", "b.test:5000"]);
    expect([...aliases]).to.deep.equal([["app", "a.test/app"]]);
  });

  it("takes fields in any letter case, as nodes do, and an empty rest of version 1", () => {
    const { registries, search, aliases } = parseRegistriesConf(`
      Unqualified-Search-Registries = ["a.test"]
      [[Registry]]
      Location = "a.test"
      location = "b.test"
      Insecure = true
      [[Registry.Mirror]]
      LOCATION = "m.test"
      [registries.search]
      [registries.x]
      y = []
      [Aliases]
      "app" = "a.test/app"`);
    expect([...registries.values()]).to.deep.equal([
      {
        prefix: "b.test",
        location: "b.test",
        insecure: true,
        blocked: false,
        mirrors: [{ location: "m.test", insecure: false, pulls: "all", namespace: "" }],
      },
    ]);
    expect([search, [...aliases]]).to.deep.equal([["a.test"], [["app", "a.test/app"]]]);
    expect(refused("[Registries.search]\nregistries = []")).to.match(/version 1/);
  });

  it("of one prefix, list or alias the last file counts, and of one file the first prefix", () => {
    const joined = joinRegistriesConf(
      [
        'unqualified-search-registries = ["a.test"]\n[[registry]]\nlocation = "a.test"\n[aliases]\na = "a.test/a"',
        '[[registry]]\nprefix = "a.test"\nlocation = "b.test"\n[[registry]]\nprefix = "a.test"\nlocation = "c.test"',
        'unqualified-search-registries = []\n[aliases]\na = ""',
      ].map(parseRegistriesConf),
    );
    expect(joined.registries.get("a.test")?.location).to.equal("b.test");
    expect(joined.search).to.deep.equal([]);
    expect(joined.aliases.get("a")).to.equal("");
  });

  it("finds the longest prefix that ends at a boundary", () => {
    const conf = parseRegistriesConf(
      ["a.test", "a.test/team", "a.test:5000"]
        .map((location) => `[[registry]]\nlocation = "${location}"`)
        .concat('[[registry]]\nprefix = "*.b.test"')
        .join("\n"),
    );
    const found = (name: string) => findRegistry(conf, name)?.entry.prefix;
    expect(found("a.test/team/app")).to.equal("a.test/team");
    expect(found("a.test/teams/app")).to.equal("a.test");
    expect(found("a.test:5000/app")).to.equal("a.test:5000");
    expect(found("a.test:6000/app")).to.equal("a.test");
    expect(found("x.y.b.test/app")).to.equal("*.b.test");
    expect(found("b.test/app")).to.equal(undefined);
    expect(found("c.test/x.b.test/app")).to.equal(undefined);
  });

  it("says in one line what no node takes", () => {
    expect(refused("[")).to.match(/^it is no TOML: [^\n]+$/);
    expect(refused("registry = 1")).to.equal("registry is not a list");
    expect(refused("[[registry]]\ninsecure = true")).to.equal("registry[0] has neither prefix nor location");
    expect(refused('[[registry]]\nprefix = "a.test"')).to.equal("registry[0] has no location");
    expect(refused('[[registry]]\nlocation = "http://a.test"')).to.equal(
      "registry[0].location begins with a scheme, which none has",
    );
    expect(refused('[[registry]]\nlocation = "a.test"\n[[registry.mirror]]\ninsecure = true')).to.equal(
      "registry[0].mirror[0] has no location",
    );
    expect(refused('[registries.search]\nregistries = ["a.test"]')).to.equal(
      "it is of version 1, which is not read any more",
    );
    expect(refused('short-name-mode = "x"')).to.equal('short-name-mode is "x", which is none');
    expect(refused('[aliases]\na = "b/c"')).to.equal(
      'aliases."a" stands for no name with a registry, without tag and digest',
    );
    expect(refused('unqualified-search-registries = ["a.test/b"]')).to.equal(
      "unqualified-search-registries[0] is no registry",
    );
  });
});
