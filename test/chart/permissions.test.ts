import type { V1ClusterRole, V1ClusterRoleBinding, V1Deployment, V1Role } from "@kubernetes/client-node";
import { expect } from "chai";
import { FIXTURES_TIMEOUT_MS, fixtureOf, renderFixtures } from "./fixtures.ts";
import { findHelms } from "./helms.ts";
import { type ChartObject, NAMESPACE, renderChart } from "./renderChart.ts";

/** Roles as `namespace: group/resource …`, sorted; the cluster's as `*`. What may only be listed says so, and which objects. */
function permissions(objects: readonly ChartObject[]): Readonly<Record<string, readonly string[]>> {
  const roles = objects.filter(
    ({ kind }) => kind === "ClusterRole" || kind === "Role",
  ) as unknown as V1Role[];
  return Object.fromEntries(
    roles.map(({ metadata, rules }) => [
      metadata?.namespace ?? "*",
      (rules ?? [])
        .flatMap(({ apiGroups, resources, resourceNames = [], verbs }) =>
          (apiGroups ?? []).flatMap((group) =>
            (resources ?? []).map(
              (resource) =>
                `${group}/${[resource, ...resourceNames].join(" ")}${verbs.includes("watch") ? "" : ` ${verbs.join()}`}`,
            ),
          ),
        )
        .sort(),
    ]),
  );
}

/** Sorted, with what holds the revisions that still own pods. */
const WORKLOADS = [
  ...["apps/controllerrevisions list", "apps/daemonsets", "apps/deployments", "apps/replicasets list"],
  ...["apps/statefulsets", "batch/cronjobs", "batch/jobs list"],
];

const OPENSHIFT = [
  ...["config.openshift.io/clusterversions", "config.openshift.io/imagedigestmirrorsets"],
  ...["config.openshift.io/images", "config.openshift.io/imagetagmirrorsets"],
  "operator.openshift.io/imagecontentsourcepolicies",
];

