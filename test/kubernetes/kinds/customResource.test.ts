import { expect } from "chai";
import { customResourceKind } from "../../../src/kubernetes/kinds/customResource.ts";
import { collectionPath } from "../../../src/kubernetes/kinds/resourceKind.ts";
import { projectionContext } from "./projectionContext.ts";

const metadata = { name: "web", namespace: "shop", uid: "u1" };
const rollout = { group: "argoproj.io", version: "v1alpha1", resource: "rollouts", kind: "Rollout" };
const template = (image: string) => ({ spec: { containers: [{ name: "main", image }] } });

function images(templatePaths: readonly string[], spec: unknown): string[] | undefined {
  const kind = customResourceKind({ ...rollout, templatePaths }, projectionContext());
  return kind
    .project({ metadata, spec })
    ?.templates.flatMap(({ containers }) => containers.map(({ image }) => image));
}

describe("customResourceKind", () => {
  it("customResourceKind() watches the resource under its group and kind", () => {
    const kind = customResourceKind({ ...rollout, templatePaths: ["spec.template"] }, projectionContext());
    expect(kind.resource).to.equal("rollouts.argoproj.io");
    expect(collectionPath(kind, undefined)).to.equal("/apis/argoproj.io/v1alpha1/rollouts");
    expect(kind.project({ metadata })?.groupKind).to.equal("argoproj.io/Rollout");
  });

  it("customResourceKind() watches resources of the core group too", () => {
    const core = { group: "", version: "v1", resource: "podtemplates", kind: "PodTemplate" };
    const kind = customResourceKind({ ...core, templatePaths: ["template"] }, projectionContext());
    expect(kind.resource).to.equal("podtemplates");
    expect(collectionPath(kind, undefined)).to.equal("/api/v1/podtemplates");
  });

  it("project() takes the templates of all paths", () => {
    const spec = { driver: template("d"), executors: [template("e1"), template("e2")] };
    expect(images(["spec.driver", "spec.executors.*"], spec)).to.deep.equal(["d", "e1", "e2"]);
  });

  it("project() takes a bare pod spec at the end of a path", () => {
    expect(images(["spec.podSpec"], { podSpec: template("p").spec })).to.deep.equal(["p"]);
  });

  it("project() gives no template where a path leads nowhere or to nonsense", () => {
    for (const spec of [undefined, null, 1, {}, { template: null }, { template: "x" }, { template: [] }]) {
      expect(images(["spec.template"], spec)).to.deep.equal([]);
    }
  });

  it("project() asks for ReplicaSets of other templates where the status tells of more pods than are updated", () => {
    const spec = { selector: { matchLabels: { app: "web" } }, template: template("web:2") };
    const revisions = (status: object, changed: object = {}, liveRevisions = true) => {
      const context = { ...projectionContext(), liveRevisions };
      const kind = customResourceKind({ ...rollout, templatePaths: ["spec.template"] }, context);
      const object = { metadata: { ...metadata, generation: 7 }, spec: { ...spec, ...changed }, status };
      return kind.project(object)?.revisions;
    };
    const canary = { replicas: 10, updatedReplicas: 1, observedGeneration: "7" };
    expect(revisions(canary)).to.deep.equal({ labelSelector: "app=web", generation: "7/7" });
    expect(revisions({ replicas: 10, observedGeneration: "7" }), "aborted").to.have.property("generation");
    expect(revisions({ ...canary, updatedReplicas: 10 })).to.equal(undefined);
    expect(revisions(canary, {}, false)).to.equal(undefined);
    expect(revisions(canary, { selector: undefined })).to.equal(undefined);
    expect(revisions(canary, { template: undefined }), "stands for nobody").to.equal(undefined);
  });

  it("project() takes 0 replicas and suspension for disabled", () => {
    const kind = customResourceKind({ ...rollout, templatePaths: ["spec.template"] }, projectionContext());
    const disabled = (spec: object) => kind.project({ metadata, spec })?.disabled;
    expect([disabled({ replicas: 0 }), disabled({ suspend: true })]).to.deep.equal([true, true]);
    expect([disabled({ replicas: 1 }), disabled({})]).to.deep.equal([false, false]);
  });
});
