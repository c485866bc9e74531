import { expect } from "chai";
import { findingsIn } from "../../../src/inventory/hygieneFinding.ts";
import { createInterner } from "../../../src/kubernetes/kinds/interner.ts";
import { projectPodTemplate, sameTemplate } from "../../../src/kubernetes/kinds/podTemplate.ts";
import { servingTemplateOf } from "../../../src/kubernetes/kinds/servingTemplate.ts";
import { projectionContext } from "./projectionContext.ts";

const READINESS = { readinessProbe: { httpGet: { path: "/ready", port: 8080 } } };
const PRE_STOP = { lifecycle: { preStop: { sleep: { seconds: 10 } } } };
const GOOD = { name: "app", image: "a", ...READINESS, ...PRE_STOP };

function serving(spec: object, labels: unknown = { app: "web" }) {
  return servingTemplateOf(spec, labels, createInterner());
}

/** What is found of the only container. */
function found(container: object, rest: object = {}): readonly string[] {
  const template = serving({ containers: [{ name: "app", ...container }], ...rest });
  return template !== undefined ? findingsIn(template.containers[0]!.findings) : [];
}

describe("servingTemplateOf()", () => {
  it("takes the first of containers with one name, as custom resources may have them", () => {
    const template = serving({ containers: [{ ...GOOD, lifecycle: {} }, GOOD, { ...GOOD, name: "proxy" }] });
    expect(template?.containers.map(({ container }) => container)).to.deep.equal(["app", "proxy"]);
    expect(findingsIn(template!.containers[0]!.findings)).to.deep.equal(["no_pre_stop"]);
  });

  const table: readonly (readonly [string, object, object, readonly string[]])[] = [
    ["nothing of what does all of it", GOOD, {}, []],
    ["no readiness probe", PRE_STOP, {}, ["no_readiness_probe"]],
    ["no preStop hook", READINESS, {}, ["no_pre_stop"]],
    ["a postStart hook, which is none", { ...READINESS, lifecycle: { postStart: {} } }, {}, ["no_pre_stop"]],
    [
      "liveness that equals readiness",
      { ...GOOD, livenessProbe: { httpGet: { path: "/ready", port: 8080, scheme: "HTTP" } } },
      {},
      ["liveness_equals_readiness"],
    ],
    [
      "a liveness probe alone",
      { ...PRE_STOP, livenessProbe: { exec: { command: ["x"] } } },
      {},
      ["no_readiness_probe"],
    ],
    ["no time to sleep out", GOOD, { terminationGracePeriodSeconds: 10 }, ["short_grace_period"]],
    ["just time to sleep out", GOOD, { terminationGracePeriodSeconds: 11 }, []],
    [
      "no time to sleep out where nothing is said",
      { ...READINESS, lifecycle: { preStop: { exec: { command: ["sleep", "30"] } } } },
      {},
      ["short_grace_period"],
    ],
    [
      "hardly any time",
      READINESS,
      { terminationGracePeriodSeconds: 4 },
      ["no_pre_stop", "short_grace_period"],
    ],
    ["some time", READINESS, { terminationGracePeriodSeconds: 5 }, ["no_pre_stop"]],
    [
      "hardly any time for a hook of unknown length",
      { ...READINESS, lifecycle: { preStop: { exec: { command: ["/drain"] } } } },
      { terminationGracePeriodSeconds: 0 },
      ["short_grace_period"],
    ],
    ["nothing of pods that end by themselves", {}, { restartPolicy: "OnFailure" }, []],
  ];
  for (const [what, container, rest, expected] of table) {
    it(`servingTemplateOf() finds ${what}`, () => {
      expect(found(container, rest)).to.deep.equal(expected);
    });
  }

  it("servingTemplateOf() keeps labels and ports as texts, and side-cars after the containers", () => {
    const template = serving(
      {
        containers: [
          {
            name: "app",
            ports: [
              { name: "http", containerPort: 8080 },
              { containerPort: 53, protocol: "UDP" },
            ],
          },
          { image: "without a name" },
        ],
        initContainers: [{ name: "migrate" }, { name: "proxy", restartPolicy: "Always" }],
        restartPolicy: "Always",
      },
      { tier: "front", app: "web", odd: 5 },
    );
    expect(template).to.deep.equal({
      labels: ["app=web", "tier=front"],
      containers: [
        { container: "app", ports: ["TCP/8080", "TCP/http", "UDP/53"], findings: 0b101 },
        { container: "proxy", ports: [], findings: 0b101 },
      ],
    });
  });

  it("servingTemplateOf() keeps nothing where nothing could be found, whatever the shape", () => {
    for (const spec of [{ containers: [GOOD] }, {}, "x", { containers: { a: 1 } }]) {
      expect(servingTemplateOf(spec, undefined, createInterner())).to.equal(undefined);
    }
    expect(serving({ containers: [{ name: "app" }] }, "x")?.labels).to.deep.equal([]);
  });

  it("projectPodTemplate() has it where it is asked to, and sameTemplate() compares it", () => {
    const template = (container: object, labels: object = { app: "web" }) => ({
      metadata: { labels },
      spec: { containers: [{ name: "app", image: "a", ...container }] },
    });
    const project = (object: object, workloads = true) =>
      projectPodTemplate(object, projectionContext([], { workloads }))!;
    const bad = project(template({}));
    expect(bad.serving?.labels).to.deep.equal(["app=web"]);
    expect(project(template({}), false)).to.have.all.keys("serviceAccount", "pullSecrets", "containers");
    const others = [
      project(template({})),
      project(template({}, { app: "api" })),
      project(template(READINESS)),
      project(template({ ports: [{ containerPort: 80 }] })),
      project(template(GOOD)),
    ];
    expect(others.map((other) => sameTemplate(bad, other))).to.deep.equal([true, false, false, false, false]);
  });
});
