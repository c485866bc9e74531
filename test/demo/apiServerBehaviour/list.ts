import { expect } from "chai";
import type { Answer } from "./client.ts";
import {
  deployment,
  deploymentsPath,
  METADATA,
  METADATA_LIST,
  type Scene,
  secret,
  secretsPath,
} from "./scene.ts";

export function listBehaviour(scene: () => Scene): void {
  /** A namespace with the Secrets s1 to s5, labelled by number and parity. */
  async function fiveSecrets(): Promise<string> {
    const path = secretsPath(await scene().namespace());
    for (let n = 5; n >= 1; n -= 1) {
      const type = n === 3 ? "kubernetes.io/dockerconfigjson" : "Opaque";
      const labels = { n: String(n), parity: n % 2 ? "odd" : "even", ...(n === 1 && { first: "" }) };
      await scene().client.create(path, secret(`s${n}`, { labels, type }));
    }
    return path;
  }

  describe("list", () => {
    it("tells all objects of a namespace in the order of their names, at one resourceVersion", async () => {
      const path = await fiveSecrets();
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
      const path = await fiveSecrets();
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
      const path = await fiveSecrets();
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
      const path = await fiveSecrets();
      const { body } = await scene().client.call(`${path}?limit=5`);
      expect(items(body)).to.have.length(5);
      expect(body.metadata?.continue).to.equal(undefined);
    });

    it("fills pages with what is selected, without a count of the rest", async () => {
      const path = await fiveSecrets();
      const query = "labelSelector=parity%3Dodd&limit=2";
      const first = (await scene().client.call(`${path}?${query}`)).body;
      expect(names(first)).to.deep.equal(["s1", "s3"]);
      expect(first.metadata?.remainingItemCount).to.equal(undefined);
      const rest = await scene().client.call(`${path}?${query}&continue=${first.metadata?.continue}`);
      expect(names(rest.body)).to.deep.equal(["s5"]);
    });

    it("ignores the limit at resourceVersion 0", async () => {
      const path = await fiveSecrets();
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
      const path = await fiveSecrets();
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
      const path = await fiveSecrets();
      const { metadata } = (await scene().client.call(path)).body;
      await scene().client.create(path, secret("s6"));
      const version = `resourceVersion=${metadata?.resourceVersion}`;
      const exact = await scene().client.call(`${path}?${version}&resourceVersionMatch=Exact`);
      expect(names(exact.body)).to.deep.equal(["s1", "s2", "s3", "s4", "s5"]);
      const newer = await scene().client.call(`${path}?${version}&resourceVersionMatch=NotOlderThan`);
      expect(Number(newer.body.metadata?.resourceVersion)).to.be.at.least(Number(metadata?.resourceVersion));
    });
  });

  describe("selectors", () => {
    const selections: readonly [query: string, names: readonly string[]][] = [
      ["labelSelector=n=2", ["s2"]],
      ["labelSelector=n==2", ["s2"]],
      ["labelSelector=n!=2", ["s1", "s3", "s4", "s5"]],
      ["labelSelector=n in (1, 4,9)", ["s1", "s4"]],
      ["labelSelector=n notin (1,4)", ["s2", "s3", "s5"]],
      ["labelSelector=first", ["s1"]],
      ["labelSelector=first=", ["s1"]],
      ["labelSelector=!first", ["s2", "s3", "s4", "s5"]],
      ["labelSelector=nope!=x", ["s1", "s2", "s3", "s4", "s5"]],
      ["labelSelector=parity=odd,n!=3", ["s1", "s5"]],
      ["fieldSelector=metadata.name=s4", ["s4"]],
      ["fieldSelector=metadata.name!=s4", ["s1", "s2", "s3", "s5"]],
      ["fieldSelector=type=kubernetes.io/dockerconfigjson", ["s3"]],
      ["fieldSelector=type!=kubernetes.io/dockerconfigjson", ["s1", "s2", "s4", "s5"]],
      ["fieldSelector=type=Opaque,metadata.name=s1&labelSelector=parity=odd", ["s1"]],
    ];
    for (const [query, expected] of selections) {
      it(`selects by ${query}`, async () => {
        const path = await fiveSecrets();
        const { body } = await scene().client.call(`${path}?${new URLSearchParams(query)}`);
        expect(names(body)).to.deep.equal(expected);
      });
    }

    const refused: readonly [path: string, query: string, message: RegExp][] = [
      ["/api/v1/secrets", "labelSelector=a b", /^unable to parse requirement: /],
      ["/api/v1/secrets", "labelSelector=a=b=c", /./],
      ["/api/v1/secrets", "fieldSelector=spec.foo=bar", /^field label not supported: spec\.foo$/],
      ["/api/v1/secrets", "fieldSelector=type", /^invalid selector: 'type'; can't understand 'type'$/],
      [
        "/apis/apps/v1/deployments",
        "fieldSelector=status.phase=x",
        /^"status\.phase" is not a known field selector: only "metadata\.name", "metadata\.namespace"$/,
      ],
    ];
    for (const [path, query, message] of refused) {
      it(`answers 400 to ${query} on ${path}`, async () => {
        const answer = await scene().client.call(`${path}?${new URLSearchParams(query)}`);
        expect(answer.status).to.equal(400);
        expect(answer.body.reason).to.equal("BadRequest");
        expect(answer.body.message).to.match(message);
      });
    }

    it("selects pods by their phase and namespaces by their name", async () => {
      const namespace = await scene().namespace();
      await scene().client.create(`/api/v1/namespaces/${namespace}/pods`, {
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name: "bare" },
        spec: { containers: [{ name: "web", image: "registry.example/web:1" }] },
      });
      const pods = `/api/v1/namespaces/${namespace}/pods`;
      expect(
        names((await scene().client.call(`${pods}?fieldSelector=status.phase%3DPending`)).body),
      ).to.deep.equal(["bare"]);
      expect(
        names((await scene().client.call(`${pods}?fieldSelector=status.phase%3DRunning`)).body),
      ).to.deep.equal([]);
      const named = await scene().client.call(
        `/api/v1/namespaces?fieldSelector=metadata.name%3D${namespace}`,
      );
      expect(names(named.body)).to.deep.equal([namespace]);
    });
  });

  describe("metadata only", () => {
    it("lists nothing but the metadata of each object, page by page", async () => {
      const path = await fiveSecrets();
      const { body } = await scene().client.call(`${path}?limit=2`, { accept: METADATA_LIST });
      expect(body.kind).to.equal("PartialObjectMetadataList");
      expect(body.apiVersion).to.equal("meta.k8s.io/v1");
      expect(body.metadata?.remainingItemCount).to.equal(3);
      expect(names(body)).to.deep.equal(["s1", "s2"]);
      for (const item of items(body)) {
        expect(item).to.have.all.keys("kind", "apiVersion", "metadata");
        expect(item.kind).to.equal("PartialObjectMetadata");
      }
    });

    it("gives nothing but the metadata of one object", async () => {
      const path = await fiveSecrets();
      const { body } = await scene().client.call(`${path}/s1`, { accept: METADATA });
      expect(body).to.have.all.keys("kind", "apiVersion", "metadata");
      expect(body.metadata?.name).to.equal("s1");
    });

    it("takes the first form of several that can be had", async () => {
      const path = await fiveSecrets();
      const accept = `application/json;as=Unheard;g=meta.k8s.io;v=v1,${METADATA_LIST},application/json`;
      const { body } = await scene().client.call(path, { accept });
      expect(body.kind).to.equal("PartialObjectMetadataList");
    });

    it("answers 406 to who takes a list for an object, or an object for a list", async () => {
      const path = await fiveSecrets();
      expect((await scene().client.call(path, { accept: METADATA })).status).to.equal(406);
      expect((await scene().client.call(`${path}/s1`, { accept: METADATA_LIST })).status).to.equal(406);
    });
  });
}

function items(body: Answer["body"]): Answer["body"][] {
  return body.items as unknown as Answer["body"][];
}

function names(body: Answer["body"]): unknown[] {
  return items(body).map(({ metadata }) => metadata?.name);
}
