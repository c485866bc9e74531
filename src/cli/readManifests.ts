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
  /** Where a container's image is written, and what is wrong with it where that is no name of an image. */
  placeOf(container: string, image: string): ImagePlace;
}

export interface ImagePlace {
  /** Of the image, or else where the object begins; from 1. */
  readonly line: number;
  readonly message?: string;
}

/** Where in a text an image is written, or should be. */
interface Written {
  readonly offset: number;
  readonly isNamed: boolean;
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
    const unnamed = new WeakSet<object>();
    const reviver = (list: unknown, value: unknown) => nameImages(list, value, unnamed);
    const whole = toValue(() => document.toJS({ reviver }), file);
    for (const { node, value, type } of objectsIn(document.contents, whole, {})) {
      let images: ReadonlyMap<string, Written> | undefined;
      found.push({
        object: isRecord(value) ? { ...type, ...value } : value,
        file,
        placeOf(container, image) {
          images ??= writtenImages(node, value, unnamed);
          const { offset, isNamed } = images.get(imageKey(container, image)) ?? UNWRITTEN;
          return {
            line: lines.linePos(offset ?? node.range[0]).line,
            ...(!isNamed && { message: "no name of an image is written there" }),
          };
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

/** Of what nothing more is known. */
const UNWRITTEN = { offset: undefined, isNamed: true };

/**
 * Gives each container and image volume that has no readable image one that cannot be read, instead of none.
 *
 * @param unnamed takes these
 */
function nameImages(list: unknown, value: unknown, unnamed: WeakSet<object>): unknown {
  for (const entry of typeof list === "string" && IMAGE_LISTS.has(list) ? elements(value) : []) {
    const holder = list === "volumes" ? child(entry, "image") : entry;
    if (isRecord(holder)) {
      const key = list === "volumes" ? "reference" : "image";
      if (text(holder[key]) === undefined) {
        unnamed.add(holder);
        Object.assign(holder, { [key]: `(expected an image, given ${showValue(holder[key])})` });
      }
    }
  }
  return value;
}

const IMAGE_LISTS: ReadonlySet<unknown> = new Set(["containers", "initContainers", "volumes"]);

function imageKey(container: string, image: string): string {
  return [container, image].join("\n");
}

/** The images of containers, and of image volumes; where there is none, what should have one. */
function writtenImages(
  node: ParsedNode,
  value: unknown,
  unnamed: WeakSet<object>,
): ReadonlyMap<string, Written> {
  const images = new Map<string, Written>();
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
      const holder = isVolume ? child(entry, "image") : entry;
      const offset = (isNode(named) ? named : isNode(written) ? written : map).range?.[0];
      const used = imageKey(text(child(entry, "name")) ?? "", text(child(holder, key)) ?? "");
      if (offset !== undefined && !images.has(used)) {
        images.set(used, { offset, isNamed: !(isRecord(holder) && unnamed.has(holder)) });
      }
    },
  });
  return images;
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
