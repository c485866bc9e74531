import { expect } from "chai";
import { renderDashboards } from "../../dashboards/renderDashboards.ts";
import { VALUES_DEFAULTS, type Values } from "../../src/chart/values.generated.ts";
import { type Board, boardsOf, fullValues, panelsOf } from "./boards.ts";

type Boards = Values["dashboards"]["boards"];

const { boards } = VALUES_DEFAULTS.dashboards;

/** The link of a column of a panel. */
function linkOf(board: Board, title: string, column: string): unknown {
  const panel = panelsOf(board).find((one) => one.title === title)!;
  const override = panel.fieldConfig.overrides.find(({ matcher }) => matcher.options === column)!;
  return override.properties.find(({ id }) => id === "links")?.value;
}

/** A field of the row, as a data link names it. */
const field = (name: string) => `\${__data.fields.${name}}`;

const TABLE = "What cannot be pulled now";

describe("mergeDashboards()", () => {
  it("leaves out what is switched off, and hygiene unless its bundle is on", () => {
    const namesOf = (values: Values) => renderDashboards(values).map(({ name }) => name);
    expect(namesOf(VALUES_DEFAULTS)).to.deep.equal([
      "image-availability.json",
      "image-availability-exporter.json",
    ]);
    expect(namesOf(fullValues())).to.deep.equal([
      "image-availability.json",
      "image-availability-exporter.json",
      "cluster-hygiene.json",
    ]);
    const off: Boards = { ...boards, exporter: { ...boards.exporter, enabled: false } };
    expect(namesOf(fullValues({ boards: off }))).to.deep.equal([
      "image-availability.json",
      "cluster-hygiene.json",
    ]);
  });

  it("has by default a refresh no faster than Prometheus scrapes, the last hours, and the reader's time zone", () => {
    for (const board of boardsOf()) {
      expect(board).to.deep.include({
        refresh: "1m",
        time: { from: "now-6h", to: "now" },
        timezone: "browser",
        tags: ["k8s-image-availability-exporter"],
      });
    }
  });

  it("lays what holds for all, and what holds for one, over the dashboards", () => {
    const [images, exporter] = boardsOf(
      fullValues({
        titlePrefix: "Kubernetes / ",
        tags: ["platform"],
        timezone: "utc",
        refresh: "5m",
        from: "now-1h",
        boards: { ...boards, exporter: { enabled: true, refresh: "30s", from: "now-2d", tags: ["own"] } },
      }),
    ) as readonly [Board, Board];
    expect(images).to.deep.include({
      uid: "k8s-image-availability",
      title: "Kubernetes / Image availability",
      tags: ["k8s-image-availability-exporter", "platform"],
      timezone: "utc",
      refresh: "5m",
      time: { from: "now-1h", to: "now" },
    });
    expect(exporter).to.deep.include({
      title: "Kubernetes / Image availability exporter",
      tags: ["k8s-image-availability-exporter", "platform", "own"],
      refresh: "30s",
      time: { from: "now-2d", to: "now" },
    });
  });

  it("links names to the workload, reasons to the runbook, images to the registry", () => {
    const [board] = boardsOf({
      ...fullValues({
        links: {
          workload:
            "/d/abc?var-cluster=$cluster&var-namespace=$namespace&var-type=$kind&var-workload=$name&c=$container",
          registry: "https://$registry/?q=$image",
        },
      }),
      rules: { ...VALUES_DEFAULTS.rules, runbookUrl: 'https://wiki.example.com/"$alert"' },
    }) as readonly [Board];
    expect(linkOf(board, TABLE, "name")).to.deep.equal([
      {
        title: "Open the workload",
        url: `/d/abc?var-cluster=${field("cluster")}&var-namespace=${field("namespace")}&var-type=${field("kind")}&var-workload=${field("name")}&c=${field("container")}`,
        targetBlank: true,
      },
    ]);
    expect(linkOf(board, TABLE, "image")).to.deep.equal([
      {
        title: "Open the registry",
        url: `https://${field("registry")}/?q=${field("image")}`,
        targetBlank: true,
      },
    ]);
    expect(linkOf(board, TABLE, "reason")).to.deep.equal([
      {
        title: "Open the runbook",
        url: `https://wiki.example.com/"${field("alert")}"`,
        targetBlank: true,
      },
    ]);
  });

  it("has no link where there is no address", () => {
    const [board] = boardsOf({
      ...fullValues({ links: { workload: "", registry: "" } }),
      rules: { ...VALUES_DEFAULTS.rules, runbookUrl: "" },
    }) as readonly [Board];
    for (const column of ["name", "image", "reason"]) {
      expect(linkOf(board, TABLE, column)).to.deep.equal([]);
    }
  });

  it("keeps each dashboard far below what a ConfigMap holds", () => {
    for (const { name, text } of renderDashboards(fullValues())) {
      expect(text.length, name).to.be.below(200_000);
    }
  });
});
