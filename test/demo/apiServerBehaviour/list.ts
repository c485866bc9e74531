import { expect } from "chai";
import { fiveSecrets, items, names } from "./fiveSecrets.ts";
import { deployment, deploymentsPath, type Scene, secret, secretsPath } from "./scene.ts";

export function listBehaviour(scene: () => Scene): void {
  describe("list", () => {
    it("tells all objects of a namespace in the order of their names, at one resourceVersion", async () => {
      const path = await fiveSecrets(scene());
      const { status, contentType, body } = await scene().client.call(path);
      expect(status).to.equal(200);
      expect(contentType).to.equal("application/json");
      expect(body.kind).to.equal("SecretList");
      expect(body.apiVersion).to.equal("v1");
      expect(names(body)).to.deep.equal(["s1", "s2", "s3", "s4", "s5"]);
      const versions = items(body).map(({ metadata }) => Number(metadata?.resourceVersion));
      expect(Number(body.metadata?.resourceVersion)).to.be.at.least(Math.max(...versions));
      expect(body.metadata?.continue).to.equal(undefined);
    });

    it("leaves kind and apiVersion out of the items", async () => {
      const namespace = await scene().namespace();
      await scene().client.create(deploymentsPath(namespace), deployment("web"));
      const { body } = await scene().client.call(deploymentsPath(namespace));
      expect(body.kind).to.equal("DeploymentList");
      expect(items(body)[0]).to.not.have.any.keys("kind", "apiVersion");
    });

    it("tells an empty namespace, and one that does not exist, as no items", async () => {
      const { body } = await scene().client.call(deploymentsPath(await scene().namespace()));
      expect(body.items).to.deep.equal([]);
      const nowhere = await scene().client.call(deploymentsPath("nowhere"));
      expect([nowhere.status, nowhere.body.items]).to.deep.equal([200, []]);
    });

    it("tells the objects of all namespaces at the cluster's path", async () => {
      const [one, two] = [await scene().namespace(), await scene().namespace()];
      await scene().client.create(secretsPath(one), secret("in-one"));
      await scene().client.create(secretsPath(two), secret("in-two"));
      const { body } = await scene().client.call("/api/v1/secrets");
      expect(names(body)).to.include.members(["in-one", "in-two"]);
    });

    it("gives one object, or a 404 that names it", async () => {
      const path = await fiveSecrets(scene());
      const found = await scene().client.call(`${path}/s1`);
      expect([found.body.kind, found.body.metadata?.name]).to.deep.equal(["Secret", "s1"]);
      const missing = await scene().client.call(`${path}/s9`);
      expect(missing.status).to.equal(404);
      expect(missing.body).to.deep.equal({
        kind: "Status",
        apiVersion: "v1",
        metadata: {},
        status: "Failure",
        message: 'secrets "s9" not found',
        reason: "NotFound",
        details: { name: "s9", kind: "secrets" },
        code: 404,
      });
    });
  });

  describe("paging", () => {
    it("gives all objects page by page, as they were at the first one", async () => {
      const path = await fiveSecrets(scene());
      const { client } = scene();
      const first = (await client.call(`${path}?limit=2`)).body;
      expect(names(first)).to.deep.equal(["s1", "s2"]);
      expect(first.metadata?.remainingItemCount).to.equal(3);

      await client.call(`${path}/s3`, { method: "DELETE" });
      await client.mergePatch(`${path}/s4`, { metadata: { labels: { n: "changed" } } });
      await client.create(path, secret("s45"));

      const second = (await client.call(`${path}?limit=2&continue=${first.metadata?.continue}`)).body;
      expect(names(second)).to.deep.equal(["s3", "s4"]);
      expect(items(second)[1]?.metadata?.labels?.n).to.equal("4");
      expect(second.metadata?.resourceVersion).to.equal(first.metadata?.resourceVersion);
      expect(second.metadata?.remainingItemCount).to.equal(1);
      const third = (await client.call(`${path}?limit=2&continue=${second.metadata?.continue}`)).body;
      expect(names(third)).to.deep.equal(["s5"]);
      expect(third.metadata?.continue).to.equal(undefined);
      expect(third.metadata?.resourceVersion).to.equal(first.metadata?.resourceVersion);
    });

    it("has no next page where the limit is just reached", async () => {
      const path = await fiveSecrets(scene());
      const { body } = await scene().client.call(`${path}?limit=5`);
      expect(items(body)).to.have.length(5);
      expect(body.metadata?.continue).to.equal(undefined);
    });

    it("fills pages with what is selected, without a count of the rest", async () => {
      const path = await fiveSecrets(scene());
      const query = "labelSelector=parity%3Dodd&limit=2";
      const first = (await scene().client.call(`${path}?${query}`)).body;
      expect(names(first)).to.deep.equal(["s1", "s3"]);
      expect(first.metadata?.remainingItemCount).to.equal(undefined);
      const rest = await scene().client.call(`${path}?${query}&continue=${first.metadata?.continue}`);
      expect(names(rest.body)).to.deep.equal(["s5"]);
    });

    it("ignores the limit at resourceVersion 0", async () => {
      const path = await fiveSecrets(scene());
      const { body } = await scene().client.call(`${path}?limit=2&resourceVersion=0`);
      expect(body.metadata?.continue).to.equal(undefined);
    });

    const refused: readonly [query: string, status: number, message: RegExp][] = [
      ["continue=nonsense", 400, /^invalid continue token: continue key is not valid/],
      ["limit=x", 400, /^strconv\.ParseInt: parsing "x": invalid syntax$/],
      ["resourceVersion=x", 400, /^invalid resource version: /],
      [
        "resourceVersionMatch=Exact",
        422,
        /resourceVersionMatch is forbidden unless resourceVersion is provided$/,
      ],
      ["resourceVersion=0&resourceVersionMatch=Exact", 422, /"exact" is forbidden for resourceVersion "0"$/],
      [
        "resourceVersion=1&resourceVersionMatch=Almost",
        422,
        /Unsupported value: "Almost": supported values: "Exact", "NotOlderThan", ""$/,
      ],
    ];
    for (const [query, status, message] of refused) {
      it(`answers ${status} to ${query}`, async () => {
        const answer = await scene().client.call(`/api/v1/secrets?${query}`);
        expect(answer.status).to.equal(status);
        expect(answer.body.message).to.match(message);
      });
    }

    it("answers 400 to a page at a resourceVersion of one's own", async () => {
      const path = await fiveSecrets(scene());
      const { metadata } = (await scene().client.call(`${path}?limit=1`)).body;
      const answer = await scene().client.call(
        `${path}?limit=1&resourceVersion=5&continue=${metadata?.continue}`,
      );
      expect(answer.status).to.equal(400);
      expect(answer.body.message).to.equal("specifying resource version is not allowed when using continue");
    });

    it("answers 504 for a resourceVersion that is not reached", async () => {
      const { status, body } = await scene().client.call("/api/v1/secrets?resourceVersion=999999999");
      expect(status).to.equal(504);
      expect(body.message).to.match(/^Timeout: Too large resource version: 999999999, current: \d+$/);
      expect(body.details?.causes?.[0]?.reason).to.equal("ResourceVersionTooLarge");
    });

    it("tells the state at an exact resourceVersion, or one that is not older", async () => {
      const path = await fiveSecrets(scene());
      const { metadata } = (await scene().client.call(path)).body;
      await scene().client.create(path, secret("s6"));
      const version = `resourceVersion=${metadata?.resourceVersion}`;
      const exact = await scene().client.call(`${path}?${version}&resourceVersionMatch=Exact`);
      expect(names(exact.body)).to.deep.equal(["s1", "s2", "s3", "s4", "s5"]);
      const newer = await scene().client.call(`${path}?${version}&resourceVersionMatch=NotOlderThan`);
      expect(Number(newer.body.metadata?.resourceVersion)).to.be.at.least(Number(metadata?.resourceVersion));
    });
  });
}
