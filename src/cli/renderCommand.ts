import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readValues } from "../chart/readValues.ts";
import type { RenderedFile } from "../chart/renderedFile.ts";
import type { Values } from "../chart/values.generated.ts";
import { errorText } from "../text/errorText.ts";
import type { CommandInput } from "./command.ts";
import type { RenderSubject } from "./renderSubjects.ts";
import { UsageError } from "./usageError.ts";

/** What makes the files of each subject; loaded when it is called for. */
const RENDERERS: Readonly<Record<RenderSubject, (values: Values) => Promise<readonly RenderedFile[]>>> = {
  dashboards: async (values) =>
    (await import("../../dashboards/renderDashboards.ts")).renderDashboards(values),
  rules: async (values) => (await import("../../rules/renderRules.ts")).renderRules(values),
  alertmanager: async (values) =>
    (await import("../../notifications/renderAlertmanager.ts")).renderAlertmanager(values),
};

/**
 * `render SUBJECT`: prints what the chart would create of it, or writes it into a folder, which is made where it is
 * missing.
 *
 * @throws {UsageError} where there are several files and no folder for them, or they cannot be written there
 */
export async function renderCommand({ images, flags, io }: CommandInput): Promise<number> {
  const { signal, stdout } = io;
  const [subject] = images as readonly [RenderSubject];
  const values = await readValues(flags.get("values"), { signal });
  const files = await RENDERERS[subject](values);
  const folder = flags.get("output-dir");
  if (folder !== undefined) {
    await writeFiles(folder, files);
    return 0;
  }
  const printed = files.filter(({ aside }) => !aside);
  const [only, ...others] = printed;
  if (others.length > 0) {
    const names = files.map(({ name }) => name).join(", ");
    throw new UsageError(`render ${subject}: expected --output-dir, as there are several files: ${names}`);
  }
  if (only !== undefined) {
    stdout.write(only.text);
  }
  return 0;
}

/** As `mkdir` with `recursive` does, which has no end where the folder above is there and takes none. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && !(await stat(folder)).isDirectory()) {
      throw new Error("there is a file of that name");
    }
    if (code === "EEXIST") {
      return;
    }
    const above = dirname(folder);
    if (code !== "ENOENT" || (await isThere(above))) {
      throw error;
    }
    await makeFolder(above);
    await mkdir(folder);
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function mayBeWritten(path: string, mark: string): Promise<boolean> {
  return !(await isThere(path)) || (await readFile(path, "utf8")).startsWith(mark);
}

async function writeFiles(folder: string, files: readonly RenderedFile[]): Promise<void> {
  try {
    await makeFolder(folder);
    for (const { name, mark } of files) {
      if (mark !== undefined && !(await mayBeWritten(join(folder, name), mark))) {
        throw new Error(`there is another ${name}, which is not of this command's making`);
      }
    }
    for (const { name, text } of files) {
      await writeFile(join(folder, name), text);
    }
  } catch (error) {
    const reason = errorText(error);
    throw new UsageError(`--output-dir: cannot write to ${folder}: ${reason}`);
  }
}
