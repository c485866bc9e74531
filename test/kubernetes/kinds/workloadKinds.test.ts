import { expect } from "chai";
import { readConfigSchema } from "../../../scripts/generate/configSchema.ts";
import { collectionPath } from "../../../src/kubernetes/kinds/resourceKind.ts";
import {
  type BuiltInWorkload,
  builtInWorkloadKind,
  WORKLOAD_KINDS,
} from "../../../src/kubernetes/kinds/workloadKinds.ts";
import { projectionContext } from "./projectionContext.ts";

const metadata = { name: "web", namespace: "shop", uid: "u1" };
const podSpec = { containers: [{ name: "main", image: "nginx:1" }] };
const template = { spec: podSpec };

/** Each kind: its path, an object, and what makes the object disabled. */
const KINDS: Record<
  BuiltInWorkload,
  { path: string; groupKind: string; enabled: object[]; disabled: object[] }
> = {
  Deployment: {
    path: "/apis/apps/v1/deployments",
    groupKind: "apps/Deployment",
    enabled: [{ spec: { template } }, { spec: { replicas: 1, template } }],
    disabled: [{ spec: { replicas: 0, template } }],
  },
  StatefulSet: {
    path: "/apis/apps/v1/statefulsets",
    groupKind: "apps/StatefulSet",
    enabled: [{ spec: { template } }, { spec: { replicas: 2, template } }],
    disabled: [{ spec: { replicas: 0, template } }],
  },
  DaemonSet: {
    path: "/apis/apps/v1/daemonsets",
    groupKind: "apps/DaemonSet",
    enabled: [{ spec: { template } }, { spec: { template }, status: { desiredNumberScheduled: 3 } }],
    disabled: [{ spec: { template }, status: { desiredNumberScheduled: 0 } }],
  },
  CronJob: {
    path: "/apis/batch/v1/cronjobs",
    groupKind: "batch/CronJob",
    enabled: [
      { spec: { jobTemplate: { spec: { template } } } },
      { spec: { suspend: false, jobTemplate: { spec: { template } } } },
    ],
    disabled: [{ spec: { suspend: true, jobTemplate: { spec: { template } } } }],
  },
  Job: {
    path: "/apis/batch/v1/jobs",
    groupKind: "batch/Job",
    enabled: [
      { spec: { template } },
      { spec: { template }, status: { conditions: [{ type: "Complete", status: "False" }] } },
      { spec: { template }, status: { conditions: [{ type: "Suspended", status: "True" }] } },
    ],
    disabled: [
      { spec: { suspend: true, template } },
      { spec: { template }, status: { conditions: [{ type: "Complete", status: "True" }] } },
      { spec: { template }, status: { conditions: [{ type: "Failed", status: "True" }] } },
    ],
  },
  ReplicaSet: {
    path: "/apis/apps/v1/replicasets",
    groupKind: "apps/ReplicaSet",
    enabled: [{ spec: { replicas: 1, template } }],
    disabled: [{ spec: { replicas: 0, template } }],
  },
  ReplicationController: {
    path: "/api/v1/replicationcontrollers",
    groupKind: "/ReplicationController",
    enabled: [{ spec: { replicas: 1, template } }],
    disabled: [{ spec: { replicas: 0, template } }],
  },
  Pod: {
    path: "/api/v1/pods",
    groupKind: "/Pod",
    enabled: [{ spec: podSpec }, { spec: podSpec, status: { phase: "Pending" } }],
    disabled: [
      { spec: podSpec, status: { phase: "Succeeded" } },
      { spec: podSpec, status: { phase: "Failed" } },
    ],
  },
};

describe("WORKLOAD_KINDS", () => {
  it("are those that config.workloads.kinds can name", () => {
    const { enum: choices } = readConfigSchema().properties!.workloads!.properties!.kinds!.items!;
    expect(Object.keys(WORKLOAD_KINDS)).to.have.members(choices as string[]);
  });
});

for (const [name, { path, groupKind, enabled, disabled }] of Object.entries(KINDS)) {
  describe(`builtInWorkloadKind(${name})`, () => {
    const kind = builtInWorkloadKind(name as BuiltInWorkload, projectionContext());

    it("collectionPath() leads to all namespaces or to one", () => {
      expect(collectionPath(kind, undefined)).to.equal(path);
      const [, base, plural] = /^(.*)\/([a-z]+)$/.exec(path) ?? [];
      expect(collectionPath(kind, "shop")).to.equal(`${base}/namespaces/shop/${plural}`);
      expect(kind.resource).to.equal(plural);
    });

    it("project() keeps the images of the pod template", () => {
      expect(kind.project({ metadata, ...enabled[0] })).to.deep.equal({
        groupKind,
        namespace: "shop",
        name: "web",
        uid: "u1",
        disabled: false,
        optedOut: false,
        ownerLabels: {},
        templates: [
          {
            serviceAccount: "default",
            pullSecrets: [],
            containers: [{ container: "main", image: "nginx:1", neverPulled: false }],
          },
        ],
      });
    });

    it("project() tells what is disabled", () => {
      for (const object of enabled) {
        expect(kind.project({ metadata, ...object })?.disabled).to.equal(false);
      }
      for (const object of disabled) {
        expect(kind.project({ metadata, ...object })?.disabled).to.equal(true);
      }
      const going = { metadata: { ...metadata, deletionTimestamp: "2026-01-01T00:00:00Z" }, ...enabled[0] };
      expect(kind.project(going)?.disabled).to.equal(true);
    });

    it("project() never throws, whatever the object looks like", () => {
      for (const object of [undefined, null, 7, "x", [], {}, { metadata: 1 }, { metadata: { name: "" } }]) {
        expect(kind.project(object)).to.equal(undefined);
      }
      for (const spec of [
        undefined,
        null,
        7,
        [],
        { template: [] },
        { containers: "x" },
        { jobTemplate: 1 },
      ]) {
        expect(kind.project({ metadata, spec, status: "x" })?.name).to.equal("web");
      }
    });
  });
}
