// Run by `helm test`: whether one of prometheus-operator's objects selects those of the release (OBJECTS); exit code 1 if not.
import { readFileSync } from "node:fs";

/** What selects a kind: how its keys begin, and the resources that have them. */
const PROMETHEUSES = ["v1/prometheuses", "v1alpha1/prometheusagents"];
const SELECTED_BY = {
  ServiceMonitor: ["serviceMonitor", PROMETHEUSES],
  PodMonitor: ["podMonitor", PROMETHEUSES],
  ScrapeConfig: ["scrapeConfig", PROMETHEUSES],
  PrometheusRule: ["rule", ["v1/prometheuses", "v1/thanosrulers"]],
  AlertmanagerConfig: ["alertmanagerConfig", ["v1/alertmanagers"]],
};

let token;

async function items(path) {
  token ??= readFileSync(process.env.TOKEN_FILE, "utf8").trim();
  const response = await fetch(`${process.env.API_URL}${path}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(15_000),
  });
  // The cluster does not have this kind.
  if (response.status === 404) return [];
  if (response.status !== 200) throw new Error(`status ${response.status} of ${path}: ${(await response.text()).slice(0, 200)}`);
  return (await response.json()).items;
}

function isSelected(selector, labels) {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  const holds = ({ key, operator, values = [] }) =>
    ({
      In: () => values.includes(labels[key]),
      NotIn: () => !values.includes(labels[key]),
      Exists: () => key in labels,
      DoesNotExist: () => !(key in labels),
    })[operator]();
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value) && matchExpressions.every(holds);
}

/** Undefined if it selects the object, or else the reason why not. Without a selector it selects nothing, or its own namespace. */
function objection(spec, own, prefix, { labels, namespace }, labelsOfNamespace) {
  const [key, ofNamespace] = [`${prefix}Selector`, `${prefix}NamespaceSelector`];
  if (!spec[key]) return `has no ${key}`;
  if (!isSelected(spec[key], labels)) return `asks for ${key} ${JSON.stringify(spec[key])}`;
  if (!spec[ofNamespace]) return namespace === own ? undefined : `looks at its own namespace ${own} alone (${ofNamespace})`;
  return isSelected(spec[ofNamespace], labelsOfNamespace)
    ? undefined
    : `asks for ${ofNamespace} ${JSON.stringify(spec[ofNamespace])}`;
}

/** Whether it writes its own labels over those that say whose image it is, as OpenShift's for users does: monitors have no say in that. */
function overwrites({ overrideHonorLabels, enforcedNamespaceLabel, excludedFromEnforcement = [] }) {
  return overrideHonorLabels || (enforcedNamespaceLabel === "namespace" && excludedFromEnforcement.length === 0);
}

async function look({ kind, name, ...object }) {
  const [prefix, resources] = SELECTED_BY[kind];
  const found = (await Promise.all(resources.map((resource) => items(`/apis/monitoring.coreos.com/${resource}`)))).flat();
  const [there] = await items(`/api/v1/namespaces?fieldSelector=metadata.name%3D${object.namespace}`);
  const objections = [];
  let overwritten;
  for (const { kind: by, metadata, spec = {} } of found) {
    const id = `${by ?? "the operator's"} ${metadata.namespace}/${metadata.name}`;
    const reason = objection(spec, metadata.namespace, prefix, object, there?.metadata.labels ?? {});
    if (reason === undefined && overwrites(spec)) overwritten ??= id;
    else if (reason === undefined) return console.log(`${kind} ${object.namespace}/${name}: selected by ${id}`);
    else objections.push(`${id} ${reason}`);
  }
  console.error(
    `${kind} ${object.namespace}/${name}: ${
      overwritten
        ? `selected by ${overwritten}, which overwrites the label namespace (overrideHonorLabels, enforcedNamespaceLabel): alerts would name the exporter's namespace for every workload`
        : `nothing selects it: ${objections.join("; ") || "there is no object that could"}`
    }`,
  );
  process.exitCode = 1;
}

try {
  for (const object of JSON.parse(process.env.OBJECTS)) await look(object);
} catch (error) {
  const message = `${error.message}${error.cause ? `: ${error.cause.message}` : ""}`;
  console.error(`Cannot ask ${process.env.API_URL}: ${token ? message.replaceAll(token, "<token>") : message}`);
  process.exitCode = 1;
}
