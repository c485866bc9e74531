import { expect } from "chai";
import type { RunningPod } from "../../src/inventory/model.ts";
import type { ImageComparison, ImageQuestion } from "../../src/inventory/runningImages.ts";
import { ABSENT, type FixtureOptions, makeInventory, template, workload } from "./inventoryFixture.ts";

const digest = (hex: string) => `sha256:${hex.repeat(64)}`;
const [NEW, OLD, NEWEST] = [digest("b"), digest("a"), digest("c")];
const ID = `reg.io/web@${OLD}`;
const MOVED = "shop/deployment/web/app reg.io/web:1";
const OWNER = { groupKind: "apps/ReplicaSet", name: "web-1", uid: "rs" } as const;

function pod(name: string, rest: Partial<RunningPod> = {}, imageId: string = ID): RunningPod {
  return {
    namespace: "shop",
    name,
    node: `node of ${name}`,
    controller: OWNER,
    containers: [{ container: "app", image: "reg.io/web:1", imageId }],
    ...rest,
  };
}

function make(
  answer: (question: ImageQuestion) => ImageComparison = () => "other",
  rest: FixtureOptions = {},
) {
  const asked: string[] = [];
  const made = makeInventory({
    ...rest,
    async compare(question) {
      asked.push(`${question.leads} ${question.ran}`);
      return answer(question);
    },
  });
  const { inventory } = made;
  inventory.upsertOwner({
    ...OWNER,
    namespace: "shop",
    controller: { groupKind: "apps/Deployment", name: "web", uid: "uid-web" },
  });
  inventory.upsertWorkload(workload("web"));
  const moved = () =>
    [...inventory.recreation.movedImages()].map(
      ({ namespace, kind, name, container, image }) => `${namespace}/${kind}/${name}/${container} ${image}`,
    );
  const leadsTo = async (to: string, image = "reg.io/web:1") => {
    made.answer(image, { result: "available", digest: to });
    await Promise.resolve();
  };
  return { ...made, asked, moved, leadsTo };
}

