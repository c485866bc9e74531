import { expect } from "chai";
import { REASON_RECORDS, REASONS } from "../../src/image/reasons.ts";
import { HYGIENE_FINDINGS } from "../../src/inventory/hygieneFinding.ts";
import { SKIP_REASONS } from "../../src/inventory/skipReason.ts";
import { boardsOf, type Panel, panelsOf } from "./boards.ts";

interface Mapping {
  readonly type: string;
  readonly options: Readonly<Record<string, unknown>>;
}

type Said = Readonly<Record<string, { readonly text?: string; readonly color?: string }>>;

const panels = boardsOf().flatMap((board) =>
  panelsOf(board).map((panel) => ({ name: `${board.title}: ${panel.title}`, panel })),
);
const ofType = (...types: readonly string[]) => panels.filter(({ panel }) => types.includes(panel.type));
const tables = ofType("table");

const propertyOf = (panel: Panel, field: string, id: string): unknown =>
  panel.fieldConfig.overrides
    .filter(({ matcher }) => matcher.options === field)
    .flatMap(({ properties }) => properties)
    .find((one) => one.id === id)?.value;

/** What a panel, or a field of its, makes of a value that is not there: text and colour. */
function saidOfNothing(mappings: unknown, match: string): unknown {
  return (mappings as readonly Mapping[] | undefined)?.find(
    ({ type, options }) => type === "special" && options.match === match,
  )?.options.result;
}

/** How a panel writes a label's or a series' value. */
function wordFor(panel: Panel, label: string, value: string): { text?: unknown; color?: unknown } {
  if (panel.type === "table") {
    const mappings = propertyOf(panel, label, "mappings") as readonly Mapping[] | undefined;
    return ((mappings?.find(({ type }) => type === "value")?.options ?? {}) as Said)[value] ?? {};
  }
  return {
    text: propertyOf(panel, value, "displayName"),
    color: (propertyOf(panel, value, "color") as { fixedColor?: string } | undefined)?.fixedColor,
  };
}

/** Labels by which a panel's rows or series are told apart. */
function groupsOf({ targets }: Panel): readonly string[] {
  return targets.flatMap(({ expr }) =>
    [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, labels = ""]) => labels.split(", ")),
  );
}

