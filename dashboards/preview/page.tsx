import "@fontsource/inter/latin-400.css";
import "@fontsource/inter/latin-500.css";
import {
  applyFieldOverrides,
  cacheFieldDisplayNames,
  createTheme,
  type DataFrame,
  dateTime,
  type Field,
  FieldType,
  getFieldDisplayValues,
  Registry,
  standardTransformers,
  standardTransformersRegistry,
  ThemeContext,
  toDataFrame,
  transformDataFrame,
} from "@grafana/data";
import { BigValue, GlobalStyles, PanelChrome, TimeSeries, VizRepeater } from "@grafana/ui";
import { TableNG } from "@grafana/ui/unstable";
import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { firstValueFrom } from "rxjs";
import type { Board, Panel, Place, RowPanel, Target } from "../../test/dashboards/boards.ts";

interface Answer {
  readonly resultType: "vector" | "matrix";
  readonly result: readonly {
    readonly metric: Readonly<Record<string, string>>;
    readonly value: [number, string];
    readonly values: readonly [number, string][];
  }[];
}

/** Width of a column of 24 is what is left; height of a row, and what is between panels. */
const [ROW, GAP] = [30, 8];

const query = new URLSearchParams(location.search);
const theme = createTheme({ colors: { mode: query.get("theme") as "dark" | "light" } });
const { mergeTransformer, organizeFieldsTransformer } = standardTransformers;
standardTransformersRegistry.setInit(
  () =>
    [mergeTransformer, organizeFieldsTransformer].map((transformation) => ({
      ...transformation,
      transformation,
    })) as never,
);

/** The properties of fields that our dashboards set. Grafana registers them beside their editors. */
const PROPERTIES = new Registry(() =>
  [
    ...[
      "displayName",
      "unit",
      "decimals",
      "min",
      "max",
      "noValue",
      "color",
      "thresholds",
      "mappings",
      "links",
    ],
    ...[
      "width",
      "minWidth",
      "hideFrom",
      "wrapText",
      "align",
      "cellOptions",
      "filterable",
      "lineStyle",
      "fillOpacity",
      "lineWidth",
    ].map((path) => `custom.${path}`),
    ...["showPoints", "stacking", "axisSoftMin", "axisSoftMax"].map((path) => `custom.${path}`),
  ].map((id) => ({
    id,
    path: id.replace("custom.", ""),
    isCustom: id.startsWith("custom."),
    name: id,
    process: (value: unknown) => value,
    shouldApply: () => true,
  })),
);

const named = (metric: Readonly<Record<string, string>>, { legendFormat }: Target) =>
  legendFormat === ""
    ? JSON.stringify(metric)
    : legendFormat.replace(/\{\{(\w+)\}\}/g, (_, label: string) => metric[label] ?? "").trim();

/** What Grafana's data source makes of an answer in the format `table`: a column for each label. */
function tableOf({ result }: Answer, value: string): DataFrame {
  const labels = [...new Set(result.flatMap(({ metric }) => Object.keys(metric)))].sort();
  const fields = [
    { name: "Time", type: FieldType.time, values: result.map((one) => one.value[0] * 1000) },
    ...labels.map((name) => ({
      name,
      type: FieldType.string,
      values: result.map(({ metric }) => metric[name] ?? ""),
    })),
    { name: value, type: FieldType.number, values: result.map((one) => Number(one.value[1])) },
  ];
  return toDataFrame({ fields: result.length === 0 ? [] : fields });
}

/** The same in the format `time_series`: a frame for each series. */
function seriesOf({ resultType, result }: Answer, target: Target): DataFrame[] {
  return result.map(({ metric, value, values }) => {
    const samples = resultType === "vector" ? [value] : values;
    return toDataFrame({
      refId: target.refId,
      fields: [
        { name: "Time", type: FieldType.time, values: samples.map(([time]) => time * 1000) },
        {
          name: "Value",
          type: FieldType.number,
          labels: metric,
          config: { displayNameFromDS: named(metric, target) },
          values: samples.map(([, number]) => Number(number)),
        },
      ],
    });
  });
}

async function framesOf(panel: Panel, answers: readonly Answer[]): Promise<DataFrame[]> {
  const several = panel.targets.length > 1;
  const raw = panel.targets.flatMap((target, index) =>
    target.format === "table"
      ? tableOf(answers[index]!, several ? `Value #${target.refId}` : "Value")
      : seriesOf(answers[index]!, target),
  );
  const { transformations = [] } = panel as { transformations?: [] };
  const data = await firstValueFrom(
    transformDataFrame(
      transformations,
      raw.filter(({ fields }) => fields.length > 0),
    ),
  );
  // What plugins have by default, where a dashboard does not say.
  const color = { mode: panel.type === "timeseries" ? "palette-classic" : "thresholds" };
  const frames = applyFieldOverrides({
    data,
    fieldConfig: { ...panel.fieldConfig, defaults: { color, ...panel.fieldConfig.defaults } } as never,
    fieldConfigRegistry: PROPERTIES as never,
    replaceVariables: (text) => text,
    theme,
    timeZone: "utc",
  });
  cacheFieldDisplayNames(frames);
  return frames;
}

