import { expect } from "chai";
import {
  type ClusterRegistries,
  clusterRegistries,
} from "../../../../src/registry/runtime/openshift/clusterRegistries.ts";
import { OpenShiftError } from "../../../../src/registry/runtime/openshift/mergeRegistries.ts";

const RELEASE = `quay.io/openshift-release-dev/ocp-release@sha256:${"a".repeat(64)}`;
const PAYLOAD = "quay.io/openshift-release-dev/ocp-release";

type Given = Partial<Omit<ClusterRegistries, "image">> & Partial<ClusterRegistries["image"]>;

describe("clusterRegistries()", () => {
  const merged = ({ digestMirrors = [], tagMirrors = [], release = "", ...image }: Given) =>
    clusterRegistries({
      digestMirrors,
      tagMirrors,
      release,
      image: { insecure: [], blocked: [], allowed: [], search: undefined, ...image },
    });
  const refusal = (given: Given) => {
    try {
      return merged(given).conf.source;
    } catch (error) {
      expect(error).to.be.instanceOf(OpenShiftError);
      return (error as Error).message;
    }
  };
  const mirror = (source: string, mirrors: readonly string[], neverSource = false) => ({
    source,
    mirrors,
    neverSource,
  });

  it("searches what nodes have by default, or what is told, all of it, and lets everything in", () => {
    const { conf, unblocked } = merged({});
    expect(conf).to.include({ searchesAll: true });
    expect(conf.policy).to.equal(undefined);
    expect(conf.search).to.deep.equal(["registry.access.redhat.com", "docker.io"]);
    expect([...conf.registries]).to.deep.equal([]);
    expect(unblocked).to.deep.equal([]);
    expect(merged({ search: ["a.test"] }).conf.search).to.deep.equal(["a.test"]);
  });

  it("refuses what is blocked, and lets nothing in but what is allowed", () => {
    const blocked = merged({ blocked: ["a.test"] }).conf;
    expect(blocked.registries.get("a.test")?.blocked).to.equal(true);
    expect(blocked.policy).to.deep.include({ scopes: new Map([["a.test", false]]), others: true });
    const allowed = merged({ allowed: ["a.test", "*.b.test"] }).conf;
    expect([...allowed.registries]).to.deep.equal([]);
    expect(allowed.policy).to.deep.include({
      scopes: new Map([
        ["a.test", true],
        ["*.b.test", true],
      ]),
      others: false,
    });
    expect(refusal({ blocked: ["a.test"], allowed: ["b.test"] })).to.equal(
      "images.config.openshift.io/cluster has both allowedRegistries and blockedRegistries",
    );
  });

  it("does not block the release, unless nodes have it from a mirror", () => {
    const bare = merged({ blocked: ["quay.io", "a.test"], release: RELEASE });
    expect(bare.unblocked).to.deep.equal(["quay.io"]);
    expect([...bare.conf.registries.keys()]).to.deep.equal(["a.test"]);
    expect([...bare.conf.policy!.scopes]).to.deep.equal([["a.test", false]]);

    const mirrored = merged({
      blocked: ["quay.io"],
      release: RELEASE,
      digestMirrors: [mirror(PAYLOAD, ["m.test/release"])],
    });
    expect(mirrored.unblocked).to.deep.equal([]);
    expect(mirrored.conf.registries.get(PAYLOAD)).to.include({ blocked: true });
    expect([...mirrored.conf.policy!.scopes]).to.deep.equal([
      [PAYLOAD, true],
      ["quay.io", false],
    ]);
    expect(mirrored.conf.policy!.others).to.equal(true);

    const own = merged({
      blocked: [PAYLOAD],
      release: RELEASE,
      digestMirrors: [mirror("quay.io", ["m.test"])],
    });
    expect([...own.conf.policy!.scopes]).to.deep.equal([[PAYLOAD, true]]);

    const useless = merged({
      blocked: ["quay.io", "m.test"],
      release: RELEASE,
      digestMirrors: [mirror(PAYLOAD, ["m.test/release"])],
      tagMirrors: [mirror(PAYLOAD, ["n.test"])],
    });
    expect(useless.unblocked).to.deep.equal(["quay.io"]);
  });

  it("does not know a release that is no image", () => {
    expect(merged({ blocked: ["quay.io"], release: "Quay" }).unblocked).to.deep.equal([]);
  });

  it("refuses what the operator does", () => {
    expect(refusal({ insecure: ["*a.test"] })).to.equal(
      'images.config.openshift.io/cluster has "*a.test", which is no scope of registries',
    );
    expect(refusal({ tagMirrors: [mirror("a.test", ["*.b.test"])] })).to.equal(
      'a mirror set has "*.b.test", which is no place of images',
    );
    expect(
      refusal({ digestMirrors: [mirror("a.test", ["b.test"], true)], tagMirrors: [mirror("a.test", [])] }),
    ).to.equal("mirror sets have both values of mirrorSourcePolicy for a.test");
    expect(refusal({ digestMirrors: [mirror("a.test", ["a.test"], true)] })).to.equal(
      "a mirror set has a.test as mirror, and is never to contact it",
    );
    expect(refusal({ digestMirrors: [mirror("*.a.test", ["m.test"])], insecure: ["b.a.test"] })).to.equal(
      "mirrors of *.a.test cannot be had for b.a.test within it",
    );
  });
});
