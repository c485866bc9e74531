import { expect } from "chai";
import { digestOf } from "../../src/demo/registry/contentStore.ts";
import { OCI_CONFIG, OCI_MANIFEST } from "../../src/demo/registry/mediaTypes.ts";
import { tinyImage } from "../../src/demo/registry/tinyImage.ts";
import { expectError, type RegistryClientForTests, withDigest } from "./registryClientForTests.ts";

const NO_DIGEST = `sha256:${"0".repeat(64)}`;

/** The part of a registry's behaviour that concerns who puts content there. */
export function registryPushBehaviour(client: () => RegistryClientForTests): void {
  describe("pushing", () => {
    const [config] = tinyImage("push").blobs as [Buffer];

    it("a blob is uploaded by POST and PUT, then read by HEAD and GET", async () => {
      const digest = digestOf(config);
      const pushed = await client().pushBlob("push/app", config);
      expect(pushed.status).to.equal(201);
      expect(pushed.headers["docker-content-digest"]).to.equal(digest);
      expect(client().location(pushed).pathname).to.equal(`/v2/push/app/blobs/${digest}`);
      const head = await client().ask("HEAD", `/v2/push/app/blobs/${digest}`);
      expect([head.status, head.headers["content-length"], head.text]).to.deep.equal([
        200,
        String(config.length),
        "",
      ]);
      const get = await client().ask("GET", `/v2/push/app/blobs/${digest}`);
      expect([get.status, get.text]).to.deep.equal([200, config.toString()]);
    });

    it("a blob may come in chunks: POST, PATCH, PATCH, PUT", async () => {
      const bytes = Buffer.from("in two chunks");
      const started = await client().ask("POST", "/v2/push/app/blobs/uploads/");
      expect(started.status).to.equal(202);
      const first = await client().ask("PATCH", client().location(started).href, {
        body: bytes.subarray(0, 5),
      });
      expect([first.status, first.headers.range]).to.deep.equal([202, "0-4"]);
      const second = await client().ask("PATCH", client().location(first).href, { body: bytes.subarray(5) });
      expect([second.status, second.headers.range]).to.deep.equal([202, `0-${bytes.length - 1}`]);
      const digest = digestOf(bytes);
      const ended = await client().ask("PUT", withDigest(client().location(second), digest));
      expect(ended.status).to.equal(201);
      expect((await client().ask("GET", `/v2/push/app/blobs/${digest}`)).text).to.equal("in two chunks");
    });

    it("a blob that is not what its digest says is refused", async () => {
      expectError(await client().pushBlob("push/app", config, NO_DIGEST), [400, "DIGEST_INVALID"]);
      expect((await client().ask("HEAD", `/v2/push/app/blobs/${NO_DIGEST}`)).status).to.equal(404);
    });

    it("an upload that was never started is unknown", async () => {
      const answer = await client().ask("PUT", `/v2/push/app/blobs/uploads/none?digest=${NO_DIGEST}`);
      expectError(answer, [404, "BLOB_UPLOAD_INVALID"]);
    });

    it("a manifest is pushed under a tag; the answer tells digest and place", async () => {
      const image = tinyImage("push");
      const manifest = image.manifests[0]!;
      await client().pushBlob("push/app", config);
      const pushed = await client().pushManifest("push/app", "1", manifest);
      expect(pushed.status).to.equal(201);
      expect(pushed.headers["docker-content-digest"]).to.equal(digestOf(manifest.bytes));
      expect(client().location(pushed).pathname).to.equal(
        `/v2/push/app/manifests/${digestOf(manifest.bytes)}`,
      );
    });

    const refused: [what: string, mediaType: string, body: string, reference: string, code: string][] = [
      ["that is no JSON", OCI_MANIFEST, "nonsense", "bad", "MANIFEST_INVALID"],
      ["of an unknown type", "text/plain", "{}", "bad", "MANIFEST_INVALID"],
      [
        "whose config is missing",
        OCI_MANIFEST,
        JSON.stringify({
          schemaVersion: 2,
          mediaType: OCI_MANIFEST,
          config: { mediaType: OCI_CONFIG, digest: NO_DIGEST, size: 2 },
          layers: [],
        }),
        "bad",
        "MANIFEST_BLOB_UNKNOWN",
      ],
      [
        "that is not what its digest says",
        OCI_MANIFEST,
        tinyImage("push").manifests[0]!.bytes.toString(),
        NO_DIGEST,
        "DIGEST_INVALID",
      ],
    ];
    for (const [what, mediaType, body, reference, code] of refused) {
      it(`a manifest ${what} is refused`, async () => {
        await client().pushBlob("push/app", config);
        const bytes = Buffer.from(body);
        expectError(await client().pushManifest("push/app", reference, { mediaType, bytes }), [400, code]);
      });
    }
  });
}
