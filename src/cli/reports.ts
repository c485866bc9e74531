import { formatTable } from "../text/formatTable.ts";
import type { Group, ReportFormat } from "./reportChoices.ts";

/** What was found of an image, by itself or in a workload, for people and machines. */
export interface ReportRow {
  readonly image: string;
  /** Null where nothing certain is known. */
  readonly available: boolean | null;
  readonly reason: string | null;
  readonly message: string | null;
  readonly namespace?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly container?: string;
  readonly registry?: string;
  /** Where the image is written. */
  readonly file?: string;
  readonly line?: number;
}

/** The exit code that rows stand for: 0 all available, 1 one certainly is not, else 3. */
export function exitCodeFor(rows: readonly Pick<ReportRow, "available">[]): 0 | 1 | 3 {
  if (rows.some(({ available }) => available === false)) {
    return 1;
  }
  return rows.some(({ available }) => available === null) ? 3 : 0;
}

export interface ReportOptions {
  readonly format: ReportFormat;
  /** For a table. Default: by reason. */
  readonly groupBy?: Group;
  /** How many containers were left out, by reason; a table says it. */
  readonly skipped?: ReadonlyMap<string, number>;
  /** Whether a table leaves out what is available. */
  readonly onlyProblems?: boolean;
}

/** What is printed of rows. */
export function renderReport(rows: readonly ReportRow[], options: ReportOptions): string {
  const { format } = options;
  switch (format) {
    case "table":
      return table(rows, options);
    case "json":
      return `${JSON.stringify(rows, undefined, 2)}\n`;
    case "junit":
      return junit(rows);
    case "markdown":
      return markdown(rows);
    case "github":
      return github(rows);
    default:
      return format satisfies never;
  }
}

const shown = ({ available }: ReportRow): string =>
  available === null ? "unknown" : available === true ? "yes" : "no";

function workloadOf({ namespace, kind, name }: ReportRow): string {
  return kind === undefined ? "" : `${namespace}/${kind}/${name}`;
}

function table(
  rows: readonly ReportRow[],
  { groupBy = "reason", skipped = new Map(), onlyProblems }: ReportOptions,
): string {
  const keyOf = (row: ReportRow) =>
    groupBy === "workload" ? workloadOf(row) : (row[groupBy] ?? (groupBy === "reason" ? "available" : ""));
  const groups = [...Map.groupBy(rows, keyOf)].sort(([a], [b]) =>
    // What is well comes last.
    a === "available" ? 1 : b === "available" ? -1 : a < b ? -1 : 1,
  );
  const cells = groups
    .flatMap(([, members]) => members)
    .filter(({ available }) => onlyProblems !== true || available !== true)
    .map((row) => [
      row.reason ?? "available",
      workloadOf(row),
      row.container ?? "",
      row.image,
      row.message ?? "",
    ]);
  const header = ["VERDICT", "WORKLOAD", "CONTAINER", "IMAGE", "MESSAGE"];
  const counts = groups.map(([key, members]) => `, ${members.length} ${key}`).join("");
  const left = [...skipped].map(([reason, count]) => `${count} ${reason}`).join(", ");
  return [
    cells.length === 0 ? "" : `${formatTable([header, ...cells])}\n`,
    `${rows.length} containers${counts}${left === "" ? "" : `; not checked: ${left}`}\n`,
  ].join("");
}

/** Of what XML 1.0 takes; a registry may answer with anything. */
function xml(text: string): string {
  return (
    text
      .replaceAll(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, " ")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      // A CI system may take a line that begins with :: for a command.
      .replaceAll(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)
  );
}

/** As CI systems read it: what certainly cannot be pulled failed, what nobody could say is an error. */
function junit(rows: readonly ReportRow[]): string {
  const cases = rows.map((row) => {
    const { image, container, available, reason, message, file, line } = row;
    const name = container === undefined ? image : `${container}: ${image}`;
    const where = file === undefined ? "" : ` file="${xml(file)}" line="${line}"`;
    const head = `    <testcase classname="${xml(workloadOf(row) || "image")}" name="${xml(name)}"${where}`;
    if (available === true) {
      return `${head}/>\n`;
    }
    const kind = available === false ? "failure" : "error";
    return `${head}>\n      <${kind} type="${xml(reason ?? "")}" message="${xml(message ?? "")}"/>\n    </testcase>\n`;
  });
  const count = (wanted: boolean | null) => rows.filter(({ available }) => available === wanted).length;
  const counts = `tests="${rows.length}" failures="${count(false)}" errors="${count(null)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n  <testsuite name="image availability" ${counts}>\n${cases.join("")}  </testsuite>\n</testsuites>\n`;
}

function markdown(rows: readonly ReportRow[]): string {
  const cell = (text: string) =>
    text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").replaceAll(/[\\`*_{}[\]<>|#]/g, "\\$&");
  const lines = rows.map((row) =>
    [workloadOf(row), row.container ?? "", row.image, shown(row), row.reason ?? "", row.message ?? ""]
      .map(cell)
      .join(" | "),
  );
  return ["| workload | container | image | available | reason | message |", "|---|---|---|---|---|---|"]
    .concat(lines.map((line) => `| ${line} |`))
    .map((line) => `${line}\n`)
    .join("");
}

/** Annotations of GitHub Actions (workflow commands); nothing of what is available. */
function github(rows: readonly ReportRow[]): string {
  const data = (text: string) => text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const property = (text: string) => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
  return rows
    .filter(({ available }) => available !== true)
    .map((row) => {
      const { available, reason, image, message, file, line } = row;
      const place = file === undefined || file === "-" ? "" : `file=${property(file)},line=${line},`;
      const title = property(`${image}: ${reason}`);
      const workload = workloadOf(row);
      const text = data(`${workload === "" ? "" : `${workload}: `}${message ?? ""}`);
      return `::${available === false ? "error" : "warning"} ${place}title=${title}::${text}\n`;
    })
    .join("");
}
