import { expect } from "chai";
import {
  readAuthorities,
  readImageConfig,
  readMirrors,
  readPullSecret,
  readReleaseImage,
} from "../../../../src/registry/runtime/openshift/readObjects.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("OpenShift's objects", () => {
  it("readMirrors() takes a policy from the newer kinds alone, and leaves out what is none", () => {
    const sets = [
      { source: "a.test", mirrors: ["m.test", 1, ""], mirrorSourcePolicy: "NeverContactSource" },
      { mirrors: ["m.test"] },
      "b.test",
      { source: "c.test" },
    ];
    const read = (neverSource: boolean) => [
      { source: "a.test", mirrors: ["m.test"], neverSource },
      { source: "c.test", mirrors: [], neverSource: false },
    ];
    expect(readMirrors("imageDigestMirrors", { spec: { imageDigestMirrors: sets } })).to.deep.equal(
      read(true),
    );
    expect(readMirrors("repositoryDigestMirrors", { spec: { repositoryDigestMirrors: sets } })).to.deep.equal(
      read(false),
    );
    expect(readMirrors("imageTagMirrors", { spec: { imageDigestMirrors: sets } })).to.deep.equal([]);
    expect(readMirrors("imageTagMirrors", undefined)).to.deep.equal([]);
  });

  it("readImageConfig() takes what is no list, or an empty one of registries to be searched, for none", () => {
    const nothing = { insecure: [], blocked: [], allowed: [], search: undefined, trustedCa: "" };
    expect(readImageConfig(undefined)).to.deep.equal(nothing);
    expect(readImageConfig({ spec: { registrySources: { allowedRegistries: "a.test" } } })).to.deep.equal(
      nothing,
    );
    const registrySources = {
      insecureRegistries: ["a.test"],
      blockedRegistries: ["b.test"],
      allowedRegistries: ["c.test"],
      containerRuntimeSearchRegistries: ["d.test"],
    };
    expect(
      readImageConfig({ spec: { registrySources, additionalTrustedCA: { name: "authorities" } } }),
    ).to.deep.equal({
      insecure: ["a.test"],
      blocked: ["b.test"],
      allowed: ["c.test"],
      search: ["d.test"],
      trustedCa: "authorities",
    });
  });

  it("readAuthorities() takes Base64 where it is some, and two dots for a colon", () => {
    const pem = "-----BEGIN CERTIFICATE-----";
    expect([
      ...readAuthorities({
        data: { "a.test..5000": pem, "b.test": base64(pem), "c.test": 1 },
        binaryData: { "d.test": base64(pem) },
      }),
    ]).to.deep.equal([
      ["a.test:5000", pem],
      ["b.test", pem],
      ["d.test", pem],
    ]);
    expect([...readAuthorities({ data: [] })]).to.deep.equal([]);
  });

  it("readReleaseImage() and readPullSecret() know what is not there", () => {
    expect(readReleaseImage({ status: { desired: { image: "quay.io/a@sha256:b" } } })).to.equal(
      "quay.io/a@sha256:b",
    );
    expect(readReleaseImage({ status: {} })).to.equal("");
    expect(readPullSecret({ data: { ".dockerconfigjson": base64("{}") } })).to.equal("{}");
    expect(readPullSecret({ data: {} })).to.equal(undefined);
  });
});
