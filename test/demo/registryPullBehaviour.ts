import { expect } from "chai";
import { DOCKER_LIST, DOCKER_MANIFEST, OCI_INDEX, OCI_MANIFEST } from "../../src/demo/registry/mediaTypes.ts";
import { tinyImage } from "../../src/demo/registry/tinyImage.ts";
import { expectError, type RegistryClientForTests, type Release } from "./registryClientForTests.ts";

const ACCEPT_OCI = { accept: `${OCI_INDEX}, ${OCI_MANIFEST}` };

/** The part of a registry's behaviour that concerns who reads manifests. */
export function registryPullBehaviour(client: () => RegistryClientForTests, release: Release): void {
  describe("pulling", () => {
    it("HEAD and GET by tag and by digest agree on type, digest, length and content", async () => {
      const image = tinyImage("pull");
      const { bytes } = image.manifests[0]!;
      const digest = await client().push("pull/app", "1", image);
      for (const reference of ["1", digest]) {
        for (const method of ["HEAD", "GET"] as const) {
          const answer = await client().ask(method, `/v2/pull/app/manifests/${reference}`, {
            headers: ACCEPT_OCI,
          });
          expect(answer.status).to.equal(200);
          expect(answer.headers).to.include({
            "content-type": OCI_MANIFEST,
            "docker-content-digest": digest,
            "content-length": String(bytes.length),
            etag: `"${digest}"`,
          });
          expect(answer.text).to.equal(method === "HEAD" ? "" : bytes.toString());
        }
      }
    });

    for (const accept of [DOCKER_MANIFEST, "*/*", "application/*", OCI_INDEX, ""]) {
      it(`an OCI manifest is 404 for Accept: ${accept || "nothing"}`, async () => {
        await client().push("pull/app", "1", tinyImage("pull"));
        const answer = await client().ask("GET", "/v2/pull/app/manifests/1", { headers: { accept } });
        expectError(answer, [404, "MANIFEST_UNKNOWN"]);
        expect(answer.text).to.contain("accept header does not support OCI manifests");
      });
    }

    it("an OCI manifest is found among several types with weights", async () => {
      await client().push("pull/app", "1", tinyImage("pull"));
      const headers = { accept: `${DOCKER_MANIFEST};q=0.9, ${OCI_MANIFEST};q=0.5` };
      expect((await client().ask("HEAD", "/v2/pull/app/manifests/1", { headers })).status).to.equal(200);
    });

    const strict = { index: [404, "MANIFEST_UNKNOWN"], docker: [400, "MANIFEST_INVALID"] } as const;
    for (const layout of ["index", "docker"] as const) {
      if (release === 2) {
        it(`a manifest of layout ${layout} is ${strict[layout][0]} to who accepts another type`, async () => {
          await client().push("pull/layouts", layout, tinyImage(layout, layout));
          const headers = { accept: OCI_MANIFEST };
          const answer = await client().ask("GET", `/v2/pull/layouts/manifests/${layout}`, { headers });
          expectError(answer, strict[layout]);
        });
        continue;
      }
      it(`a manifest of layout ${layout} is served with its own type, whatever is accepted`, async () => {
        const image = tinyImage(layout, layout);
        const digest = await client().push("pull/layouts", layout, image);
        const { headers } = await client().ask("HEAD", `/v2/pull/layouts/manifests/${layout}`, {
          headers: { accept: OCI_MANIFEST },
        });
        expect(headers).to.include({
          "content-type": image.manifests.at(-1)!.mediaType,
          "docker-content-digest": digest,
        });
      });
    }

    const listCases: [accept: string, status: number, type: string, index: number][] = [
      [`${DOCKER_LIST}, ${DOCKER_MANIFEST}`, 200, DOCKER_LIST, 2],
      [DOCKER_MANIFEST, 200, DOCKER_MANIFEST, 0],
      [OCI_MANIFEST, 400, "application/json", -1],
    ];
    for (const [accept, status, type, index] of listCases) {
      it(`a tag of a Docker list is ${status} ${type} for Accept: ${accept}`, async () => {
        const image = tinyImage("list", "list");
        await client().push("pull/layouts", "list", image);
        const answer = await client().ask("GET", "/v2/pull/layouts/manifests/list", { headers: { accept } });
        const [mediaType] = String(answer.headers["content-type"]).split(";");
        expect([answer.status, mediaType]).to.deep.equal([status, type]);
        expect(answer.text === image.manifests[index]?.bytes.toString()).to.equal(index >= 0);
      });
    }

    it("a manifest that the client has already is 304", async () => {
      const digest = await client().push("pull/app", "1", tinyImage("pull"));
      const headers = { ...ACCEPT_OCI, "if-none-match": `"${digest}"` };
      const { status, text } = await client().ask("GET", "/v2/pull/app/manifests/1", { headers });
      expect([status, text]).to.deep.equal([304, ""]);
    });

    it("a tag that was moved leads to the new image; the old one stays under its digest", async () => {
      const older = await client().push("pull/moved", "1", tinyImage("older"));
      const newer = await client().push("pull/moved", "1", tinyImage("newer"));
      const headOf = (reference: string) =>
        client().ask("HEAD", `/v2/pull/moved/manifests/${reference}`, { headers: ACCEPT_OCI });
      expect((await headOf("1")).headers["docker-content-digest"]).to.equal(newer);
      expect((await headOf(older)).status).to.equal(200);
    });

    it("a method that a manifest does not have is 405", async () => {
      const { status, headers } = await client().ask("POST", "/v2/pull/app/manifests/1");
      expect([status, headers.allow]).to.deep.equal([405, "DELETE, GET, HEAD, PUT"]);
    });
  });
}