describe("Inventory: what Pods run", () => {
  it("looks through the containers of a Pod once, however many images they have", async () => {
    const { inventory, leadsTo, moved } = make();
    let reads = 0;
    const containers = Array.from({ length: 500 }, (_, index) => ({
      container: index === 251 ? "app" : `c${index}`,
      get image() {
        reads += 1;
        return `reg.io/web:${index % 250}`;
      },
      imageId: ID,
    }));
    inventory.upsertRunningPod(pod("web-1-a", { containers }));
    inventory.upsertRunningPod(pod("web-1-b", { containers }));
    expect(reads).to.be.at.most(10 * containers.length);
    await leadsTo(NEW);
    expect(moved(), "of both Pods").to.deep.equal([MOVED, MOVED]);
    expect([...(inventory.recreation.running?.nodesOf("reg.io/web:1") ?? [])]).to.have.length(2);
    expect(reads).to.be.at.most(10 * containers.length);
  });

  it("someNodesOf() names ten at most, and looks at few of many Pods", () => {
    const { inventory } = make();
    const { running } = inventory.recreation;
    let looks = 0;
    for (let count = 0; count < 1_000; count++) {
      inventory.upsertRunningPod({
        ...pod(`web-${count}`),
        get node() {
          looks += 1;
          return count < 200 ? "one" : `n${count}`;
        },
      });
    }
    looks = 0;
    expect(running?.someNodesOf("reg.io/web:1")).to.deep.equal(["one"]);
    expect(looks).to.be.within(1, 300);
    for (let count = 0; count < 195; count++) {
      inventory.deleteRunningPod(pod(`web-${count}`));
    }
    expect(running?.someNodesOf("reg.io/web:1")).to.have.lengthOf(10).and.include("one");
  });

  it("movedImages() tells of a container whose tag leads elsewhere, once it does and until the last such Pod is gone", async () => {
    const { inventory, moved, leadsTo, asked, changes } = make();
    inventory.upsertRunningPod(pod("web-1-a"));
    expect(moved()).to.deep.equal([]);
    await leadsTo(OLD);
    expect([moved(), asked]).to.deep.equal([[], []]);
    await leadsTo(NEW);
    expect(moved()).to.deep.equal([MOVED]);
    expect(changes).to.include(`reg.io/web:1 leads to ${NEW}, pods run ${ID}`);
    inventory.upsertRunningPod(pod("web-1-b", {}, `reg.io/web@${NEW}`));
    inventory.upsertRunningPod(pod("web-1-a", { node: "another" }));
    expect(moved()).to.deep.equal([MOVED]);
    inventory.deleteRunningPod(pod("web-1-a"));
    expect(moved()).to.deep.equal([]);
    expect(asked).to.have.length(1);
  });

  it("movedImages() tells of a Pod that shows up after the check, as of one whose image is pulled later", async () => {
    const { inventory, moved, leadsTo } = make();
    await leadsTo(NEW);
    inventory.upsertRunningPod(pod("web-1-a", {}, ""));
    await Promise.resolve();
    expect(moved()).to.deep.equal([]);
    inventory.upsertRunningPod(pod("web-1-a"));
    await Promise.resolve();
    expect(moved()).to.deep.equal([MOVED]);
  });

  it("movedImages() takes the same image under another digest for none that moved, and asks once", async () => {
    const { inventory, moved, leadsTo, asked } = make(() => "same");
    await leadsTo(NEW);
    for (const name of ["a", "b"]) {
      inventory.upsertRunningPod(pod(name));
      await leadsTo(NEW);
    }
    expect(moved()).to.deep.equal([]);
    expect(asked).to.deep.equal([`${NEW} ${ID}`]);
  });

  it("movedImages() says nothing where a registry does not say, and asks again after the next check", async () => {
    let answer: ImageComparison = "unknown";
    const { inventory, moved, leadsTo, asked } = make(() => answer);
    inventory.upsertRunningPod(pod("a"));
    await leadsTo(NEW);
    expect(moved()).to.deep.equal([]);
    answer = "other";
    await leadsTo(NEW);
    expect([moved(), asked.length]).to.deep.equal([[MOVED], 2]);
  });

  it("movedImages() begins anew with each digest, and drops an answer that comes too late", async () => {
    const { inventory, moved, leadsTo } = make(({ leads }) => (leads === NEW ? "other" : "same"));
    inventory.upsertRunningPod(pod("a"));
    const late = leadsTo(NEW);
    await leadsTo(NEWEST);
    await late;
    expect(moved()).to.deep.equal([]);
    await leadsTo(NEW);
    expect(moved()).to.deep.equal([MOVED]);
  });

  it("movedImages() keeps what it said through an outage, and says nothing of an image that is absent or not checked any more", async () => {
    const { inventory, moved, leadsTo, answer } = make();
    inventory.upsertRunningPod(pod("a"));
    await leadsTo(NEW);
    answer("reg.io/web", { result: "registry_unavailable", message: "down" });
    expect(moved()).to.deep.equal([MOVED]);
    answer("reg.io/web", ABSENT);
    expect(moved()).to.deep.equal([]);
    await leadsTo(NEW);
    expect(moved()).to.deep.equal([MOVED]);
    inventory.deleteWorkload(workload("web"));
    expect(moved()).to.deep.equal([]);
  });

  it("movedImages() says nothing of Pods that run another template's image, that nobody reports, or that are another shard's", async () => {
    const { inventory, moved, leadsTo } = make();
    inventory.upsertRunningPod(pod("old", { controller: { ...OWNER, uid: "other", name: "unknown" } }));
    inventory.upsertRunningPod(pod("bare", { controller: undefined }));
    inventory.upsertRunningPod(
      pod("renamed", { containers: [{ container: "other", image: "reg.io/web:1", imageId: ID }] }),
    );
    await leadsTo(NEW);
    expect(moved()).to.deep.equal([]);
    inventory.upsertRunningPod(pod("mine"));
    expect(moved()).to.deep.equal([MOVED]);

    const elsewhere = [0, 1].map((shard) => make(undefined, { shards: 2, shard }));
    for (const each of elsewhere) {
      each.inventory.upsertRunningPod(pod("a"));
      if (each.targets.size > 0) {
        await each.leadsTo(NEW);
      }
    }
    expect(elsewhere.flatMap((each) => each.moved())).to.deep.equal([MOVED]);
  });

  it("movedImages() follows a workload to a renewed credential, whose check is still to come", async () => {
    const { inventory, moved, leadsTo } = make();
    const credentials = (user: string) => ({
      namespace: "shop",
      name: "regcred",
      type: "kubernetes.io/dockerconfigjson" as const,
      payload: Buffer.from(
        JSON.stringify({ auths: { "reg.io": { username: user, password: "x" } } }),
      ).toString("base64"),
    });
    inventory.upsertSecret(credentials("a"));
    inventory.upsertWorkload(
      workload("web", { templates: [template({ app: "reg.io/web:1" }, { pullSecrets: ["regcred"] })] }),
    );
    inventory.upsertRunningPod(pod("a"));
    await leadsTo(NEW);
    inventory.upsertSecret(credentials("b"));
    expect(moved()).to.deep.equal([MOVED]);
  });

  it("digestsRun() has the manifests that Pods run of an image, moved or not, where they are its own repository's", async () => {
    const { inventory, leadsTo } = make();
    const run = () => inventory.recreation.digestsRun("reg.io/web:1");
    expect(run()).to.deep.equal([]);
    inventory.upsertRunningPod(pod("a"));
    inventory.upsertRunningPod(pod("b"));
    inventory.upsertRunningPod(pod("c", {}, `reg.io/web@${NEW}`));
    for (const [name, imageId] of [
      ["d", ""],
      ["e", NEWEST],
      ["f", `reg.io/we@${NEWEST}`],
      ["g", `reg.io/web/copy@${NEWEST}`],
    ] as const) {
      inventory.upsertRunningPod(pod(name, {}, imageId));
    }
    await leadsTo(NEW);
    expect(run()).to.deep.equal([OLD, NEW]);
    expect(makeInventory().inventory.recreation.digestsRun("reg.io/web:1")).to.deep.equal([]);
  });

  it("imageNodes() counts the nodes that run an image that cannot be pulled, under each name that it is written by", () => {
    const { inventory, answer } = make();
    const nodes = () => [...inventory.recreation.imageNodes()];
    inventory.upsertWorkload(workload("same", { templates: [template({ app: "docker.io/library/a:1" })] }));
    inventory.upsertWorkload(workload("short", { templates: [template({ app: "a:1" })] }));
    for (const [name, node, image, imageId] of [
      ["a", "one", "a:1", ID],
      ["b", "one", "docker.io/library/a:1", ID],
      ["c", "two", "a:1", ID],
      ["d", "three", "a:1", ""],
      ["e", "", "a:1", ID],
    ] as const) {
      inventory.upsertRunningPod(pod(name, { node, containers: [{ container: "x", image, imageId }] }));
    }
    expect(nodes()).to.deep.equal([]);
    answer("docker.io/library/a:1", ABSENT);
    expect(nodes()).to.deep.equal([
      { image: "docker.io/library/a:1", value: 2 },
      { image: "a:1", value: 2 },
    ]);
    const { running } = inventory.recreation;
    expect([...(running?.nodesByDigest("a:1") ?? [])]).to.deep.equal([
      [ID.slice(ID.indexOf("@") + 1), new Set(["one", "two"])],
    ]);
    inventory.deleteRunningPod(pod("c"));
    expect(nodes().map(({ value }) => value)).to.deep.equal([1, 1]);
    answer("docker.io/library/a:1", { result: "available" });
    expect(nodes()).to.deep.equal([]);
  });

  it("imageNodes() says nothing where Pods are not watched", () => {
    const { inventory, answer } = makeInventory();
    inventory.upsertWorkload(workload("web"));
    answer("reg.io/web", ABSENT);
    expect([...inventory.recreation.imageNodes()]).to.deep.equal([]);
  });

  it("workloadReplicas() tells of workloads with an image that cannot be pulled, once and as they change", () => {
    const { inventory, answer } = makeInventory();
    const told = () =>
      [...inventory.recreation.workloadReplicas()].map(({ kind, name, value }) => `${kind}/${name} ${value}`);
    const templates = [template({ app: "reg.io/web:1", init: "reg.io/web:1" })];
    inventory.upsertWorkload(workload("web", { templates }));
    expect(told()).to.deep.equal([]);
    answer("reg.io/web", ABSENT);
    expect(told()).to.deep.equal(["deployment/web 1"]);
    inventory.upsertWorkload(workload("web", { templates, replicas: 5 }));
    expect(told()).to.deep.equal(["deployment/web 5"]);
    for (const [name, uid] of [
      ["x-1", "1"],
      ["x-2", "2"],
    ] as const) {
      inventory.upsertWorkload(
        workload(name, {
          groupKind: "/Pod",
          uid,
          templates,
          controller: { groupKind: "x.io/Machine", name: "x", uid: "x" },
        }),
      );
    }
    expect(told()).to.deep.equal(["deployment/web 5", "machine/x 2"]);
    inventory.deleteWorkload(workload("web"));
    expect(told()).to.deep.equal(["machine/x 2"]);
    answer("reg.io/web", { result: "available" });
    expect(told()).to.deep.equal([]);
  });

  it("keeps nothing of images that neither run nor are checked", async () => {
    const { inventory, images, leadsTo } = make();
    inventory.upsertRunningPod(pod("a"));
    await leadsTo(NEW);
    inventory.deleteWorkload(workload("web"));
    expect(images.size).to.equal(1);
    inventory.deleteRunningPod(pod("a"));
    expect(images.size).to.equal(0);
  });
});
