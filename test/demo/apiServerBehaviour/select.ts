import { expect } from "chai";
import { fiveSecrets, items, names } from "./fiveSecrets.ts";
import { METADATA, METADATA_LIST, type Scene } from "./scene.ts";

export function selectBehaviour(scene: () => Scene): void {
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
        const path = await fiveSecrets(scene());
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
      const path = await fiveSecrets(scene());
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
      const path = await fiveSecrets(scene());
      const { body } = await scene().client.call(`${path}/s1`, { accept: METADATA });
      expect(body).to.have.all.keys("kind", "apiVersion", "metadata");
      expect(body.metadata?.name).to.equal("s1");
    });

    it("takes the first form of several that can be had", async () => {
      const path = await fiveSecrets(scene());
      const accept = `application/json;as=Unheard;g=meta.k8s.io;v=v1,${METADATA_LIST},application/json`;
      const { body } = await scene().client.call(path, { accept });
      expect(body.kind).to.equal("PartialObjectMetadataList");
    });

    it("answers 406 to who takes a list for an object, or an object for a list", async () => {
      const path = await fiveSecrets(scene());
      expect((await scene().client.call(path, { accept: METADATA })).status).to.equal(406);
      expect((await scene().client.call(`${path}/s1`, { accept: METADATA_LIST })).status).to.equal(406);
    });
  });
}
