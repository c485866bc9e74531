import { expect } from "chai";
import { manifestProblem } from "../../../src/kubernetes/kinds/manifestProblem.ts";

const CUSTOM = [
  {
    group: "argoproj.io",
    version: "v1alpha1",
    resource: "rollouts",
    kind: "Rollout",
    templatePaths: ["spec.template"],
  },
];
const CONTAINERS = { containers: [{ name: "c", image: "a" }] };
const deployment = (template: unknown, more: object = {}) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web" },
  spec: { template },
  ...more,
});
const pod = (spec: unknown) => ({ apiVersion: "v1", kind: "Pod", metadata: { name: "p" }, spec });

describe("manifestProblem()", () => {
  const FINE: readonly (readonly [name: string, object: unknown])[] = [
    ["a workload", deployment({ spec: CONTAINERS })],
    [
      "lists that are null",
      pod({ ...CONTAINERS, initContainers: null, volumes: null, imagePullSecrets: null }),
    ],
    ["what has no readable image, which has a verdict", pod({ containers: [{ name: "c", image: 5 }] })],
    ["another kind", { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c" }, data: [] }],
    [
      "a custom resource without a template",
      { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", metadata: { name: "r" } },
    ],
    [
      "another group's kind of equal name",
      { apiVersion: "batch.volcano.sh/v1", kind: "Job", metadata: { name: "j" } },
    ],
    ["a generated name", { ...pod(CONTAINERS), metadata: { generateName: "x-" } }],
  ];
  for (const [name, object] of FINE) {
    it(`finds none in ${name}`, () => {
      expect(manifestProblem(object, CUSTOM)).to.equal(undefined);
    });
  }

  const ODD: readonly (readonly [name: string, object: unknown, problem: string])[] = [
    ["what is no object", "hello", 'expected an object with apiVersion and kind, given "hello"'],
    [
      "no kind",
      { apiVersion: "v1" },
      "expected an object with apiVersion and kind, given a map without kind",
    ],
    ["no name", { ...pod(CONTAINERS), metadata: {} }, "Pod: metadata.name: expected a text, given nothing"],
    [
      "a name that is a number",
      { ...pod(CONTAINERS), metadata: { name: 5 } },
      "Pod: metadata.name: expected a text, given 5",
    ],
    ["no template", deployment(undefined), "Deployment web: spec.template: expected a map, given nothing"],
    ["a list for a template", deployment([1]), "Deployment web: spec.template: expected a map, given a list"],
    [
      "a template without spec",
      deployment({}),
      "Deployment web: spec.template.spec: expected a map, given nothing",
    ],
    [
      "no spec",
      { ...deployment({}), spec: null },
      "Deployment web: spec.template: expected a map, given nothing",
    ],
    ["a Pod without spec", pod(undefined), "Pod p: spec: expected a map, given nothing"],
    ["no containers", pod({}), "Pod p: spec.containers: expected a list that is not empty, given nothing"],
    [
      "an empty list of containers",
      pod({ containers: [] }),
      "Pod p: spec.containers: expected a list that is not empty, given an empty list",
    ],
    [
      "a map of containers",
      deployment({ spec: { containers: { c: { image: "a" } } } }),
      "Deployment web: spec.template.spec.containers: expected a list that is not empty, given a map",
    ],
    [
      "a container that is a text",
      pod({ containers: ["nginx"] }),
      'Pod p: spec.containers[0]: expected a map, given "nginx"',
    ],
    [
      "an odd init container",
      pod({ ...CONTAINERS, initContainers: [null] }),
      "Pod p: spec.initContainers[0]: expected a map, given null",
    ],
    [
      "a List of something else",
      { apiVersion: "v1", kind: "List", items: {} },
      "List: items: expected a list, given a map",
    ],
    [
      "a typed list of something else",
      { apiVersion: "v1", kind: "PodList", items: "p" },
      'PodList: items: expected a list, given "p"',
    ],
    ["odd volumes", pod({ ...CONTAINERS, volumes: {} }), "Pod p: spec.volumes: expected a list, given a map"],
    [
      "names of pull secrets",
      pod({ ...CONTAINERS, imagePullSecrets: ["regcred"] }),
      'Pod p: spec.imagePullSecrets[0]: expected a map, given "regcred"',
    ],
    [
      "an odd service account",
      { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "a" }, imagePullSecrets: "regcred" },
      'ServiceAccount a: imagePullSecrets: expected a list, given "regcred"',
    ],
    [
      "an odd template of a custom resource",
      {
        apiVersion: "argoproj.io/v1alpha1",
        kind: "Rollout",
        metadata: { name: "r" },
        spec: { template: { spec: {} } },
      },
      "Rollout r: spec.template.spec.containers: expected a list that is not empty, given nothing",
    ],
    [
      "a kind of a group that has it no more",
      { ...deployment({ spec: CONTAINERS }), apiVersion: "extensions/v1beta1" },
      'Deployment web: apiVersion: expected apps/v1, given "extensions/v1beta1"',
    ],
  ];
  for (const [name, object, problem] of ODD) {
    it(`tells of ${name}`, () => {
      expect(manifestProblem(object, CUSTOM)).to.equal(problem);
    });
  }
});