describe("the chart's permissions", () => {
  before(async function () {
    this.timeout(FIXTURES_TIMEOUT_MS);
    if ((await renderFixtures()) === undefined) {
      this.skip();
    }
  });

  const table: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
    defaults: { "*": ["/namespaces", "/secrets", "/serviceaccounts", ...WORKLOADS] },
    "config-nulls": { "*": ["/namespaces", "/secrets", "/serviceaccounts", ...WORKLOADS] },
    "secrets-off": { "*": ["/namespaces", "/serviceaccounts", ...WORKLOADS] },
    "secrets-off-include": { "team-a": ["/serviceaccounts", ...WORKLOADS] },
    "secrets-namespaced": {
      "*": ["/namespaces", "/serviceaccounts", ...WORKLOADS],
      [NAMESPACE]: ["/secrets"],
    },
    "secrets-namespaced-include": { "team-a": ["/secrets", "/serviceaccounts", ...WORKLOADS] },
    "namespaces-include": {
      "team-a": ["/secrets", "/serviceaccounts", ...WORKLOADS],
      monitoring: ["/secrets", "/serviceaccounts", ...WORKLOADS],
    },
    "kinds-pods": {
      "*": ["/namespaces", "/pods", "/secrets", "/serviceaccounts", "apps/replicasets", "batch/jobs"],
    },
    "kinds-all": {
      "*": [
        ...["/namespaces", "/pods", "/replicationcontrollers", "/secrets", "/serviceaccounts"],
        ...["apps/controllerrevisions list", "apps/daemonsets", "apps/deployments", "apps/replicasets"],
        ...["apps/statefulsets", "batch/cronjobs", "batch/jobs"],
      ],
    },
    "custom-workloads": {
      "*": [
        ...["/namespaces", "/podtemplates", "/secrets", "/serviceaccounts", "apps.kruise.io/statefulsets"],
        ...["apps/deployments", "apps/replicasets list", "argoproj.io/rollouts", "argoproj.io/workflows"],
      ],
    },
    "custom-workloads-alone": {
      "*": [
        ...["/namespaces", "/secrets", "/serviceaccounts", "apps/daemonsets", "apps/replicasets list"],
        "argoproj.io/rollouts",
      ],
    },
    "live-revisions-off": {
      "*": [
        ...["/namespaces", "/secrets", "/serviceaccounts", "apps/daemonsets", "apps/deployments"],
        ...["apps/statefulsets", "batch/cronjobs"],
      ],
    },
    "nodes-openshift": {
      "*": ["/namespaces", "/secrets", "/serviceaccounts", ...WORKLOADS, ...OPENSHIFT],
      "openshift-config": ["/configmaps registry-authorities", "/secrets pull-secret"],
      "openshift-config-managed": ["/configmaps image-registry-ca"],
    },
    "nodes-openshift-include": {
      "*": OPENSHIFT,
      "team-a": ["/serviceaccounts", ...WORKLOADS],
      "openshift-config-managed": ["/configmaps image-registry-ca", "/serviceaccounts", ...WORKLOADS],
    },
    hygiene: {
      "*": ["/namespaces", "/pods", "/secrets", "/serviceaccounts", "/services", ...WORKLOADS],
    },
    "hygiene-pull-secrets": { "team-a": ["/pods", "/secrets", "/serviceaccounts", ...WORKLOADS] },
    revisions: {
      "*": [
        ...[
          "/namespaces",
          "/secrets",
          "/serviceaccounts",
          "apps/controllerrevisions list",
          "apps/daemonsets",
        ],
        ...["apps/deployments", "apps/replicasets list", "apps/statefulsets", "batch/cronjobs"],
      ],
    },
    running: {
      "*": [
        ...["/namespaces", "/pods", "/secrets", "/serviceaccounts", "apps/controllerrevisions list"],
        ...["apps/daemonsets", "apps/deployments", "apps/replicasets", "apps/statefulsets", "batch/cronjobs"],
        ...["batch/jobs"],
      ],
    },
    platforms: { "*": ["/namespaces", "/nodes", "/secrets", "/serviceaccounts", ...WORKLOADS] },
    "platforms-named": { "team-a": ["/secrets", "/serviceaccounts", ...WORKLOADS] },
    "hygiene-workloads": { "team-a": ["/secrets", "/serviceaccounts", "/services", ...WORKLOADS] },
    "hygiene-secrets-off": { "*": ["/namespaces", "/serviceaccounts", "/services", ...WORKLOADS] },
    "in-use": {
      "*": [
        ...["/namespaces", "/pods list", "/replicationcontrollers list", "/secrets", "/serviceaccounts"],
        ...[
          "apps/controllerrevisions list",
          "apps/daemonsets list",
          "apps/deployments",
          "apps/replicasets list",
        ],
        ...["apps/statefulsets list", "batch/cronjobs list", "batch/jobs list"],
      ],
    },
    "rbac-off": {},
  };
  for (const [name, expected] of Object.entries(table)) {
    it(`are what the exporter reads with ${name}, and no more`, async () => {
      expect(permissions(await fixtureOf(name))).to.deep.equal(expected);
    });
  }

  it("take the finding of the exporter itself that is none out, where findings are told", async () => {
    for (const [name, expected] of [
      ["hygiene", { "k8s-image-availability-exporter/ignore-findings": "no_pre_stop" }],
      ["defaults", undefined],
    ] as const) {
      const workload = (await fixtureOf(name)).find(({ kind }) => kind === "Deployment")!;
      expect(workload.metadata.annotations).to.deep.equal(expected);
    }
  });

  it("are bound to the exporter's ServiceAccount, each role by a binding beside it", async () => {
    for (const name of ["defaults", "namespaces-include", "secrets-namespaced", "service-account"]) {
      const objects = await fixtureOf(name);
      const roles = objects.filter(({ kind }) => kind === "ClusterRole" || kind === "Role");
      const workload = objects.find(({ kind }) => kind === "Deployment") as unknown as V1Deployment;
      const serviceAccount = workload.spec!.template.spec!.serviceAccountName;
      expect(
        objects.filter(({ kind, metadata }) => kind === "ServiceAccount" && metadata.name === serviceAccount),
      ).to.have.length(1);
      expect(roles).not.to.have.length(0);
      for (const role of roles as unknown as V1ClusterRole[]) {
        const bindings = objects.filter(
          ({ kind, metadata }) =>
            kind === `${role.kind}Binding` &&
            metadata.name === role.metadata?.name &&
            metadata.namespace === role.metadata?.namespace,
        ) as unknown as V1ClusterRoleBinding[];
        expect(bindings).to.have.length(1);
        expect(bindings[0]!.roleRef).to.include({ kind: role.kind, name: role.metadata?.name });
        expect(bindings[0]!.subjects).to.deep.equal([
          { kind: "ServiceAccount", name: serviceAccount, namespace: NAMESPACE },
        ]);
      }
    }
  });

  it("are those of one release, however its name and its namespace divide the same text", async () => {
    const helms = await findHelms();
    const names = new Set<string>();
    const places = [
      ["mon-a", "b"],
      ["mon", "a-b"],
      // Called like the namespace.
      ["mon-a-b", "mon-a-b"],
      ["mon-a-b", "selection"],
    ] as const;
    for (const [namespace, name] of places) {
      const set = [`fullnameOverride=${name}`, "monitor.enabled=true"];
      const objects = await renderChart(helms!.helm4, { namespace, set });
      const roles = objects.filter(({ kind }) => kind === "ClusterRole").map(({ metadata }) => metadata.name);
      expect(roles).to.have.length(2);
      for (const role of roles) {
        names.add(role);
      }
    }
    expect(names.size).to.equal(2 * places.length);
  });

  it("go to a ServiceAccount of the user's own", async () => {
    const objects = await fixtureOf("service-account-existing");
    expect(objects.filter(({ kind }) => kind === "ServiceAccount")).to.deep.equal([]);
    const binding = objects.find(
      ({ kind }) => kind === "ClusterRoleBinding",
    ) as unknown as V1ClusterRoleBinding;
    expect(binding.subjects![0]!.name).to.equal("elsewhere");
    const workload = objects.find(({ kind }) => kind === "Deployment") as unknown as V1Deployment;
    expect(workload.spec!.template.spec!.serviceAccountName).to.equal("elsewhere");
  });

  it("give a ServiceAccount the annotations of a cloud's identities", async () => {
    const objects = await fixtureOf("service-account");
    const { metadata } = objects.find(({ kind }) => kind === "ServiceAccount")!;
    expect(metadata.annotations).to.deep.equal({
      "eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/reader",
    });
    expect(metadata.labels).to.include({ "azure.workload.identity/use": "true" });
    for (const { kind, metadata: of } of objects) {
      if (kind.includes("Role")) {
        expect(of.annotations).to.deep.equal({ "example.com/reviewed": "2025" });
      }
    }
  });
});
