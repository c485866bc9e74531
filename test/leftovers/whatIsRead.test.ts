import { expect } from "chai";
import { resourceName } from "../../src/kubernetes/resourceTypes.ts";
import { isMetadataEnough, mayRefer, typesToRead } from "../../src/leftovers/whatIsRead.ts";

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
      ...["pods", "gateways.example.com", "issuers.example.com"],
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

describe("mayRefer", () => {
  it("mayRefer() takes any kind to refer to something, unless it is known not to", () => {
    expect(["pods", "gateways.example.com", "/apis/x/v1"].every(mayRefer)).to.equal(true);
    expect(["configmaps", "secrets", "limitranges"].some(mayRefer)).to.equal(false);
  });
});
