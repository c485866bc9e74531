import { readdir, realpath, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { setImmediate as breathe } from "node:timers/promises";
import { isMap, isNode, isPair, isScalar, isSeq, LineCounter, type ParsedNode, type Tags, visit } from "yaml";
import { showValue } from "../config/describeProblem.ts";
import { fileProblem } from "../files/fileProblem.ts";
import { child, elements, isRecord, text } from "../kubernetes/kinds/json.ts";
import { yamlDocuments } from "../text/yamlDocuments.ts";
import type { CommandIo } from "./command.ts";
import { isMergeKey, letMergesWin } from "./mergeKeys.ts";
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
  readonly node: ParsedNode;
  readonly value: unknown;
  readonly type: object;
}

const MANIFEST = /\.(?:ya?ml|json)$/i;

/**
 * Reads manifests: YAML of any number of documents, or JSON; a list's items count one by one, and are of its
 * kind where they name none.
 *
 * @param path of a file, of a folder (all below it that end in `.yaml`, `.yml` or `.json`, links included), or `-` for standard input
 * @throws UsageError where one cannot be read, or `io.signal.reason`
 */
export async function readManifests(path: string, io: CommandIo): Promise<readonly ManifestObject[]> {
  if (path === "-") {
    return await parseManifests(await readInput(io, undefined, ""), path, io);
  }
  const found: ManifestObject[] = [];
  for (const file of await filesAt(resolve(io.baseDirectory, path))) {
    const yaml = await readInput(io, file, "--filename");
    found.push(...(await parseManifests(yaml, relative(io.baseDirectory, file) || file, io)));
  }
  return found;
}

/**
 * The files that are meant, each once. Links are followed, as those of a mounted ConfigMap have to be; one that leads back
 * leads nowhere new.
 */
async function filesAt(path: string): Promise<readonly string[]> {
  const files = new Map<string, string>();
  const folders = new Set<string>();
  const look = async (at: string, isNamed: boolean): Promise<void> => {
    const real = await realpath(at);
    const status = await stat(real);
    if (!status.isDirectory()) {
      if (isNamed || MANIFEST.test(at)) {
        // Of several names the shortest is what people know it by.
        const known = files.get(real);
        files.set(real, known !== undefined && known.length <= at.length ? known : at);
      }
      return;
    }
    if (folders.has(real)) {
      return;
    }
    folders.add(real);
    for (const name of (await readdir(real)).sort()) {
      await look(join(at, name), false);
    }
  };
  try {
    await look(path, true);
  } catch (error) {
    const at = error instanceof Error && "path" in error ? String(error.path) : path;
    throw new UsageError(`--filename: cannot read ${at}: ${fileProblem(error)}`, { cause: error });
  }
  return [...files.values()].sort();
}

/** As kubectl and Helm read YAML: version 1.1 without its odder types. */
const AS_KUBECTL = {
  version: "1.1",
  customTags: (tags: Tags) =>
    tags.filter(
      (tag) => typeof tag === "string" || !(tag.format === "TIME" || ODD_TYPES.test(String(tag.tag))),
    ),
} as const;
const ODD_TYPES = /timestamp|set|omap|pairs|binary/;

async function parseManifests(
  yaml: string,
  file: string,
  { signal }: Pick<CommandIo, "signal">,
): Promise<readonly ManifestObject[]> {
  const lines = new LineCounter();
  const found: ManifestObject[] = [];
  for (const document of yamlDocuments(yaml, { ...AS_KUBECTL, lines })) {
    // Whoever stops it is heard.
    await breathe();
    signal.throwIfAborted();
    const [problem] = document.errors;
    if (problem !== undefined) {
      throw new UsageError(`${file}:${problem.linePos?.[0].line}: ${problem.message}`, { cause: problem });
    }
    letMergesWin(document);
    // Of all at once: each look for what an alias means goes through the whole document.
    const whole = toValue(() => document.toJS({ reviver: nameImages }), file);
    for (const { node, value, type } of objectsIn(document.contents, whole, {})) {
      let offsets: ReadonlyMap<string, number> | undefined;
      found.push({
        object: isRecord(value) ? { ...type, ...value } : value,
        file,
        lineOf(container, image) {
          offsets ??= imageOffsets(node, value);
          return lines.linePos(offsets.get(imageKey(container, image)) ?? node.range[0]).line;
        },
      });
    }
  }
  return found;
}

/** Aliases may make it as large as they like. */
function toValue(make: () => unknown, file: string): unknown {
  try {
    return make();
  } catch (error) {
    throw new UsageError(`${file}: ${fileProblem(error)}`, { cause: error });
  }
}

/** @param type what an object is that does not say it */
function objectsIn(contents: ParsedNode | null, value: unknown, type: object): readonly Found[] {
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    return [];
  }
  const items: unknown = isMap(contents) ? contents.get("items", true) : undefined;
  const kind: unknown = isMap(contents) ? contents.get("kind") : undefined;
  if (!isMap(contents) || typeof kind !== "string" || !kind.endsWith("List") || !isSeq(items)) {
    return [{ node: contents, value, type }];
  }
  // The API server leaves it out of the items of a PodList.
  const itemType =
    kind === "List" ? {} : { apiVersion: contents.get("apiVersion"), kind: kind.slice(0, -"List".length) };
  const values = elements(child(value, "items"));
  return items.items.flatMap((item, index) => objectsIn(item as ParsedNode, values[index], itemType));
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

const NO_IMAGE = "(expected an image, given ";

function imageText(image: unknown): string {
  return text(image) ?? `${NO_IMAGE}${showValue(image)})`;
}

/** What of a row's image is no name that anybody has written. */
export function imageProblem(image: string): { readonly message?: string } {
  return image.startsWith(NO_IMAGE) ? { message: "no name of an image is written there" } : {};
}

function imageKey(container: string, image: string): string {
  return [container, image].join("\n");
}

/** The offsets of the images of containers, and of image volumes; of what should have one, where there is none. */
function imageOffsets(node: ParsedNode, value: unknown): ReadonlyMap<string, number> {
  const offsets = new Map<string, number>();
  visit(node, {
    Map(_key, map, path) {
      const [pair, list] = path.slice(-2);
      const within = isPair(pair) && isSeq(list) && isScalar(pair.key) ? pair.key.value : undefined;
      if (!IMAGE_LISTS.has(within)) {
        return;
      }
      const isVolume = within === "volumes";
      const key = isVolume ? "reference" : "image";
      const entry = valueAt([...path, map], value);
      const written = isVolume ? map.get("image") : map;
      const named = isMap(written) ? written.get(key, true) : undefined;
      const image = imageText(child(isVolume ? child(entry, "image") : entry, key));
      const offset = (isNode(named) ? named : isNode(written) ? written : map).range?.[0];
      const used = imageKey(text(child(entry, "name")) ?? "", image);
      if (offset !== undefined && !offsets.has(used)) {
        offsets.set(used, offset);
      }
    },
  });
  return offsets;
}

/** What the last of some nodes, each of which is in the one before, is in the value of the first. */
function valueAt(nodes: readonly unknown[], value: unknown): unknown {
  let at = value;
  for (const [index, node] of nodes.entries()) {
    const within = nodes[index - 1];
    if (isSeq(within)) {
      at = elements(at)[within.items.indexOf(node)];
    } else if (isPair(node) && isScalar(node.key) && !isMergeKey(node.key)) {
      at = child(at, String(node.key.value));
    }
  }
  return at;
}
