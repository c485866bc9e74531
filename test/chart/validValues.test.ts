import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { V1ClusterRole, V1ConfigMap, V1Deployment, V1Pod } from "@kubernetes/client-node";
import { expect } from "chai";
import { problemsOf } from "../config/loadOf.ts";
import { FIXTURES_TIMEOUT_MS, fixtureOf, renderFixtures, renderValid, VALID_NAMES } from "./fixtures.ts";
import { findHelms } from "./helms.ts";
import { type ChartObject, identities, NAMESPACE, only, RELEASE } from "./renderChart.ts";
import { restrictedViolations } from "./restrictedPod.ts";

const CLUSTER_SCOPED = ["ClusterRole", "ClusterRoleBinding"];
const LABEL_VALUE = /^([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?$/;

describe("the chart with valid values", () => {
  let inHelm3: Awaited<ReturnType<typeof renderValid>>;
  before(async function () {
    this.timeout(FIXTURES_TIMEOUT_MS);
    const helms = await findHelms();
    if (helms === undefined) {
      return this.skip();
    }
    [inHelm3] = await Promise.all([renderValid(helms.helm3), renderFixtures()]);
  });

  it("is tried with at least 25 files of them", () => {
    expect(VALID_NAMES.length).to.be.at.least(25);
  });

  for (const name of VALID_NAMES) {
    describe(name, () => {
      it("gives the same objects with Helm 3 and Helm 4", async () => {
        const sorted = (objects: readonly ChartObject[]) =>
          [...objects].sort((a, b) => (key(a) < key(b) ? -1 : 1));
        expect(sorted(inHelm3.get(name) ?? [])).to.deep.equal(sorted(await fixtureOf(name)));
      });

      it("gives objects that are named, labelled and placed as they have to be", async () => {
        const objects = await fixtureOf(name);
        const names = identities(objects);
        expect(new Set(names).size, "an object twice").to.equal(names.length);
        for (const object of objects) {
          const { namespace, labels } = object.metadata;
          const isClusterScoped = CLUSTER_SCOPED.includes(object.kind);
          expect(namespace === undefined, `${object.kind}: namespace`).to.equal(isClusterScoped);
          // The user's own have the labels that the user gives them.
          if (name === "extra-objects" && object.kind === "ConfigMap" && labels === undefined) {
            continue;
          }
          expect(labels, object.kind).to.include({
            "app.kubernetes.io/instance": RELEASE,
            "app.kubernetes.io/managed-by": "Helm",
          });
          for (const value of Object.values(labels)) {
            expect(value).to.match(LABEL_VALUE);
          }
        }
      });

      it("gives roles that list and watch, and nothing else", async () => {
        const objects = await fixtureOf(name);
        for (const object of objects) {
          if (object.kind !== "ClusterRole" && object.kind !== "Role") {
            continue;
          }
          for (const rule of (object as unknown as V1ClusterRole).rules ?? []) {
            expect(["list", "list,watch"]).to.include(String(rule.verbs));
            expect([...(rule.apiGroups ?? []), ...(rule.resources ?? [])]).not.to.include("*");
            // Single objects of namespaces that are others' are named.
            const { resourceNames, ...rest } = rule;
            expect(resourceNames === undefined || object.kind === "Role").to.equal(true);
            expect(rest).to.have.all.keys("apiGroups", "resources", "verbs");
          }
        }
      });

      it("gives pods that the Pod Security Standard restricted admits, selected by what selects them", async () => {
        const objects = await fixtureOf(name);
        const workload = objects.find(({ kind }) => kind === "Deployment" || kind === "StatefulSet");
        const { spec } = workload as unknown as V1Deployment;
        expect(restrictedViolations(spec!.template.spec!)).to.deep.equal([]);
        expect(spec!.template.metadata!.labels).to.include(spec!.selector.matchLabels);
        expect(spec!.template.spec!.containers[0]!.securityContext!.readOnlyRootFilesystem).to.equal(true);
        for (const test of objects.filter(({ kind }) => kind === "Pod") as unknown as readonly V1Pod[]) {
          expect(restrictedViolations(test.spec!)).to.deep.equal([]);
          expect(test.metadata!.labels).not.to.include(spec!.selector.matchLabels);
        }
      });

      it("mounts a configuration that the exporter takes", async () => {
        const objects = await fixtureOf(name);
        const maps = objects.filter(
          (object) => object.kind === "ConfigMap" && "config.yaml" in (object as V1ConfigMap).data!,
        );
        const text = only<V1ConfigMap>(maps, "ConfigMap").data!["config.yaml"]!;
        const folder = await mkdtemp(join(tmpdir(), "iae-chart-"));
        try {
          const file = join(folder, "config.yaml");
          await writeFile(file, text);
          expect(await problemsOf({ file })).to.deep.equal([]);
        } finally {
          await rm(folder, { recursive: true });
        }
      });
    });
  }
});

function key({
  kind,
  metadata,
}: {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}) {
  return `${kind} ${metadata.namespace ?? NAMESPACE}/${metadata.name}`;
}
