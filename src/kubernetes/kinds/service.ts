import { sameTexts } from "../../collections/sameTexts.ts";
import type { ServiceObject } from "../../inventory/model.ts";
import { child, elements, text } from "./json.ts";
import { labelTexts, objectName } from "./metadata.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";
import { portText } from "./servingTemplate.ts";

/**
 * Services that send traffic to the pods that they select. Left out are those that select nothing or are but a name,
 * those without ports, and those that publish pods whether they are ready or not: peers find each other by them, and no
 * probe would change that.
 */
export function serviceKind({ interner }: ProjectionContext): ResourceKind<ServiceObject> {
  return {
    resource: "services",
    basePath: "/api/v1",
    plural: "services",
    metadataOnly: false,
    project(object) {
      const named = objectName(object);
      const spec = child(object, "spec");
      if (
        named === undefined ||
        child(spec, "type") === "ExternalName" ||
        child(spec, "publishNotReadyAddresses") === true
      ) {
        return undefined;
      }
      const selector = labelTexts(child(spec, "selector"), interner);
      const targets = [...new Set(elements(child(spec, "ports")).slice(0, MAX_PORTS).map(targetOf))];
      if (selector.length === 0 || targets.length === 0) {
        return undefined;
      }
      return {
        namespace: interner.text(named.namespace),
        name: named.name,
        selector,
        targets: interner.list(targets.map((target) => interner.text(target))),
      };
    },
    same: (a, b) => sameTexts(a.selector, b.selector) && sameTexts(a.targets, b.targets),
  };
}

/** More than a Service has that anybody calls: an object may have 20,000. */
const MAX_PORTS = 256;

/** The port of the pods: `targetPort`, a number or a name, or else the Service's own. */
function targetOf(port: unknown): string {
  const target = child(port, "targetPort");
  const given = typeof target === "number" && target !== 0 ? target : text(target);
  return portText(child(port, "protocol"), given ?? child(port, "port"));
}
