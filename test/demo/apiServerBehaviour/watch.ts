import { expect } from "chai";
import type { WatchEvent, WatchReader } from "./client.ts";
import { deployment, deploymentsPath, METADATA, type Scene, secret, secretsPath } from "./scene.ts";

export function watchBehaviour(scene: () => Scene): void {
  const open: WatchReader[] = [];
  afterEach(() => {
    for (const reader of open.splice(0)) {
      reader.close();
    }
  });

  /** Watches `path` from its present state on, or as `query` says. */
  async function watch(path: string, query: string, accept?: string): Promise<WatchReader> {
    const reader = await scene().client.watch(
      `${path}?watch=true&${query}`,
      accept !== undefined ? { accept } : {},
    );
    open.push(reader);
    expect(reader.status).to.equal(200);
    return reader;
  }

  async function version(path: string): Promise<string> {
    const { body } = await scene().client.call(`${path}?limit=1`);
    return `resourceVersion=${body.metadata?.resourceVersion}`;
  }

  describe("watch", () => {
    it("tells what happens after the resourceVersion of a list, and nothing from before", async () => {
      const path = secretsPath(await scene().namespace());
      const { client } = scene();
      await client.create(path, secret("before"));
      const from = await version(path);
      await client.create(path, secret("between"));
      const reader = await watch(path, from);
      await client.create(path, secret("after"));
      await client.mergePatch(`${path}/before`, { data: { a: "MQ==" } });
      await client.call(`${path}/between`, { method: "DELETE" });
      const events = await take(reader, 4);
      expect(events.map(brief)).to.deep.equal([
        "ADDED between",
        "ADDED after",
        "MODIFIED before",
        "DELETED between",
      ]);
      expect(events[2]?.object.kind).to.equal("Secret");
      expect(events[2]?.object.apiVersion).to.equal("v1");
      expect(events[2]?.object.data).to.deep.equal({ a: "MQ==" });
      const versions = events.map(({ object }) => Number(object.metadata?.resourceVersion));
      expect(versions).to.deep.equal([...versions].sort((a, b) => a - b));
    });

    it("gives a deleted object's last state with the resourceVersion of the deletion", async () => {
      const path = secretsPath(await scene().namespace());
      const created = await scene().client.create(path, secret("a", { labels: { a: "1" } }));
      const reader = await watch(path, await version(path));
      await scene().client.call(`${path}/a`, { method: "DELETE" });
      const [event] = await take(reader, 1);
      expect(event?.object.metadata?.labels).to.deep.equal({ a: "1" });
      expect(Number(event?.object.metadata?.resourceVersion)).to.be.above(
        Number(created.metadata?.resourceVersion),
      );
    });

    for (const query of ["", "resourceVersion=0"]) {
      it(`begins with what there is, with "${query}"`, async () => {
        const path = secretsPath(await scene().namespace());
        await scene().client.create(path, secret("a"));
        await scene().client.create(path, secret("b"));
        const reader = await watch(path, query);
        const first = await take(reader, 2);
        expect(first.map(brief)).to.have.members(["ADDED a", "ADDED b"]);
        await scene().client.create(path, secret("c"));
        expect((await take(reader, 1)).map(brief)).to.deep.equal(["ADDED c"]);
      });
    }

    it("tells only of its namespace, or of all", async () => {
      const [mine, other] = [secretsPath(await scene().namespace()), secretsPath(await scene().namespace())];
      const from = await version("/api/v1/secrets");
      const one = await watch(mine, from);
      const all = await watch("/api/v1/secrets", from);
      await scene().client.create(other, secret("other"));
      await scene().client.create(mine, secret("mine"));
      expect((await take(one, 1)).map(brief)).to.deep.equal(["ADDED mine"]);
      expect((await take(all, 2)).map(brief)).to.deep.equal(["ADDED other", "ADDED mine"]);
    });

    it("adds what enters a selection and deletes, with its last state there, what leaves it", async () => {
      const path = secretsPath(await scene().namespace());
      const { client } = scene();
      await client.create(path, secret("a", { labels: { color: "blue" } }));
      const reader = await watch(path, `${await version(path)}&labelSelector=color%3Dred`);
      await client.mergePatch(`${path}/a`, { metadata: { labels: { color: "red" } } });
      await client.mergePatch(`${path}/a`, { data: { a: "MQ==" } });
      const left = await client.mergePatch(`${path}/a`, { metadata: { labels: { color: "green" } } });
      await client.call(`${path}/a`, { method: "DELETE" });
      await client.create(path, secret("b", { labels: { color: "red" } }));
      const events = await take(reader, 4);
      expect(events.map(brief)).to.deep.equal(["ADDED a", "MODIFIED a", "DELETED a", "ADDED b"]);
      expect(events[2]?.object.metadata?.labels).to.deep.equal({ color: "red" });
      expect(events[2]?.object.metadata?.resourceVersion).to.equal(left.body.metadata?.resourceVersion);
    });

    it("selects by field", async () => {
      const path = secretsPath(await scene().namespace());
      const type = "kubernetes.io/dockerconfigjson";
      const reader = await watch(path, `fieldSelector=${encodeURIComponent(`type=${type}`)}`);
      await scene().client.create(path, secret("opaque"));
      await scene().client.create(path, secret("docker", { type }));
      expect((await take(reader, 1)).map(brief)).to.deep.equal(["ADDED docker"]);
    });

    it("tells nothing but metadata to who takes no more", async () => {
      const path = secretsPath(await scene().namespace());
      const reader = await watch(path, await version(path), METADATA);
      await scene().client.create(path, secret("a", { type: "kubernetes.io/dockerconfigjson" }));
      const [event] = await take(reader, 1);
      expect(event?.object).to.have.all.keys("kind", "apiVersion", "metadata");
      expect(event?.object.kind).to.equal("PartialObjectMetadata");
    });

    it("tells of a status that changes alone", async () => {
      const path = deploymentsPath(await scene().namespace());
      await scene().client.create(path, deployment("web"));
      const reader = await watch(path, await version(path));
      await scene().client.mergePatch(`${path}/web/status`, { status: { observedGeneration: 7 } });
      const [event] = await take(reader, 1);
      expect(event && brief(event)).to.equal("MODIFIED web");
    });

    it("ends in good order after timeoutSeconds", async () => {
      const path = secretsPath(await scene().namespace());
      const reader = await watch(path, `${await version(path)}&timeoutSeconds=1`);
      const end = reader.next();
      await scene().subject.pass?.(1_000);
      expect(await end).to.equal(undefined);
    });

    it("sends bookmarks to who allows them, before it ends at the latest", async () => {
      const path = deploymentsPath(await scene().namespace());
      const reader = await watch(path, `${await version(path)}&timeoutSeconds=5&allowWatchBookmarks=true`);
      // A bookmark tells of progress: something has to happen, if only out of sight.
      const elsewhere = deploymentsPath(await scene().namespace());
      const created = await scene().client.create(elsewhere, deployment("web"));
      const reading = reader.next();
      await scene().subject.pass?.(3_000);
      const bookmark = await reading;
      expect(bookmark?.type).to.equal("BOOKMARK");
      expect(bookmark?.object.kind).to.equal("Deployment");
      expect(bookmark?.object.apiVersion).to.equal("apps/v1");
      expect(bookmark?.object.metadata?.name).to.equal(undefined);
      expect(Number(bookmark?.object.metadata?.resourceVersion)).to.be.at.least(
        Number(created.metadata?.resourceVersion),
      );
      // What a bookmark of a built-in workload looks like: its containers are null.
      expect(bookmark?.object.spec?.template?.spec?.containers).to.equal(null);
    });

    it("sends no bookmark to who does not ask", async () => {
      const path = secretsPath(await scene().namespace());
      const reader = await watch(path, `${await version(path)}&timeoutSeconds=3`);
      const end = reader.next();
      await scene().subject.pass?.(3_000);
      expect(await end).to.equal(undefined);
    });

    it("answers 422 to a match of a resourceVersion", async () => {
      const answer = await scene().client.call(
        "/api/v1/secrets?watch=true&resourceVersionMatch=NotOlderThan",
      );
      expect(answer.status).to.equal(422);
      expect(answer.body.reason).to.equal("Invalid");
    });
  });
}

/** Reads so many events; fails where the answer ends before. */
async function take(reader: WatchReader, count: number): Promise<WatchEvent[]> {
  const events: WatchEvent[] = [];
  while (events.length < count) {
    const event = await reader.next();
    if (event === undefined) {
      throw new Error(`The watch ended after ${events.length} of ${count} events`);
    }
    events.push(event);
  }
  return events;
}

function brief({ type, object }: WatchEvent): string {
  return `${type} ${object.metadata?.name}`;
}
