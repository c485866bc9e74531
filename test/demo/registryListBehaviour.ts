import { expect } from "chai";
import { digestOf } from "../../src/demo/registry/contentStore.ts";
import { OCI_INDEX, OCI_MANIFEST } from "../../src/demo/registry/mediaTypes.ts";
import { tinyImage } from "../../src/demo/registry/tinyImage.ts";
import { expectError, type RegistryClientForTests, type Release } from "./registryClientForTests.ts";

const NO_DIGEST = `sha256:${"0".repeat(64)}`;
const ACCEPT_OCI = { accept: `${OCI_INDEX}, ${OCI_MANIFEST}` };

/** The part of a registry's behaviour that concerns lists, and content going away. */
export function registryListBehaviour(client: () => RegistryClientForTests, release: Release): void {
  describe("listing", () => {
    before(async () => {
      for (const tag of ["c", "a", "b"]) {
        await client().push("list/app", tag, tinyImage(tag));
      }
    });

    if (release === 2) {
      it("tags come in any order, all at once", async () => {
        for (const query of ["", "?n=2", "?n=x"]) {
          const { status, text, headers } = await client().ask("GET", `/v2/list/app/tags/list${query}`);
          expect([status, headers.link]).to.deep.equal([200, undefined]);
          expect((JSON.parse(text) as { tags: string[] }).tags).to.have.members(["a", "b", "c"]);
        }
      });
    } else {
      pagedTags();
    }

    it("the catalog names the repositories", async () => {
      await client().push("list/other", "1", tinyImage("other"));
      const { text } = await client().ask("GET", "/v2/_catalog");
      expect((JSON.parse(text) as { repositories: string[] }).repositories).to.include("list/other");
    });
  });

  function pagedTags(): void {
    it("tags are sorted, and paged by following Link", async () => {
      const whole = await client().ask("GET", "/v2/list/app/tags/list");
      expect(JSON.parse(whole.text)).to.deep.equal({ name: "list/app", tags: ["a", "b", "c"] });
      const tags: string[] = [];
      for (let target: string | undefined = "/v2/list/app/tags/list?n=2"; target; ) {
        const { headers, text } = await client().ask("GET", target);
        const page = (JSON.parse(text) as { tags: string[] }).tags;
        expect(page.length).to.be.at.most(2);
        tags.push(...page);
        target = /^<(.+)>; rel="next"$/.exec(String(headers.link ?? ""))?.[1];
      }
      expect(tags).to.deep.equal(["a", "b", "c"]);
    });

    it("a page size that is no number is refused", async () => {
      const answer = await client().ask("GET", "/v2/list/app/tags/list?n=x");
      expectError(answer, [400, "PAGINATION_NUMBER_INVALID"]);
    });
  }

  describe("deleting", () => {
    const statusOf = async (target: string) =>
      (await client().ask("GET", target, { headers: ACCEPT_OCI })).status;

    it(`a deleted tag ${release === 2 ? "is refused" : "is gone; another tag of the same image stays"}`, async () => {
      const image = tinyImage("two tags");
      await client().push("delete/tag", "1", image);
      await client().push("delete/tag", "2", image);
      if (release === 2) {
        expectError(await client().ask("DELETE", "/v2/delete/tag/manifests/1"), [400, "DIGEST_INVALID"]);
        expect(await statusOf("/v2/delete/tag/manifests/1")).to.equal(200);
        return;
      }
      expect((await client().ask("DELETE", "/v2/delete/tag/manifests/1")).status).to.equal(202);
      expect(await statusOf("/v2/delete/tag/manifests/1")).to.equal(404);
      expect(await statusOf("/v2/delete/tag/manifests/2")).to.equal(200);
      const { text } = await client().ask("GET", "/v2/delete/tag/tags/list");
      expect((JSON.parse(text) as { tags: string[] }).tags).to.deep.equal(["2"]);
    });

    it("a deleted digest takes its tags along, and all come back when pushed again", async () => {
      const image = tinyImage("deleted");
      const digest = await client().push("delete/digest", "1", image);
      expect((await client().ask("DELETE", `/v2/delete/digest/manifests/${digest}`)).status).to.equal(202);
      expect(await statusOf("/v2/delete/digest/manifests/1")).to.equal(404);
      expect(await statusOf(`/v2/delete/digest/manifests/${digest}`)).to.equal(404);
      await client().push("delete/digest", "1", image);
      expect(await statusOf("/v2/delete/digest/manifests/1")).to.equal(200);
    });

    it("a deleted blob is gone", async () => {
      const bytes = Buffer.from("to be deleted");
      await client().pushBlob("delete/blob", bytes);
      const target = `/v2/delete/blob/blobs/${digestOf(bytes)}`;
      expect((await client().ask("DELETE", target)).status).to.equal(202);
      expect((await client().ask("HEAD", target)).status).to.equal(404);
    });

    const unknownTag = { 3: [404, "MANIFEST_UNKNOWN"], 2: [400, "DIGEST_INVALID"] } as const;
    for (const [what, reference, expected] of [
      ["tag", "none", unknownTag[release]],
      ["digest", NO_DIGEST, unknownTag[3]],
    ] as const) {
      it(`deleting a ${what} that is not there is ${expected[0]}`, async () => {
        expectError(await client().ask("DELETE", `/v2/delete/tag/manifests/${reference}`), expected);
      });
    }
  });
}
