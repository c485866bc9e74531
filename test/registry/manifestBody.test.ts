import { createHash } from "node:crypto";
import { expect } from "chai";
import { type ManifestBody, readManifestBody } from "../../src/registry/manifestBody.ts";

describe("readManifestBody()", () => {
  const manifest = { schemaVersion: 2, config: { digest: "sha256:x" }, layers: [] };
  const rows: [string, unknown, ManifestBody][] = [
    ["an image manifest", manifest, "manifest"],
    ["an index", { schemaVersion: 2, manifests: [] }, "manifest"],
    ["a schema 1 manifest", { schemaVersion: 1, fsLayers: [] }, "schema1"],
    ["an error", { errors: [] }, "nonsense"],
    ["another JSON object", { schemaVersion: 2 }, "nonsense"],
    ["a list", [manifest], "nonsense"],
    ["null", null, "nonsense"],
    ["a number", 2, "nonsense"],
  ];
  for (const [name, value, expected] of rows) {
    it(`takes ${name} for ${expected}`, () => {
      expect(readManifestBody(Buffer.from(JSON.stringify(value)), undefined)).to.equal(expected);
    });
  }

  it("takes what is no JSON for nonsense", () => {
    expect(readManifestBody(Buffer.from("<html>"), undefined)).to.equal("nonsense");
    expect(readManifestBody(Buffer.alloc(0), undefined)).to.equal("nonsense");
  });

  const body = Buffer.from(JSON.stringify(manifest));
  for (const algorithm of ["sha256", "sha384", "sha512"]) {
    it(`compares a ${algorithm} digest`, () => {
      const digest = createHash(algorithm).update(body).digest("hex");
      expect(readManifestBody(body, `${algorithm}:${digest}`)).to.equal("manifest");
      expect(readManifestBody(body, `${algorithm}:${"0".repeat(digest.length)}`)).to.equal("wrong_digest");
    });
  }

  it("does not compare a digest of an algorithm it does not know, nor of schema 1", () => {
    expect(readManifestBody(body, "blake3:00")).to.equal("manifest");
    expect(readManifestBody(Buffer.from('{"schemaVersion":1}'), `sha256:${"0".repeat(64)}`)).to.equal(
      "schema1",
    );
  });
});
