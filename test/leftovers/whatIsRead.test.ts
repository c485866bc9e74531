import { expect } from "chai";
import { resourceName } from "../../src/kubernetes/resourceTypes.ts";
import { areFieldsKnown, isMetadataEnough, mayRefer, typesToRead } from "../../src/leftovers/whatIsRead.ts";

const type = (name: string, namespaced = true) => {
  const [plural = "", ...group] = name.split(".");
  return { group: group.join("."), version: "v1", plural, kind: plural, namespaced, preferred: true };
};

describe("typesToRead", () => {
  it("typesToRead() begins with what may be referred to, ends with claims, and leaves out what says nothing", () => {
    const types = [
      ...["persistentvolumeclaims", "pods", "events", "events.events.k8s.io", "gateways.example.com"].map(
        (name) => type(name),
      ),
      ...["serviceaccounts", "secrets", "configmaps", "roles.rbac.authorization.k8s.io"].map((name) =>
        type(name),
      ),
      ...["nodes", "namespaces", "issuers.example.com", "priorityclasses.scheduling.k8s.io"].map((name) =>
        type(name, false),
      ),
      type("validatingwebhookconfigurations.admissionregistration.k8s.io", false),
    ];
    expect(typesToRead(types).map(resourceName)).to.deep.equal([
      ...["namespaces", "configmaps", "secrets", "serviceaccounts", "roles.rbac.authorization.k8s.io"],
      ...["pods", "gateways.example.com", "issuers.example.com", "priorityclasses.scheduling.k8s.io"],
      "validatingwebhookconfigurations.admissionregistration.k8s.io",
      "persistentvolumeclaims",
    ]);
  });
});

describe("isMetadataEnough", () => {
  it("isMetadataEnough() asks for more where a rule does, but never of Secrets", () => {
    const enough = (name: string, asked: boolean) => isMetadataEnough(type(name), () => asked);
    expect(
      ["secrets", "configmaps", "pods"].map((name) => [enough(name, false), enough(name, true)]),
    ).to.deep.equal([
      [true, true],
      [true, false],
      [false, false],
    ]);
  });
});

describe("areFieldsKnown", () => {
  it("areFieldsKnown() takes those of a kind for known that is known, whatever its group", () => {
    const known = (name: string) => areFieldsKnown(type(name));
    expect(["pods", "deployments.apps", "storageclasses.storage.k8s.io"].every(known)).to.equal(true);
    const others = [
      "resourceclaims.resource.k8s.io",
      "validatingadmissionpolicybindings.admissionregistration.k8s.io",
      "gateways.example.com",
      "pods.example.com",
      "things.apps",
    ];
    expect(others.some(known)).to.equal(false);
  });
});

describe("mayRefer", () => {
  it("mayRefer() takes any kind to refer to something, unless it is known not to", () => {
    const all = ["pods", "gateways.example.com", "/apis/x/v1", "namespaces", "limitranges"];
    expect(all.every(mayRefer)).to.equal(true);
    expect(["configmaps", "secrets"].some(mayRefer)).to.equal(false);
  });
});