function Viz({
  panel,
  frames,
  width,
  height,
}: {
  panel: Panel;
  frames: DataFrame[];
  width: number;
  height: number;
}) {
  const options = panel.options as never as Record<string, never>;
  const { defaults } = panel.fieldConfig;
  if (panel.type === "stat") {
    const values = () =>
      getFieldDisplayValues({
        data: frames,
        fieldConfig: panel.fieldConfig as never,
        reduceOptions: options.reduceOptions as never,
        replaceVariables: (text) => text,
        theme,
        timeZone: "utc",
      });
    return (
      <VizRepeater
        getValues={values}
        source={frames}
        width={width}
        height={height}
        orientation={"auto" as never}
        renderCounter={0}
        renderValue={({ value: { display }, width: its, height: tall, count }) => (
          <BigValue {...options} value={display} width={its} height={tall} count={count} theme={theme} />
        )}
      />
    );
  }
  if (frames.every(({ length }) => length === 0)) {
    return <Centred>{defaults.noValue ?? "No data"}</Centred>;
  }
  if (panel.type === "table") {
    return <TableNG data={frames[0]!} width={width} height={height} initialSortBy={options.sortBy} />;
  }
  if (panel.type === "timeseries") {
    const [first] = frames[0]!.fields as [Field];
    const times = frames.flatMap(({ fields }) => fields[0]!.values as number[]);
    const [from, to] = [dateTime(Math.min(...times)), dateTime(Math.max(...times))];
    return (
      <TimeSeries
        key={first.name}
        frames={frames}
        timeRange={{ from, to, raw: { from, to } }}
        timeZone="utc"
        width={width}
        height={height}
        legend={options.legend as never}
      />
    );
  }
  return <Centred>The component of {panel.type} is not published: not in this preview</Centred>;
}

function Centred({ children }: { children: React.ReactNode }) {
  const style = {
    height: "100%",
    display: "flex",
    placeContent: "center",
    placeItems: "center",
    textAlign: "center",
  };
  return <div style={{ ...style, color: theme.colors.text.secondary } as never}>{children}</div>;
}

type Drawn = { readonly place: Place; readonly panel: Panel | RowPanel; readonly frames: DataFrame[] };

/** Every panel where it stands, rows that are closed opened. */
async function layOut(board: Board, answers: Readonly<Record<number, readonly Answer[]>>): Promise<Drawn[]> {
  const drawn: Drawn[] = [];
  for (const panel of board.panels) {
    const place = panel.gridPos;
    const isRow = panel.type === "row";
    drawn.push({ panel, place, frames: isRow ? [] : await framesOf(panel as Panel, answers[panel.id]!) });
    const inner = isRow ? ((panel as RowPanel).panels ?? []) : [];
    const top = Math.min(...inner.map(({ gridPos }) => gridPos.y));
    for (const one of inner) {
      const frames = await framesOf(one, answers[one.id]!);
      drawn.push({ panel: one, frames, place: { ...one.gridPos, y: one.gridPos.y - top + place.y + 1 } });
    }
  }
  return drawn;
}

function Page() {
  const [drawn, setDrawn] = useState<readonly Drawn[]>();
  const [title, setTitle] = useState("");
  const [done, setDone] = useState(false);
  useEffect(() => {
    (async () => {
      const { board, answers } = await (
        await fetch(`/data/${query.get("uid")}/${query.get("situation")}`)
      ).json();
      setTitle(board.title);
      setDrawn(await layOut(board, answers));
      await document.fonts.ready;
      setTimeout(() => setDone(true), 1500);
    })();
  }, []);
  const column = (innerWidth - 2 * GAP - 8) / 24;
  const bottom = Math.max(0, ...(drawn ?? []).map(({ place }) => place.y + place.h));
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <h4 style={{ padding: "12px 16px 0" }}>
        {title}{" "}
        <small style={{ color: theme.colors.text.secondary }}>preview by Grafana&apos;s components</small>
      </h4>
      <div style={{ position: "relative", margin: GAP, height: bottom * (ROW + GAP) }}>
        {drawn?.map(({ panel, place, frames }) => {
          const [width, height] = [place.w * column - GAP, place.h * (ROW + GAP) - GAP];
          const style = { left: place.x * column, top: place.y * (ROW + GAP), width, height };
          return (
            <div key={panel.id} style={{ position: "absolute", ...style }}>
              {panel.type === "row" ? (
                <h5 style={{ paddingTop: 6 }}>⌄ {panel.title}</h5>
              ) : (
                <PanelChrome
                  title={panel.title}
                  description={(panel as Panel).description}
                  width={width}
                  height={height}
                  padding={panel.type === "table" ? "none" : "md"}
                >
                  {(its, tall) => <Viz panel={panel as Panel} frames={frames} width={its} height={tall} />}
                </PanelChrome>
              )}
            </div>
          );
        })}
      </div>
      {done === true ? <i id="drawn" /> : null}
    </ThemeContext.Provider>
  );
}

createRoot(document.body.appendChild(document.createElement("main"))).render(<Page />);
