import { type ParsedReference, parseReference } from "../../image/reference.ts";
import { findManifestByGet } from "../manifestByGet.ts";
import { PingedConversation } from "../pingedConversation.ts";
import { chooseAsCrio } from "./crioPlatforms.ts";
import type { NodeFiles } from "./nodeFiles.ts";
import { openRegistriesFiles } from "./registriesFiles.ts";
import type { Runtime } from "./runtime.ts";

/**
 * CRI-O 1.36, as the kubelet's requests have it pull (the library go.podman.io/image/v5). It asks for manifests by GET;
 * we ask by HEAD before, and do not repeat at once what was answered by 429.
 */
export const crio: Runtime = {
  name: "cri-o",
  openFiles(paths, tools) {
    const isPlain =
      tools.cluster === undefined && paths.registriesConf + paths.certsDir + paths.runtimeAuthFile === "";
    const files: NodeFiles = isPlain
      ? { readName: parseReference, endpoints: () => undefined }
      : openRegistriesFiles(paths, tools);
    return { ...files, readName: (text, options) => readAsCrio(files.readName(text, options)) };
  },
  mirrorCredentials: "same-domain",
  converse: (topic, tools, options) => new PingedConversation(topic, tools, options),
  namespaceOf: ({ namespace }) => namespace,
  manifest: {
    attempts: 1,
    maxBytes: 4 * 1024 * 1024,
    find: findManifestByGet,
    next: () => "done",
    asks: ({ pulls, resolves }, by) => pulls && (by === "digest" || resolves),
    // What a mirror gives is looked at when it has been chosen.
    goesOn: (problem) => problem !== "useless",
    shows: (problems) => problems.length - 1,
    // It has come along with the tag.
    contentAt: () => [],
    choose: chooseAsCrio,
    refuses: () => undefined,
  },
  token: {
    methods: ({ username, secret }) => (username === "" && secret !== "" ? ["POST"] : ["GET"]),
    goesOn: () => false,
    takes: (status) => status === 200,
    namesAccount: true,
    wholeAnswer: true,
    members: () => ["token", "access_token"],
  },
};

/** The grammar of names in its library has no addresses of IPv6. */
function readAsCrio(read: ParsedReference): ParsedReference {
  return read.ok && read.reference.registry.startsWith("[")
    ? { ok: false, error: `CRI-O takes no address of IPv6 for a registry: "${read.reference.registry}"` }
    : read;
}