describe("the dashboards' readings", () => {
  it("are grey and say so where there is no data", () => {
    for (const { name, panel } of ofType("stat")) {
      expect(saidOfNothing(panel.fieldConfig.defaults.mappings, "null+nan"), name).to.deep.equal({
        text: "No data",
        color: "#7b8087",
      });
    }
  });

  it("do not take an empty table for an all-clear", () => {
    for (const { name, panel } of tables) {
      expect(panel.fieldConfig.defaults.noValue, name).to.match(/no data/i);
    }
  });

  it("write a dash without a colour into a cell for which there is nothing", () => {
    for (const { name, panel } of tables) {
      const own = panel.fieldConfig.overrides.flatMap(({ properties }) =>
        properties.filter(({ id }) => id === "mappings").map(({ value }) => value),
      );
      for (const mappings of [panel.fieldConfig.defaults.mappings, ...own]) {
        for (const match of ["null+nan", "empty"]) {
          expect(saidOfNothing(mappings, match), name).to.deep.equal({ text: "–", color: "text" });
        }
      }
      const cells = panel.fieldConfig.overrides.flatMap(({ properties }) => properties.map(({ id }) => id));
      expect(cells, name).not.to.include("noValue");
    }
  });

  it("have only columns that the table is about, whatever the scrape's labels", () => {
    for (const { name, panel } of tables) {
      for (const { expr } of panel.targets) {
        expect(expr, name).not.to.match(/\bwithout\b/);
      }
    }
  });

  it("have rows of the same things in all columns of a table", () => {
    for (const { name, panel } of tables) {
      const limited = panel.targets.filter(({ expr }) => /\b(top|bottom)k\(/.test(expr));
      if (limited.length > 0) {
        expect(limited, name).to.have.length(panel.targets.length);
      }
      // Each with a limit of its own would be of other rows.
      for (const { expr } of limited.slice(1)) {
        expect(expr, name).to.match(/\band\b.*\btopk\(/s);
      }
    }
  });

  it("have links that are spelt out of what has no word put in its place", () => {
    for (const { name, panel } of tables) {
      const text = JSON.stringify(panel.fieldConfig);
      for (const [, field = ""] of text.matchAll(/__data\.fields\.(\w+)/g)) {
        const mappings = (propertyOf(panel, field, "mappings") ?? []) as readonly Mapping[];
        expect(
          mappings.filter(({ type }) => type === "value"),
          `${name}: ${field}`,
        ).to.deep.equal([]);
      }
    }
  });

  it("have one word and one colour for a reason everywhere", () => {
    const shown = panels.filter(
      ({ panel }) =>
        panel.targets.some(({ legendFormat }) => legendFormat === "{{reason}}") ||
        (panel.type === "table" && propertyOf(panel, "reason", "displayName") === "Reason"),
    );
    expect(shown.length).to.be.at.least(5);
    for (const { name, panel } of shown) {
      for (const reason of REASONS) {
        const { color, words } = REASON_RECORDS[reason];
        expect(wordFor(panel, "reason", reason), name).to.deep.include({ text: words.label, color });
      }
    }
  });

  it("have words for whatever else is a name of ours", () => {
    const named = [
      { label: "finding", values: HYGIENE_FINDINGS, at: "Findings" },
      { label: "finding", values: HYGIENE_FINDINGS, at: "Containers" },
      { label: "reason", values: SKIP_REASONS, at: "Containers that are not checked" },
      {
        label: "result",
        values: ["available", "rate_limited", "node_local", ...REASONS],
        at: "Checks by result",
      },
    ] as const;
    for (const { label, values, at } of named) {
      const { panel } = panels.find(({ panel: { title } }) => title === at)!;
      for (const value of values) {
        expect(wordFor(panel, label, value).text, `${at}: ${value}`)
          .to.be.a("string")
          .that.does.not.match(/_|`/);
      }
    }
  });

  it("show no raw reason, finding or result of ours", () => {
    for (const { name, panel } of ofType("table")) {
      for (const label of ["reason", "finding", "result"]) {
        if (groupsOf(panel).includes(label)) {
          expect(propertyOf(panel, label, "mappings"), `${name}: ${label}`).to.be.an("array");
        }
      }
    }
  });

  it("say whose the worst number is", () => {
    for (const title of ["Pods on a node", "Ephemeral storage", "Volume", "etcd", "Quota", "Memory"]) {
      const { panel } = ofType("stat").find(({ panel: one }) => one.title === title)!;
      expect(panel.targets[0]!.legendFormat, title).to.match(/\{\{\w+\}\}/);
      expect(panel.options, title).to.include({ textMode: "value_and_name" });
    }
    const { panel: left } = ofType("stat").find(({ panel: one }) => one.title === "Left over")!;
    expect(left.targets.map(({ legendFormat }) => legendFormat)).to.have.length(5);
  });

  it("draw limits as dashed lines", () => {
    for (const [title, limit] of [
      ["A round against the window", "/^window/"],
      ["Size of etcd", "/^quota/"],
    ] as const) {
      const { panel } = panels.find(({ panel: one }) => one.title === title)!;
      expect(propertyOf(panel, limit, "custom.lineStyle"), title).to.deep.equal({
        fill: "dash",
        dash: [8, 8],
      });
      expect(propertyOf(panel, limit, "custom.fillOpacity"), title).to.equal(0);
      expect(propertyOf(panel, limit, "color"), title).to.deep.equal({ mode: "fixed", fixedColor: "red" });
    }
  });

  it("measure time since then in days, and quotas of memory in bytes", () => {
    for (const title of ["Finished Jobs", "Failed Pods", "Deployments at zero"]) {
      const { panel } = panels.find(({ panel: one }) => one.title === title)!;
      expect(propertyOf(panel, "Value", "unit"), title).to.equal("suffix:days");
    }
    const { panel } = panels.find(({ panel: one }) => one.title === "Quotas of memory and storage")!;
    expect(propertyOf(panel, "Value #A", "unit")).to.equal("bytes");
  });

  it("stand on the left where they are words", () => {
    for (const { name, panel } of tables) {
      for (const { matcher, properties } of panel.fieldConfig.overrides) {
        const is = (id: string) => properties.find((one) => one.id === id)?.value;
        const mapped = (is("mappings") as readonly Mapping[] | undefined)?.some(
          ({ type }) => type === "value",
        );
        if (matcher.options.startsWith("Value") && (mapped || is("unit") === "dateTimeFromNow")) {
          expect(is("custom.align"), `${name}: ${matcher.options}`).to.equal("left");
        }
      }
    }
  });

  it("have titles that are not cut on a screen of 1280 pixels", () => {
    for (const { name, panel } of panels) {
      // A column has 51 pixels, a letter 7; paddings and the sign of the description take 65.
      expect(panel.title.length, name).to.be.at.most(7 * panel.gridPos.w - 10);
    }
  });

  it("leave the image the room that is left", () => {
    for (const { name, panel } of tables.filter(({ panel: one }) => groupsOf(one).includes("image"))) {
      expect(propertyOf(panel, "image", "custom.minWidth"), name).to.be.at.least(300);
      expect(propertyOf(panel, "image", "custom.width"), name).to.equal(undefined);
    }
  });
});
