import { expect } from "chai";
import { FURTHER_SECRETS } from "../../../src/inventory/model.ts";
import { createInterner } from "../../../src/kubernetes/kinds/interner.ts";
import { projectPodSpec, sameTemplate } from "../../../src/kubernetes/kinds/podTemplate.ts";
import { otherSecretsOf, referencedNames } from "../../../src/kubernetes/kinds/secretReferences.ts";
import { serviceAccountKind } from "../../../src/kubernetes/kinds/serviceAccount.ts";
import { projectionContext } from "./projectionContext.ts";

const metadata = { name: "x", namespace: "shop" };
const volume = (secretName: unknown) => ({ volumes: [{ name: "v", secret: { secretName } }] });

describe("otherSecretsOf()", () => {
  const table = [
    ["a volume", volume("a"), ["a"]],
    [
      "a projected volume",
      {
        volumes: [{ projected: { sources: [{ secret: { name: "a" } }, { configMap: { name: "m" } }] } }],
      },
      ["a"],
    ],
    ["variables from all of it", { containers: [{ envFrom: [{ secretRef: { name: "a" } }] }] }, ["a"]],
    [
      "a variable, of an init container",
      { initContainers: [{ env: [{ name: "X", valueFrom: { secretKeyRef: { name: "a", key: "k" } } }] }] },
      ["a"],
    ],
    [
      "a name that comes twice, once",
      { ...volume("a"), ephemeralContainers: [{ envFrom: [{ secretRef: { name: "a" } }] }] },
      ["a"],
    ],
    ["no pull secret", { imagePullSecrets: [{ name: "a" }] }, undefined],
    [
      "nothing of odd shapes",
      { volumes: [null, { secret: 1 }, { secret: { secretName: "" } }], containers: 7 },
      undefined,
    ],
    ["nothing of what is no object", "x", undefined],
  ] as const;
  for (const [what, spec, expected] of table) {
    it(`otherSecretsOf() gives ${what}`, () => {
      expect(otherSecretsOf(spec, createInterner())).to.deep.equal(expected);
    });
  }
});

describe("referencedNames()", () => {
  it("referencedNames() gives the names of a list of references, and nothing of anything else", () => {
    expect(referencedNames([{ name: "a" }, { name: "" }, null, { name: "b" }])).to.deep.equal(["a", "b"]);
    expect(referencedNames("a")).to.deep.equal([]);
  });
});

describe("projections for unused pull secrets", () => {
  const on = projectionContext([], { pullSecrets: true });

  it("projectPodSpec() keeps other Secrets where it is asked to, and sameTemplate() compares them", () => {
    const spec = { ...volume("a"), imagePullSecrets: [{ name: "regcred" }] };
    const template = projectPodSpec(spec, on)!;
    expect(template).to.deep.include({ pullSecrets: ["regcred"], otherSecrets: ["a"] });
    expect(projectPodSpec(spec, projectionContext())).to.have.all.keys(
      "serviceAccount",
      "pullSecrets",
      "containers",
    );
    expect(projectPodSpec({}, on)).to.have.all.keys("serviceAccount", "pullSecrets", "containers");
    const other = projectPodSpec({ ...spec, ...volume("b") }, on)!;
    expect([sameTemplate(template, { ...template }), sameTemplate(template, other)]).to.deep.equal([
      true,
      false,
    ]);
  });

  it("otherSecretsOf() and referencedNames() keep a thousand names, and say that there are more", () => {
    const names = Array.from({ length: 150_000 }, (_, index) => ({ name: `s${index}` }));
    const volumes = names.map(({ name }) => volume(name).volumes[0]);
    for (const kept of [referencedNames(names), otherSecretsOf({ volumes }, createInterner())!]) {
      expect(kept).to.have.lengthOf(1_001);
      expect([kept[999], kept[1_000]]).to.deep.equal(["s999", FURTHER_SECRETS]);
    }
  });

  it("serviceAccountKind() keeps other Secrets where it is asked to", () => {
    const kind = serviceAccountKind(on);
    const account = kind.project({ metadata, secrets: [{ name: "a" }], imagePullSecrets: [{ name: "b" }] })!;
    expect(account).to.deep.equal({ namespace: "shop", name: "x", pullSecrets: ["b"], otherSecrets: ["a"] });
    expect(kind.same(account, kind.project({ metadata, imagePullSecrets: [{ name: "b" }] })!)).to.equal(
      false,
    );
  });
});
