import { expect } from "chai";
import { DASHBOARD_IDENTITIES, dashboardPath } from "../../src/chart/dashboardIdentity.ts";
import { type Board, boardsOf, type DataLink, isRow, type Panel, type Place, panelsOf } from "./boards.ts";

/** How wide Grafana's grid is, in columns. */
const COLUMNS = 24;

const overlap = (a: Place, b: Place) =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** The cells' and the bars' links. */
function linksOf({ fieldConfig: { defaults, overrides } }: Panel): readonly DataLink[] {
  const inCells = overrides.flatMap(({ properties }) =>
    properties.flatMap(({ id, value }) => (id === "links" ? (value as readonly DataLink[]) : [])),
  );
  return [...(defaults.links ?? []), ...inCells];
}

/** Labels by which the panel's query groups, or that its series may have. */
function fieldsOf({ targets, fieldConfig }: Panel): string {
  return JSON.stringify([
    targets.map(({ expr }) => expr),
    fieldConfig.overrides.map(({ matcher }) => matcher.options),
  ]);
}

describe("the dashboards' layout", () => {
  for (const board of boardsOf()) {
    const panels = panelsOf(board);
    const { title } = board;

    it(`${title}: panels neither overlap nor leave gaps, and stay on the grid`, () => {
      const open = board.panels.filter((panel) => !(isRow(panel) && panel.collapsed));
      for (const places of [
        open.map(({ gridPos }) => gridPos),
        ...board.panels.flatMap((panel) =>
          isRow(panel) && panel.collapsed ? [panel.panels.map(({ gridPos }) => gridPos)] : [],
        ),
      ]) {
        for (const [index, place] of places.entries()) {
          expect(place.x + place.w, JSON.stringify(place)).to.be.at.most(COLUMNS);
          for (const other of places.slice(index + 1)) {
            expect(overlap(place, other), `${JSON.stringify(place)} and ${JSON.stringify(other)}`).to.equal(
              false,
            );
          }
        }
        const lines = Map.groupBy(places, ({ y }) => y);
        for (const line of lines.values()) {
          expect(line.reduce((sum, { w }) => sum + w, 0)).to.equal(COLUMNS);
          expect(new Set(line.map(({ h }) => h)).size, "heights in a line").to.equal(1);
        }
      }
    });

    it(`${title}: ids and titles are unique`, () => {
      const ids = board.panels
        .flatMap((panel) => [panel, ...(isRow(panel) ? panel.panels : [])])
        .map(({ id }) => id);
      expect(ids).to.deep.equal(ids.map((_, index) => index + 1));
      const titles = panels.map((panel) => panel.title);
      expect(new Set(titles).size, titles.join()).to.equal(titles.length);
    });

    it(`${title}: descriptions are sentences, and tables say why they are empty`, () => {
      for (const panel of panels) {
        expect(panel.description, panel.title).to.match(/^[A-Z].*[.]$/s);
        if (panel.type === "table" || panel.type === "stat") {
          expect(panel.fieldConfig.defaults.noValue, panel.title).to.be.a("string").that.is.not.equal("");
        }
      }
    });

    it(`${title}: tables and numbers ask for now, timelines for the time range`, () => {
      for (const { type, title: panel, targets } of panels) {
        for (const { instant, range, format } of targets) {
          const isNow = ["table", "stat"].includes(type);
          expect([instant ?? false, range ?? false], panel).to.deep.equal([isNow, !isNow]);
          if (type === "table") {
            expect(format).to.equal("table");
          }
          if (type === "heatmap") {
            expect(format).to.equal("heatmap");
          }
        }
      }
    });

    it(`${title}: links name only what there is`, () => {
      const variables = board.templating.list.map(({ name }) => name);
      for (const panel of panels) {
        for (const { url } of linksOf(panel)) {
          expect(url, panel.title).not.to.include("@");
          for (const [placeholder, name = ""] of url.matchAll(/\$\{([^}]*)\}/g)) {
            const [, field] = /^__(?:data\.fields|field\.labels)\.(\w+)$/.exec(name) ?? [];
            const [, variable] = /^(\w+):queryparam$/.exec(name) ?? [];
            if (name === "__value.raw") {
              continue;
            }
            if (field !== undefined) {
              expect(fieldsOf(panel), `${panel.title}: ${placeholder}`).to.include(field);
            } else {
              expect(variables, `${panel.title}: ${placeholder}`).to.include(variable);
            }
          }
          const [, path] = /^\/d\/([^?]*)/.exec(url) ?? [];
          if (path !== undefined) {
            expect(paths).to.include(path);
          }
        }
      }
    });

    it(`${title}: leads to its siblings, with what is chosen`, () => {
      expect(board.links).to.have.length(1);
      expect(board.links[0]).to.include({
        type: "dashboards",
        asDropdown: true,
        includeVars: true,
        keepTime: true,
      });
      expect(board.tags).to.include.members(board.links[0]!.tags as string[]);
    });
  }

  it("puts what is broken now before everything else", () => {
    const [images] = boardsOf() as readonly [Board];
    const top = panelsOf(images).slice(0, 7);
    expect(top.map(({ title }) => title)).to.deep.equal([
      "Images unavailable",
      "Workloads hit",
      "Namespaces hit",
      "Registries down",
      "Can be pulled",
      "Oldest check",
      "What cannot be pulled now",
    ]);
  });

  it("has identities that never change and that Grafana takes", () => {
    expect(Object.values(DASHBOARD_IDENTITIES).map(({ uid }) => uid)).to.deep.equal([
      "k8s-image-availability",
      "k8s-image-availability-exporter",
      "k8s-image-availability-hygiene",
    ]);
    for (const { uid } of Object.values(DASHBOARD_IDENTITIES)) {
      expect(uid).to.match(/^[a-zA-Z0-9_-]{1,40}$/);
    }
  });
});

const paths = [
  dashboardPath("imageAvailability"),
  dashboardPath("exporter"),
  dashboardPath("clusterHygiene"),
];
