import { stringify } from "yaml";
import type { RenderedFile } from "../src/chart/renderedFile.ts";
import type { Values } from "../src/chart/values.generated.ts";
import { activeInhibitions } from "./inhibitions.ts";
import { matcherText } from "./matcher.ts";
import { fileReceivers, receiversOfResource, snakeCase } from "./receivers.ts";
import { checkReceivers, NOBODY, type Route, routeTree } from "./routes.ts";
import { templateFile } from "./template.ts";

const NAME = "k8s-image-availability-exporter";
const MARK = `# Made by \`${NAME} render alertmanager\`.`;
const TEMPLATE_FILE = `${NAME}.tmpl`;

/**
 * alertmanager.yml and the template file that it names, with what the chart would put into an AlertmanagerConfig.
 * Whether the chart creates one (`alertmanagerConfig.enabled`) makes no difference.
 *
 * @throws {ConfigError} where the values name a receiver that there is not
 */
export function renderAlertmanager(values: Values): readonly RenderedFile[] {
  checkReceivers(values);
  const { alertmanagerConfig, namespaceOverride, nameOverride } = values;
  const { texts, exporterNamespace } = alertmanagerConfig;
  const receivers = fileReceivers(values);
  const configuration = {
    ...(texts === "none" ? {} : { templates: [TEMPLATE_FILE] }),
    route: { receiver: NOBODY, routes: [fileRoute(routeTree(values))] },
    inhibit_rules: activeInhibitions(values).map(({ sourceMatch, targetMatch, equal }) => ({
      source_matchers: sourceMatch.map(matcherText),
      target_matchers: targetMatch.map(matcherText),
      equal,
    })),
    receivers: receivers.some(({ name }) => name === NOBODY) ? receivers : [...receivers, { name: NOBODY }],
  };
  const yaml = stringify(configuration, { lineWidth: 0, aliasDuplicateObjects: false });
  const main = { name: "alertmanager.yml", text: `${introduction(values)}${yaml}`, mark: MARK };
  if (texts === "none") {
    return [main];
  }
  const exporter = `-n ${exporterNamespace || namespaceOverride || NAME} -l app.kubernetes.io/name=${nameOverride || NAME}`;
  const template = templateFile().replaceAll("$exporter", () => exporter);
  return [main, { name: TEMPLATE_FILE, text: template, aside: true }];
}

function introduction(values: Values): string {
  const lines = [
    `${MARK} Where you have an alertmanager.yml, take from here the route below`,
    "# `routes`, the inhibitions, the receivers and the templates.",
  ];
  if (values.alertmanagerConfig.texts !== "none") {
    lines.push(`# \`--output-dir\` writes ${TEMPLATE_FILE} beside this file.`);
  }
  const unknown = receiversOfResource(values);
  if (unknown.length > 0) {
    lines.push(
      `# The values have nothing for this file in the receivers ${unknown.join(", ")}: no keys such as slack_configs.`,
    );
  }
  return lines.map((line) => `${line}\n`).join("");
}

function fileRoute({ matchers, routes, ...route }: Route): unknown {
  return {
    matchers: matchers.map(matcherText),
    ...Object.fromEntries(Object.entries(route).map(([key, value]) => [snakeCase(key), value])),
    ...(routes === undefined ? {} : { routes: routes.map(fileRoute) }),
  };
}
