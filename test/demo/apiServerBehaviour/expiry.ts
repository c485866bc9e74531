import { expect } from "chai";
import type { Json } from "./client.ts";
import { type Scene, secret, secretsPath } from "./scene.ts";

export function expiryBehaviour(scene: () => Scene): void {
  describe("expiry", () => {
    let path = "";
    let page: Json;

    before(async function () {
      // A real server is restarted here.
      this.timeout(60_000);
      path = secretsPath(await scene().namespace());
      for (const name of ["a", "b", "c"]) {
        await scene().client.create(path, secret(name));
      }
      page = (await scene().client.call(`${path}?limit=1`)).body;
      await scene().client.create(path, secret("later"));
      await scene().subject.expire();
    });

    it("answers 410 to a page of an old list, with a token for the rest as it is now", async () => {
      const { status, body } = await scene().client.call(
        `${path}?limit=9&continue=${page.metadata?.continue}`,
      );
      expect(status).to.equal(410);
      expect(body.reason).to.equal("Expired");
      expect(body.message).to.match(
        /^The provided continue parameter is too old to display a consistent list result/,
      );
      const rest = await scene().client.call(`${path}?limit=9&continue=${body.metadata?.continue}`);
      const items = rest.body.items as unknown as Json[];
      expect(items.map(({ metadata }) => metadata?.name)).to.deep.equal(["b", "c", "later"]);
      expect(Number(rest.body.metadata?.resourceVersion)).to.be.above(Number(page.metadata?.resourceVersion));
    });

    it("answers 410 to a list at an old resourceVersion", async () => {
      const version = `resourceVersion=${page.metadata?.resourceVersion}&resourceVersionMatch=Exact`;
      const { status, body } = await scene().client.call(`${path}?${version}`);
      expect(status).to.equal(410);
      expect(body.message).to.equal("The resourceVersion for the provided list is too old.");
    });

    it("sends an ERROR event with a 410, in a 200, to a watch from an old resourceVersion, and ends it", async () => {
      const reader = await scene().client.watch(
        `${path}?watch=true&resourceVersion=${page.metadata?.resourceVersion}`,
      );
      expect(reader.status).to.equal(200);
      const event = await reader.next();
      expect(event?.type).to.equal("ERROR");
      expect(event?.object.kind).to.equal("Status");
      expect(event?.object.code).to.equal(410);
      expect(event?.object.reason).to.equal("Expired");
      expect(event?.object.message).to.match(/^too old resource version: \d+ \(\d+\)$/);
      expect(await reader.next()).to.equal(undefined);
    });

    it("watches on from a list made since", async () => {
      const { body } = await scene().client.call(path);
      const reader = await scene().client.watch(
        `${path}?watch=true&resourceVersion=${body.metadata?.resourceVersion}`,
      );
      await scene().client.create(path, secret("new"));
      const event = await reader.next();
      reader.close();
      expect([event?.type, event?.object.metadata?.name]).to.deep.equal(["ADDED", "new"]);
    });
  });
}
