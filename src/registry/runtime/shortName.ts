import { DOCKER_HUB, type ParsedReference, parseReference, repositoryName } from "../../image/reference.ts";
import { hasRegistry, type RegistriesConf } from "./registriesConf.ts";

/**
 * Reads a name as CRI-O does: one without a registry stands for what an alias says, else it is looked for in the only
 * registry that is searched. The kubelet finds credentials for it as for one of Docker Hub.
 *
 * @returns a reference that says why nothing can be asked, where that is so: `unresolved`
 */
export function readShortName(text: string, { aliases, search = [] }: RegistriesConf): ParsedReference {
  const parsed = parseReference(text);
  const [name = ""] = /^[^:@]*/.exec(text) ?? [];
  if (!parsed.ok || hasRegistry(text)) {
    return parsed;
  }
  const alias = aliases.get(name) ?? "";
  const [first] = search;
  if (alias !== "" || (first !== undefined && search.length === 1)) {
    const found = parseReference(alias === "" ? `${first}/${text}` : alias + text.slice(name.length), {
      // A registry to be searched may be a bare word.
      defaultRegistry: first ?? DOCKER_HUB,
    });
    return found.ok
      ? { ok: true, reference: { ...found.reference, keyringName: repositoryName(parsed.reference) } }
      : found;
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
