import { sameTexts } from "../../collections/sameTexts.ts";
import {
  type FindingSet,
  findingSet,
  type HygieneFinding,
  NO_FINDINGS,
} from "../../inventory/hygieneFinding.ts";
import type { ServingContainer, ServingTemplate } from "../../inventory/model.ts";
import type { Interner } from "./interner.ts";
import { child, descend, elements, text } from "./json.ts";
import { labelTexts } from "./metadata.ts";
import { preStopSleepSeconds } from "./preStopSleep.ts";
import { sameProbes } from "./sameProbes.ts";

/** What Kubernetes gives a pod that says nothing. */
const DEFAULT_GRACE_SECONDS = 30;

/** A grace period shorter than this, in seconds, is over before endpoints and load balancers have taken a pod out. */
const SHORT_GRACE_SECONDS = 5;

/**
 * What of a `PodSpec` tells how its containers stand a roll-out. Probes and hooks are looked at here and not kept.
 *
 * @param labels of its pods
 * @returns undefined where nothing could ever be found: where all is well, or where pods are to end by themselves
 */
export function servingTemplateOf(
  spec: unknown,
  labels: unknown,
  interner: Interner,
): ServingTemplate | undefined {
  const restartPolicy = child(spec, "restartPolicy");
  if (restartPolicy !== undefined && restartPolicy !== "Always") {
    return undefined;
  }
  const grace = child(spec, "terminationGracePeriodSeconds");
  const graceSeconds = typeof grace === "number" ? grace : DEFAULT_GRACE_SECONDS;
  const containers: ServingContainer[] = [];
  const names = new Set<string>();
  const add = (container: unknown) => {
    const name = text(child(container, "name"));
    // Names are told apart by the API server, but not those in a custom resource.
    if (name === undefined || names.has(name)) {
      return;
    }
    names.add(name);
    containers.push({
      container: interner.text(name),
      ports: interner.list(portsOf(container).map((port) => interner.text(port))),
      findings: findingsOf(container, graceSeconds),
    });
  };
  for (const container of elements(child(spec, "containers"))) {
    add(container);
  }
  for (const container of elements(child(spec, "initContainers"))) {
    // One that keeps running beside the others.
    if (child(container, "restartPolicy") === "Always") {
      add(container);
    }
  }
  if (containers.every(({ findings }) => findings === NO_FINDINGS)) {
    return undefined;
  }
  return { labels: labelTexts(labels, interner), containers: containers.slice() };
}

export function sameServing(a: ServingTemplate | undefined, b: ServingTemplate | undefined): boolean {
  if (a === undefined || b === undefined) {
    return a === b;
  }
  return (
    sameTexts(a.labels, b.labels) &&
    a.containers.length === b.containers.length &&
    a.containers.every((container, index) => sameContainer(container, b.containers[index]))
  );
}

function sameContainer(a: ServingContainer, b: ServingContainer | undefined): boolean {
  return a.container === b?.container && a.findings === b.findings && sameTexts(a.ports, b.ports);
}

/** A port as Services and containers name it: `TCP/8080`, `TCP/http`. */
export function portText(protocol: unknown, port: unknown): string {
  return `${text(protocol) ?? "TCP"}/${port}`;
}

/** Each port by its number and, where it has one, by its name. */
function portsOf(container: unknown): readonly string[] {
  return elements(child(container, "ports")).flatMap((port) =>
    [child(port, "containerPort"), text(child(port, "name"))]
      .filter((each) => each !== undefined)
      .map((each) => portText(child(port, "protocol"), each)),
  );
}

function findingsOf(container: unknown, graceSeconds: number): FindingSet {
  const found: HygieneFinding[] = [];
  const readiness = child(container, "readinessProbe");
  if (readiness === undefined) {
    found.push("no_readiness_probe");
  }
  if (sameProbes(child(container, "livenessProbe"), readiness, portNumbersOf(container))) {
    found.push("liveness_equals_readiness");
  }
  const preStop = descend(container, "lifecycle", "preStop");
  if (preStop === undefined) {
    found.push("no_pre_stop");
  }
  const sleepSeconds = preStopSleepSeconds(preStop);
  if (sleepSeconds === undefined ? graceSeconds < SHORT_GRACE_SECONDS : graceSeconds <= sleepSeconds) {
    found.push("short_grace_period");
  }
  return findingSet(found);
}

function portNumbersOf(container: unknown): ReadonlyMap<unknown, unknown> {
  return new Map(
    elements(child(container, "ports")).map((port) => [child(port, "name"), child(port, "containerPort")]),
  );
}
