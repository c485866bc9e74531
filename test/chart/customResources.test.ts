import { expect } from "chai";
import { findHelms } from "./helms.ts";
import { ALL_APIS, type ChartObject } from "./renderChart.ts";
import { renderSubcharts } from "./renderSubcharts.ts";

const KINDS = ALL_APIS.map((api) => api.slice(api.lastIndexOf("/") + 1));
const MONITORS = ["ServiceMonitor", "PodMonitor", "ScrapeConfig", "VMServiceScrape"];

/** Values that ask for every kind that there may be beside one of the monitors. */
const everything = (monitor: string, option: object) =>
  JSON.stringify({
    monitor: { enabled: true, kind: monitor, ...option },
    rules: {
      enabled: true,
      prometheusRule: option,
      vmRule: { enabled: true, ...option },
    },
    dashboards: { enabled: true, grafanaDashboard: { enabled: true, ...option } },
    alertmanagerConfig: {
      enabled: true,
      routes: { critical: { receiver: "chat" } },
      receivers: { chat: { webhookConfigs: [{ url: "http://chat.example.com" }] } },
      ...option,
    },
    verticalPodAutoscaler: { enabled: true, ...option },
  });

const customOf = (objects: readonly ChartObject[] = []) =>
  [...new Set(objects.map(({ kind }) => kind))].filter((kind) => KINDS.includes(kind)).sort();

describe("the chart's custom resources", () => {
  const others = KINDS.filter((kind) => !MONITORS.includes(kind));

  it("are there if they are asked for, whatever Helm knows of the cluster, and nothing else is", async function () {
    const helms = await findHelms();
    if (helms === undefined) {
      return this.skip();
    }
    const values = new Map(MONITORS.map((kind) => [kind.toLowerCase(), everything(kind, {})]));
    values.set("nothing", "{}");
    const rendered = await renderSubcharts(helms.helm3, values, { apis: [] });
    for (const kind of MONITORS) {
      expect(customOf(rendered.get(kind.toLowerCase()))).to.deep.equal([kind, ...others].sort());
    }
    expect(customOf(rendered.get("nothing"))).to.deep.equal([]);
  });

  it("are left out with ifKnown where the cluster does not know them, and only then", async function () {
    const helms = await findHelms();
    if (helms === undefined) {
      return this.skip();
    }
    const values = new Map(MONITORS.map((kind) => [kind.toLowerCase(), everything(kind, { ifKnown: true })]));
    const unknown = await renderSubcharts(helms.helm4, values, { apis: [] });
    const known = await renderSubcharts(helms.helm4, values);
    for (const kind of MONITORS) {
      expect(customOf(unknown.get(kind.toLowerCase()))).to.deep.equal([]);
      expect(customOf(known.get(kind.toLowerCase()))).to.deep.equal([kind, ...others].sort());
    }
  });
});
