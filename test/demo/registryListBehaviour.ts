import { expect } from "chai";
import { digestOf } from "../../src/demo/registry/contentStore.ts";
import { OCI_INDEX, OCI_MANIFEST } from "../../src/demo/registry/mediaTypes.ts";
import { tinyImage } from "../../src/demo/registry/tinyImage.ts";
import { expectError, type RegistryClientForTests } from "./registryClientForTests.ts";

const NO_DIGEST = `sha256:${"0".repeat(64)}`;
const ACCEPT_OCI = { accept: `${OCI_INDEX}, ${OCI_MANIFEST}` };

/** The part of a registry's behaviour that concerns lists, and content going away. */
export function registryListBehaviour(client: () => RegistryClientForTests): void {
  describe("listing", () => {
    it("tags are sorted, and paged by following Link", async () => {
      for (const tag of ["c", "a", "b"]) {
        await client().push("list/app", tag, tinyImage(tag));
      }
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

    it("the catalog names the repositories", async () => {
      await client().push("list/other", "1", tinyImage("other"));
      const { text } = await client().ask("GET", "/v2/_catalog");
      expect((JSON.parse(text) as { repositories: string[] }).repositories).to.include("list/other");
    });
  });

  describe("deleting", () => {
    const statusOf = async (target: string) =>
      (await client().ask("GET", target, { headers: ACCEPT_OCI })).status;

    it("a deleted tag is gone; another tag of the same image stays", async () => {
      const image = tinyImage("two tags");
      await client().push("delete/tag", "1", image);
      await client().push("delete/tag", "2", image);
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

    for (const reference of ["none", NO_DIGEST]) {
      it(`deleting what is not there is 404: ${reference.slice(0, 10)}`, async () => {
        const answer = await client().ask("DELETE", `/v2/delete/tag/manifests/${reference}`);
        expectError(answer, [404, "MANIFEST_UNKNOWN"]);
      });
    }
  });
}
