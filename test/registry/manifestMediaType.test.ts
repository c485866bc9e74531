import { expect } from "chai";
import {
  MANIFEST_ACCEPT,
  type ManifestMediaType,
  mediaTypeOf,
  readManifestMediaType,
} from "../../src/registry/manifestMediaType.ts";

describe("readManifestMediaType()", () => {
  const rows: [string | undefined, ManifestMediaType][] = [
    ["application/vnd.oci.image.index.v1+json", "manifest"],
    ["application/vnd.oci.image.manifest.v1+json", "manifest"],
    ["application/vnd.docker.distribution.manifest.list.v2+json", "manifest"],
    ["application/vnd.docker.distribution.manifest.v2+json", "manifest"],
    ["application/vnd.oci.image.index.v1+json;charset=utf-8", "manifest"],
    ["application/vnd.OCI.image.index.v1+json", "other"],
    ["application/vnd.oci.image.index.v1+json ; charset=utf-8", "other"],
    ["application/vnd.docker.distribution.manifest.v1+json", "schema1"],
    ["application/vnd.docker.distribution.manifest.v1+prettyjws", "schema1"],
    ["application/json", "other"],
    ["text/html", "other"],
    ["", "other"],
    [undefined, "other"],
  ];
  for (const [type, expected] of rows) {
    it(`takes ${type} for ${expected}`, () => {
      expect(readManifestMediaType(mediaTypeOf(type))).to.equal(expected);
    });
  }
});

describe("MANIFEST_ACCEPT", () => {
  it("has what runtimes take first, and what they refuse last", () => {
    expect(MANIFEST_ACCEPT.split(", ").map(readManifestMediaType)).to.deep.equal([
      ...Array(4).fill("manifest"),
      ...Array(2).fill("schema1"),
    ]);
  });
});
