import { createHash } from "node:crypto";
import { expect } from "chai";
import { createHarness, MANIFEST_BODY, registryError } from "./harness.ts";

const OCI = "application/vnd.oci.image";
const DOCKER = "application/vnd.docker.distribution.manifest";
const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const { signal } = new AbortController();

describe("lookUpManifest()", () => {
  const { server, client } = createHarness();

  /** What is told of a manifest that a registry has. */
  async function lookUp(body: object) {
    const text = JSON.stringify(body);
    const own = `sha256:${createHash("sha256").update(text).digest("hex")}`;
    const { host } = await server(() => ({
      headers: { "content-type": `${OCI}.index.v1+json`, "docker-content-digest": own },
      body: text,
    }));
    const reference = { registry: host, repository: "team/app", tag: "1" };
    return { own, found: await client().lookUp({ reference, credentials: [] }, { signal }) };
  }

  it("tells an index' manifests, and which of them may be indexes: those that do not say that they are of one image", async () => {
    const { own, found } = await lookUp({
      schemaVersion: 2,
      manifests: [
        { mediaType: `${OCI}.manifest.v1+json`, digest: digest("1") },
        { mediaType: `${DOCKER}.v2+json`, digest: digest("2") },
        { mediaType: `${OCI}.index.v1+json`, digest: digest("3") },
        { mediaType: `${DOCKER}.list.v2+json`, digest: digest("4") },
        { digest: digest("5") },
        { mediaType: "application/x-new", digest: digest("6") },
        null,
        { digest: 7 },
      ],
    });
    expect(found).to.deep.equal({
      kind: "found",
      digest: own,
      related: ["1", "2", "3", "4", "5", "6"].map(digest),
      indexes: ["3", "4", "5", "6"].map(digest),
      subject: undefined,
    });
  });

  it("tells what a manifest says something about", async () => {
    const { own, found } = await lookUp({ ...MANIFEST_BODY, subject: { digest: digest("1") } });
    expect(found).to.deep.equal({
      kind: "found",
      digest: own,
      related: [digest("1")],
      indexes: [],
      subject: digest("1"),
    });
  });

  it("takes nothing but the registry's own word for absent", async () => {
    for (const [answer, kind] of [
      [registryError(404, "MANIFEST_UNKNOWN"), "absent"],
      [registryError(403, "DENIED"), "unknown"],
      [registryError(500, "UNKNOWN"), "unknown"],
    ] as const) {
      const { host } = await server(() => answer);
      const reference = { registry: host, repository: "team/app", tag: "1" };
      expect((await client().lookUp({ reference, credentials: [] }, { signal })).kind).to.equal(kind);
    }
  });
});
