import {
  DOCKER_HUB,
  type ImageReference,
  type ParsedReference,
  parseReference,
  repositoryName,
} from "../../image/reference.ts";
import { hasRegistry, type RegistriesConf } from "./registriesConf.ts";

type Names = Pick<RegistriesConf, "aliases" | "search" | "searchesAll">;

/**
 * Reads a name as CRI-O does: one without a registry stands for what an alias says, else it is looked for in the only
 * registry that is searched, or, where all are, in one after the other. The kubelet finds credentials for it as for one of
 * Docker Hub.
 *
 * @returns the last of what it may stand for, with `shortName` where there are several; or a reference that says why nothing
 * can be asked, where that is so: `unresolved`
 */
export function readShortName(text: string, names: Names): ParsedReference {
  const parsed = parseReference(text);
  const [name = ""] = /^[^:@]*/.exec(text) ?? [];
  if (!parsed.ok || hasRegistry(text)) {
    return parsed;
  }
  const meant = meanings(text, names);
  const { search = [], searchesAll } = names;
  const [last] = meant.slice(-1);
  if (last !== undefined && (meant.length === 1 || searchesAll)) {
    return last.ok
      ? {
          ok: true,
          reference: {
            ...last.reference,
            keyringName: repositoryName(parsed.reference),
            ...(meant.length > 1 && { shortName: name }),
          },
        }
      : last;
  }
  const problem =
    search.length === 0
      ? "and no registry to look for it is configured"
      : `and may be meant in any of ${search.join(", ")}, among which a node does not choose`;
  return {
    ok: true,
    reference: { ...parsed.reference, unresolved: `"${name}" has no registry, is no alias, ${problem}` },
  };
}

/**
 * All that a reference may stand for, in the order to be asked: itself, unless it is of several registries. One that has come to
 * mean nothing says so: `unresolved`.
 */
export function candidates(reference: ImageReference, names: Names): readonly ImageReference[] {
  if (reference.shortName === undefined) {
    return [reference];
  }
  const { tag, digest } = reference;
  const version = `${tag === undefined ? "" : `:${tag}`}${digest === undefined ? "" : `@${digest}`}`;
  const text = `${reference.shortName}${version}`;
  const read = readShortName(text, names);
  const found = read.ok && read.reference.unresolved !== undefined ? [read] : meanings(text, names);
  return found.flatMap((one) => (one.ok ? [one.reference] : []));
}

/** @param text without a registry */
function meanings(text: string, { aliases, search = [] }: Names): readonly ParsedReference[] {
  const [name = ""] = /^[^:@]*/.exec(text) ?? [];
  const alias = aliases.get(name) ?? "";
  const texts =
    alias === "" ? search.map((registry) => `${registry}/${text}`) : [alias + text.slice(name.length)];
  // A registry to be searched may be a bare word.
  return texts.map((one, index) =>
    parseReference(one, { defaultRegistry: (alias === "" ? search[index] : search[0]) ?? DOCKER_HUB }),
  );
}
