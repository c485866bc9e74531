import { expect } from "chai";
import { ApiError } from "../../../src/demo/apiServer/apiError.ts";
import { readProtobuf } from "../../../src/demo/apiServer/protobuf.ts";

describe("readProtobuf()", () => {
  // What kubectl 1.35 sends for `create deployment web --image=reg.io/a:1 --replicas=0 --port=80 -- sleep 1`.
  const DEPLOYMENT = Buffer.from(
    "azhzAAoVCgdhcHBzL3YxEgpEZXBsb3ltZW50EscBCiMKA3dlYhIAGgRzaG9wIgAqADIAOABCAFoKCgNhcHASA3dlYhKRAQgAEgwKCgoDYXBwEgN3" +
      "ZWIadwocCgASABoAIgAqADIAOABCAFoKCgNhcHASA3dlYhJXEjkKAWESCnJlZy5pby9hOjEaBXNsZWVwGgExKgAyCgoAEAAYUCIAKgBCAGoAcgCA" +
      "AQCIAQCQAQCiAQAaADIAQgBKAFIAWABgAGgAggEAigEAmgEAwgEAIgIKACgAOAAaDAgAEAAYACAAKAA4ABoAIgA=",
    "base64",
  );
  // `create secret docker-registry s --docker-server=reg.io --docker-username=u --docker-password=p`.
  const SECRET = Buffer.from(
    "azhzAAoMCgJ2MRIGU2VjcmV0EpABChUKAXMSABoEc2hvcCIAKgAyADgAQgASVwoRLmRvY2tlcmNvbmZpZ2pzb24SQnsiYXV0aHMiOnsicmVnLmlv" +
      "Ijp7InVzZXJuYW1lIjoidSIsInBhc3N3b3JkIjoicCIsImF1dGgiOiJkVHB3In19fRoea3ViZXJuZXRlcy5pby9kb2NrZXJjb25maWdqc29uGgAi" +
      "AA==",
    "base64",
  );

  it("reads a Deployment as JSON would have it", () => {
    const labels = { app: "web" };
    const container = {
      name: "a",
      image: "reg.io/a:1",
      command: ["sleep", "1"],
      ports: [{ containerPort: 80 }],
    };
    expect(readProtobuf(DEPLOYMENT)).to.deep.equal({
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web", namespace: "shop", labels },
      spec: {
        replicas: 0,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [container] } },
      },
    });
  });

  it("reads the bytes of a Secret as base64", () => {
    const content = '{"auths":{"reg.io":{"username":"u","password":"p","auth":"dTpw"}}}';
    expect(readProtobuf(SECRET)).to.deep.equal({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "s", namespace: "shop" },
      data: { ".dockerconfigjson": Buffer.from(content).toString("base64") },
      type: "kubernetes.io/dockerconfigjson",
    });
  });

  it("refuses what breaks off, wherever it does, with 400", () => {
    for (let length = 0; length < SECRET.length - 4; length++) {
      try {
        readProtobuf(SECRET.subarray(0, length));
      } catch (error) {
        expect(error).to.be.instanceOf(ApiError);
        expect((error as ApiError).code).to.equal(400);
        continue;
      }
      throw new Error(`Cannot take ${length} bytes for the whole`);
    }
  });

  it("refuses kinds and fields that it would lose, with 415", () => {
    // A ConfigMap, and a Secret that is immutable (field 5).
    const envelope = (kind: string, raw: readonly number[]) =>
      Buffer.from([
        ...Buffer.from("k8s\0"),
        ...[0x0a, kind.length + 2, 0x12, kind.length, ...Buffer.from(kind)],
        ...[0x12, raw.length, ...raw],
      ]);
    for (const [kind, raw, what] of [
      ["ConfigMap", [0x0a, 0], "ConfigMap"],
      ["Secret", [0x28, 1], "field 5 of Secret"],
      ["Secret", [0x2d, 1, 0, 0, 0], "wire type 5"],
    ] as const) {
      expect(() => readProtobuf(envelope(kind, raw)))
        .to.throw(ApiError, `${what} is not read from protobuf here: send it as JSON`)
        .with.property("code", 415);
    }
  });
});
