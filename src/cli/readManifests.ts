import { readdir, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import {
  type Document,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  parseAllDocuments,
  visit,
  type YAMLMap,
} from "yaml";
import { showValue } from "../config/describeProblem.ts";
import { fileProblem } from "../files/fileProblem.ts";
import { child, elements, isRecord, text } from "../kubernetes/kinds/json.ts";
import type { CommandIo } from "./command.ts";
import { readInput } from "./readInput.ts";
import { UsageError } from "./usageError.ts";

/** An object of a manifest, and where it stands. */
export interface ManifestObject {
  readonly object: unknown;
  /** As a user calls it; `-` for standard input. */
  readonly file: string;
  /** The line at which a container's image is written, or else the object begins; from 1. */
  lineOf(container: string, image: string): number;
}

interface Found {
  readonly node: YAMLMap.Parsed & ParsedNode;
  readonly type: object;
}

const MANIFEST = /\.(?:ya?ml|json)$/i;

/**
 * Reads manifests: YAML of any number of documents, or JSON; a list's items count one by one, and are of its
 * kind where they name none.
 *
 * @param path of a file, of a folder (all below it that end in `.yaml`, `.yml` or `.json`), or `-` for standard input
 * @throws UsageError where one cannot be read, or `io.signal.reason`
 */
export async function readManifests(path: string, io: CommandIo): Promise<readonly ManifestObject[]> {
  if (path === "-") {
    return parseManifests(await readInput(io, undefined, ""), path);
  }
  const found: ManifestObject[] = [];
  for (const file of await filesAt(resolve(io.baseDirectory, path))) {
    found.push(
      ...parseManifests(await readInput(io, file, "--filename"), relative(io.baseDirectory, file) || file),
    );
  }
  return found;
}

async function filesAt(path: string): Promise<readonly string[]> {
  try {
    if (!(await stat(path)).isDirectory()) {
      return [path];
    }
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && MANIFEST.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    throw new UsageError(`--filename: cannot read ${path}: ${fileProblem(error)}`, { cause: error });
  }
}

function parseManifests(yaml: string, file: string): readonly ManifestObject[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(yaml, { lineCounter: lines });
  const found: ManifestObject[] = [];
  for (const document of Array.isArray(documents) ? documents : []) {
    const [problem] = document.errors;
    if (problem !== undefined) {
      const { line } = lines.linePos(problem.pos[0]);
      throw new UsageError(`${file}:${line}: ${problem.message.split(/:?\n/, 1)[0]!}`, { cause: problem });
    }
    for (const { node, type } of objectsIn(document.contents, {})) {
      found.push({
        object: toObject(() => ({ ...type, ...node.toJS(document, { reviver: nameImages }) }), file),
        file,
        lineOf: (container, image) =>
          lines.linePos(find(node, document, container, image) ?? node.range[0]).line,
      });
    }
  }
  return found;
}

/** Aliases may make it as large as they like. */
function toObject(make: () => unknown, file: string): unknown {
  try {
    return make();
  } catch (error) {
    throw new UsageError(`${file}: ${fileProblem(error)}`, { cause: error });
  }
}

/** @param type what an object is that does not say it */
function objectsIn(contents: ParsedNode | null, type: object): readonly Found[] {
  if (!isMap(contents)) {
    return [];
  }
  const items = contents.get("items", true);
  const kind: unknown = contents.get("kind");
  if (typeof kind !== "string" || !kind.endsWith("List") || !isSeq(items)) {
    return [{ node: contents, type }];
  }
  // The API server leaves it out of the items of a PodList.
  const itemType =
    kind === "List" ? {} : { apiVersion: contents.get("apiVersion"), kind: kind.slice(0, -"List".length) };
  return items.items.flatMap((item) => objectsIn(item as ParsedNode, itemType));
}

/** Gives each container and image volume that has no readable image one that cannot be read, instead of none. */
function nameImages(list: unknown, value: unknown): unknown {
  for (const entry of typeof list === "string" && IMAGE_LISTS.has(list) ? elements(value) : []) {
    const holder = list === "volumes" ? child(entry, "image") : entry;
    if (isRecord(holder)) {
      const key = list === "volumes" ? "reference" : "image";
      Object.assign(holder, { [key]: imageText(holder[key]) });
    }
  }
  return value;
}

const IMAGE_LISTS: ReadonlySet<unknown> = new Set(["containers", "initContainers", "volumes"]);

function imageText(image: unknown): string {
  return text(image) ?? `(expected an image, given ${showValue(image)})`;
}

/** The offset of the image of a container, or of an image volume; of what should have one, where there is none. */
function find(node: ParsedNode, document: Document, container: string, image: string): number | undefined {
  let offset: number | undefined;
  visit(node, {
    Map(_key, map, path) {
      const [pair, list] = path.slice(-2);
      const name = isPair(pair) && isSeq(list) && isScalar(pair.key) ? pair.key.value : undefined;
      if (!IMAGE_LISTS.has(name) || (map.get("name") ?? "") !== container) {
        return undefined;
      }
      const written = name === "volumes" ? map.get("image") : map;
      const value = isMap(written)
        ? written.get(name === "volumes" ? "reference" : "image", true)
        : undefined;
      if (!isMap(written) || imageText(isNode(value) ? value.toJS(document) : undefined) !== image) {
        return undefined;
      }
      offset = (isNode(value) ? value : written).range?.[0];
      return visit.BREAK;
    },
  });
  return offset;
}
