import { expect } from "chai";
import { podKind, readImageId, type WatchedPod } from "../../../src/kubernetes/kinds/watchedPod.ts";
import { builtInWorkloadKind } from "../../../src/kubernetes/kinds/workloadKinds.ts";
import { projectionContext } from "./projectionContext.ts";

const HEX = "a".repeat(64);
const metadata = { namespace: "shop", name: "web-1" };
const CONTROLLED = {
  ...metadata,
  ownerReferences: [{ apiVersion: "apps/v1", kind: "ReplicaSet", name: "web", uid: "u1", controller: true }],
};
const spec = {
  nodeName: "node-1",
  initContainers: [{ name: "init", image: "busybox" }],
  containers: [{ name: "app", image: "team/web:1" }],
};
const status = {
  phase: "Running",
  containerStatuses: [{ name: "app", image: "other:1", imageID: `docker.io/team/web@sha256:${HEX}` }],
};

describe("readImageId()", () => {
  for (const [runtime, imageId, expected] of [
    ["containerd's of a repository", `docker.io/team/web@sha256:${HEX}`, `docker.io/team/web@sha256:${HEX}`],
    ["containerd's of an image that was imported", `sha256:${HEX}`, `sha256:${HEX}`],
    ["CRI-O's of a repository", `quay.io/a/b@sha256:${HEX}`, `quay.io/a/b@sha256:${HEX}`],
    ["CRI-O's bare one", HEX, `sha256:${HEX}`],
    ["Docker's of a repository", `docker-pullable://team/web@sha256:${HEX}`, `team/web@sha256:${HEX}`],
    ["Docker's of an image that was built there", `docker://sha256:${HEX}`, `sha256:${HEX}`],
    ["one with a port", `reg.io:5000/a@sha256:${HEX}`, `reg.io:5000/a@sha256:${HEX}`],
    ["one that is too short", "docker.io/a@sha256:abc", ""],
    ["a tag", "docker.io/library/a:1", ""],
    ["nothing", "", ""],
  ] as const) {
    it(`reads ${runtime}`, () => expect(readImageId(imageId)).to.equal(expected));
  }
});

describe("podKind()", () => {
  const context = projectionContext([], { pullSecrets: true });
  const running = podKind(context, { workload: undefined, secrets: false, running: true });

  it("keeps node, controller, and what each container and init container runs", () => {
    expect(running.project({ metadata: CONTROLLED, spec, status })).to.deep.equal({
      namespace: "shop",
      name: "web-1",
      node: "node-1",
      controller: { groupKind: "apps/ReplicaSet", name: "web", uid: "u1" },
      containers: [
        { container: "app", image: "team/web:1", imageId: `docker.io/team/web@sha256:${HEX}` },
        { container: "init", image: "busybox", imageId: "" },
      ],
      secrets: [],
    });
  });

  it("takes nobody's word for another's owner: a uid may be written by anybody", () => {
    const of = (name: string, kind: string) =>
      running.project({
        metadata: {
          ...metadata,
          ownerReferences: [{ apiVersion: "apps/v1", kind, name, uid: "u7", controller: true }],
        },
        spec,
      })?.controller;
    expect(of("evil", "Foo")).to.deep.equal({ groupKind: "apps/Foo", name: "evil", uid: "u7" });
    expect(of("web", "ReplicaSet")).to.deep.equal({ groupKind: "apps/ReplicaSet", name: "web", uid: "u7" });
    expect(of("web", "ReplicaSet")).to.equal(of("web", "ReplicaSet"));
  });

  it("looks each status up, of thousands of containers, the first of a name", () => {
    const names = Array.from({ length: 1_000 }, (_, index) => `c${index}`);
    let reads = 0;
    const statuses = ["a", "b"].flatMap((digit) =>
      names.map((name) => ({
        get name() {
          reads += 1;
          return name;
        },
        imageID: `sha256:${digit.repeat(64)}`,
      })),
    );
    const pod = running.project({
      metadata,
      spec: { containers: names.map((name) => ({ name, image: "busybox" })) },
      status: { phase: "Running", containerStatuses: statuses },
    });
    expect(pod?.containers.map(({ imageId }) => imageId)).to.deep.equal(
      names.map(() => `sha256:${"a".repeat(64)}`),
    );
    expect(reads).to.be.at.most(2 * statuses.length);
  });

  it("keeps no Pod that is over, nor one without a name or an image", () => {
    for (const phase of ["Succeeded", "Failed"]) {
      expect(running.project({ metadata, spec, status: { ...status, phase } })).to.equal(undefined);
    }
    expect(running.project({ spec, status })).to.equal(undefined);
    expect(running.project({ metadata, spec: {}, status })).to.equal(undefined);
  });

  it("takes a change of nothing but the status' rest for no change, and one of what it runs for one", () => {
    const before = running.project({ metadata: CONTROLLED, spec, status })!;
    const project = (change: object, more: object = {}) =>
      running.project({
        metadata: CONTROLLED,
        spec: { ...spec, ...more },
        status: { ...status, ...change },
      })!;
    expect(running.same(before, project({ podIP: "10.0.0.1", conditions: [{ type: "Ready" }] }))).to.equal(
      true,
    );
    const pulled = [{ name: "app", imageID: `docker.io/team/web@sha256:${"b".repeat(64)}` }];
    expect(running.same(before, project({ containerStatuses: pulled }))).to.equal(false);
    expect(running.same(before, project({}, { nodeName: "node-2" }))).to.equal(false);
    expect(running.same(before, { ...before, controller: undefined })).to.equal(false);
  });

  it("shares what equal Pods run", () => {
    const pods = ["web-1", "web-2"].map(
      (name) => running.project({ metadata: { ...CONTROLLED, name }, spec, status })!,
    );
    expect(pods[0]!.containers).to.equal(pods[1]!.containers);
    expect(pods[0]!.controller).to.equal(pods[1]!.controller);
  });

  it("keeps the names of a Pod's Secrets where it is asked to, of those that are over too, and then no Pod that names none", () => {
    const kind = podKind(context, { workload: undefined, secrets: true, running: false });
    const volume = { volumes: [{ secret: { secretName: "b" } }] };
    const project = (rest: object) =>
      kind.project({ metadata, spec: { ...spec, ...rest }, status: { phase: "Succeeded" } });
    const user = project({ imagePullSecrets: [{ name: "a" }], ...volume })!;
    expect(user).to.deep.include({ secrets: ["a", "b"], containers: [], node: "" });
    expect(kind.same(user, project({ imagePullSecrets: [{ name: "a" }] })!)).to.equal(false);
    expect(kind.same(user, { ...user })).to.equal(true);
    expect(project({})).to.equal(undefined);
  });

  it("keeps a Pod as a workload beside", () => {
    const workload = builtInWorkloadKind("Pod", context);
    const kind = podKind(context, { workload, secrets: false, running: true });
    const project = (change: object): WatchedPod =>
      kind.project({ metadata, spec, status: { ...status, ...change } })!;
    const before = project({});
    expect(before.workload).to.deep.include({ groupKind: "/Pod", name: "web-1", disabled: false });
    expect(before.containers).to.have.length(2);
    const over = project({ phase: "Failed" });
    expect(over.workload?.disabled).to.equal(true);
    expect(over.containers).to.deep.equal([]);
    expect(kind.same(before, over)).to.equal(false);
    expect(kind.same(before, project({ podIP: "10.0.0.1" }))).to.equal(true);
  });
});
