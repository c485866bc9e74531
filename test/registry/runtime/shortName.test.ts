import { expect } from "chai";
import { formatReference } from "../../../src/image/reference.ts";
import { parseRegistriesConf } from "../../../src/registry/runtime/registriesConf.ts";
import { candidates, readShortName } from "../../../src/registry/runtime/shortName.ts";

const read = (text: string, conf: string) => {
  const parsed = readShortName(text, parseRegistriesConf(conf));
  return parsed.ok
    ? [formatReference(parsed.reference), parsed.reference.keyringName, parsed.reference.unresolved]
    : parsed.error;
};

describe("readShortName()", () => {
  it("leaves alone what has a registry, or is no name", () => {
    const all = 'unqualified-search-registries = ["a.test"]';
    expect(read("b.test/app", all)).to.deep.equal(["b.test/app:latest", undefined, undefined]);
    expect(read("localhost/app", all)).to.deep.equal(["localhost/app:latest", undefined, undefined]);
    expect(read("App", all)).to.be.a("string");
  });

  it("takes an alias, else the only registry that is searched; credentials are found as at Docker Hub", () => {
    const conf = 'unqualified-search-registries = ["a.test"]\n[aliases]\napp = "b.test/x/app"';
    expect(read("app:1", conf)).to.deep.equal(["b.test/x/app:1", "docker.io/library/app", undefined]);
    expect(read("team/app:1", conf)).to.deep.equal(["a.test/team/app:1", "docker.io/team/app", undefined]);
    expect(read("nginx", 'unqualified-search-registries = ["docker.io"]')).to.deep.equal([
      "docker.io/library/nginx:latest",
      "docker.io/library/nginx",
      undefined,
    ]);
  });

  it("has all registries searched where a node does so: the last stands for them", () => {
    const conf = { aliases: new Map(), search: ["a.test", "docker.io"], searchesAll: true } as const;
    const parsed = readShortName("nginx:1", conf);
    const reference = parsed.ok ? parsed.reference : undefined;
    expect(reference).to.deep.equal({
      registry: "docker.io",
      repository: "library/nginx",
      tag: "1",
      keyringName: "docker.io/library/nginx",
      shortName: "nginx",
    });
    // It is another image than that of Docker Hub.
    expect(formatReference(reference!)).to.equal("nginx:1");
    expect(candidates(reference!, conf).map(formatReference)).to.deep.equal([
      "a.test/nginx:1",
      "docker.io/library/nginx:1",
    ]);
    expect(readShortName("nginx", { ...conf, search: ["a.test"] })).to.deep.include({ ok: true });
  });

  it("says why it may mean nothing, and is not taken for an image of Docker Hub's", () => {
    expect(read("app:1", "")).to.deep.equal([
      "app:1",
      undefined,
      '"app" has no registry, is no alias, and no registry to look for it is configured',
    ]);
    expect(read("team/app:1", 'unqualified-search-registries = ["a.test", "b.test"]')).to.deep.equal([
      "team/app:1",
      undefined,
      '"team/app" has no registry, is no alias, and may be meant in any of a.test, b.test, among which a node does not choose',
    ]);
  });
});
