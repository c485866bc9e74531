import { expect } from "chai";
import { namespaceKind } from "../../../src/kubernetes/kinds/namespace.ts";
import { ownerMetadataKind } from "../../../src/kubernetes/kinds/ownerMetadata.ts";
import { secretKind } from "../../../src/kubernetes/kinds/secret.ts";
import { serviceAccountKind } from "../../../src/kubernetes/kinds/serviceAccount.ts";
import { projectionContext } from "./projectionContext.ts";

const metadata = { name: "x", namespace: "shop", uid: "u1" };

describe("secretKind", () => {
  const kind = secretKind("kubernetes.io/dockerconfigjson", projectionContext());
  const secret = (type: string, data?: object) => kind.project({ metadata, type, data });

  it("secretKind() asks the server for one type only", () => {
    expect(kind.fieldSelector).to.equal("type=kubernetes.io/dockerconfigjson");
    expect(secretKind("kubernetes.io/dockercfg", projectionContext()).fieldSelector).to.equal(
      "type=kubernetes.io/dockercfg",
    );
  });

  it("project() keeps the payload of its type, and nothing of other types", () => {
    const data = { ".dockerconfigjson": "e30=", ".dockercfg": "bm8=", other: "c2VjcmV0" };
    const { digest, ...kept } = secret("kubernetes.io/dockerconfigjson", data)!;
    expect(digest).to.have.lengthOf(44);
    expect(kept).to.deep.equal({
      namespace: "shop",
      name: "x",
      type: "kubernetes.io/dockerconfigjson",
      payload: "e30=",
    });
    expect(secret("Opaque", data)).to.equal(undefined);
    const old = secretKind("kubernetes.io/dockercfg", projectionContext());
    expect(old.project({ metadata, type: "kubernetes.io/dockercfg", data })?.payload).to.equal("bm8=");
  });

  it("project() says so when the payload is missing", () => {
    expect(secret("kubernetes.io/dockerconfigjson")?.payload).to.equal(undefined);
    expect(secret("kubernetes.io/dockerconfigjson", { ".dockerconfigjson": 1 })?.payload).to.equal(undefined);
  });

  it("same() compares payloads", () => {
    const a = secret("kubernetes.io/dockerconfigjson", { ".dockerconfigjson": "e30=" })!;
    const b = secret("kubernetes.io/dockerconfigjson", { ".dockerconfigjson": "e31=" })!;
    expect([kind.same(a, { ...a }), kind.same(a, b)]).to.deep.equal([true, false]);
  });

  it("afterwards() keeps nothing of a payload, and same() tells it from another all the same", () => {
    const [a, again, b] = ["e30=", "e30=", "e31="].map(
      (payload) => secret("kubernetes.io/dockerconfigjson", { ".dockerconfigjson": payload })!,
    );
    const kept = kind.afterwards!(a!);
    expect(JSON.stringify(kept)).not.to.include("e30=");
    expect([kind.same(kept, again!), kind.same(kept, b!)]).to.deep.equal([true, false]);
  });
});

describe("serviceAccountKind", () => {
  const kind = serviceAccountKind(projectionContext());

  it("project() keeps the pull secrets, not the other secrets", () => {
    const object = {
      metadata,
      secrets: [{ name: "token" }],
      imagePullSecrets: [{ name: "a" }, { name: "b" }],
    };
    const account = kind.project(object)!;
    expect(account).to.deep.equal({ namespace: "shop", name: "x", pullSecrets: ["a", "b"] });
    expect(kind.same(account, kind.project({ ...object, secrets: [] })!)).to.equal(true);
    expect(kind.same(account, kind.project({ metadata })!)).to.equal(false);
  });
});

describe("namespaceKind", () => {
  const kind = namespaceKind(projectionContext());
  const project = (more: object) => kind.project({ metadata: { name: "shop", ...more } })!;

  it("project() keeps labels and the opt-out", () => {
    const annotations = { "k8s-image-availability-exporter/ignore": "true" };
    expect(project({ labels: { team: "red", odd: 1 }, annotations })).to.deep.equal({
      name: "shop",
      labels: { team: "red" },
      optedOut: true,
    });
    expect(project({})).to.deep.equal({ name: "shop", labels: {}, optedOut: false });
    expect(kind.metadataOnly).to.equal(true);
  });

  it("same() compares labels and the opt-out", () => {
    const a = project({ labels: { team: "red" } });
    expect(kind.same(a, project({ labels: { team: "red" }, resourceVersion: "9" }))).to.equal(true);
    expect(kind.same(a, project({ labels: { team: "blue" } }))).to.equal(false);
    expect(kind.same(a, project({ labels: { team: "red", more: "1" } }))).to.equal(false);
    expect(kind.same(a, { ...a, optedOut: true })).to.equal(false);
  });
});

describe("ownerMetadataKind", () => {
  it("project() keeps who the object is and who controls it", () => {
    const kind = ownerMetadataKind("ReplicaSet", projectionContext());
    const owner = { apiVersion: "apps/v1", kind: "Deployment", name: "web", uid: "u2", controller: true };
    const projected = kind.project({ metadata: { ...metadata, ownerReferences: [owner] } })!;
    expect(projected).to.deep.equal({
      groupKind: "apps/ReplicaSet",
      namespace: "shop",
      name: "x",
      uid: "u1",
      controller: { groupKind: "apps/Deployment", name: "web", uid: "u2" },
    });
    expect(kind.same(projected, kind.project({ metadata })!)).to.equal(false);
    expect(kind.metadataOnly).to.equal(true);
    expect(ownerMetadataKind("Job", projectionContext()).basePath).to.equal("/apis/batch/v1");
  });
});
