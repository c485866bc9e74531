import { parseReference } from "../../image/reference.ts";
import { findManifest } from "../manifestCheck.ts";
import { ManifestConversation } from "../manifestConversation.ts";
import { readManifestMediaType } from "../manifestMediaType.ts";
import { chooseAsContainerd } from "./containerdPlatforms.ts";
import { openHostsDirectory } from "./hostsDirectory.ts";
import type { NodeFilePaths, NodeFiles } from "./nodeFiles.ts";
import type { ManifestProblem, Runtime } from "./runtime.ts";

const FAILURES = new Set([500, 503, 504]);
/** Services that know tokens by GET alone have been seen to answer so to POST. */
const NO_POST = new Set([400, 401, 404]);
/** Of several hosts' errors people are shown the one with the highest. */
const RANKS: Readonly<Record<ManifestProblem, number>> = {
  unanswered: 1,
  absent: 2,
  status: 3,
  too_large: 4,
  // No other host is asked after these.
  redirect: Number.POSITIVE_INFINITY,
  useless: Number.POSITIVE_INFINITY,
};

/**
 * containerd 2.4, as the kubelet's requests have it pull (its packages core/remotes/docker and core/images). Where it
 * would repeat a question that was answered by 408 or 429 at once, we do not.
 */
export const containerd: Runtime = {
  name: "containerd",
  openFiles: (paths, tools) => ({ readName: parseReference, endpoints: endpointsOf(paths, tools) }),
  mirrorCredentials: "reference",
  converse: (topic, tools, options) => new ManifestConversation(topic, tools, options),
  namespaceOf: ({ registry }, reference) =>
    registry === reference.registry ? undefined : reference.registry,
  manifest: {
    attempts: 5,
    maxBytes: 4 * 1048 * 1048,
    find: findManifest,
    next({ method, status, previousStatus, closed, lastHost }) {
      if (status === undefined) {
        return closed && lastHost ? "again" : "done";
      }
      if (status === 405 && method === "HEAD") {
        return "get";
      }
      return lastHost && FAILURES.has(status) && status !== previousStatus ? "again" : "done";
    },
    asks: ({ pulls, resolves }, by) => pulls && (by === "digest" || resolves),
    goesOn: (problem) => Number.isFinite(RANKS[problem]),
    shows: (problems) =>
      problems.reduce((most, one, index) => (RANKS[one] > RANKS[problems[most]!] ? index : most), 0),
    contentAt: (endpoints) => endpoints,
    choose: chooseAsContainerd,
    refuses(mediaType) {
      // What a registry of Red Hat's once gave to manifests of schema 1.
      const type = mediaType === "text/plain" ? "schema1" : readManifestMediaType(mediaType);
      return type === "manifest" ? undefined : type;
    },
  },
  token: {
    methods: ({ secret }) => (secret === "" ? ["GET"] : ["POST", "GET"]),
    goesOn: (status, { username }) => NO_POST.has(status) || (status === 405 && username !== ""),
    takes: (status) => status >= 200 && status < 400,
    namesAccount: false,
    wholeAnswer: false,
    members: (method) => (method === "POST" ? ["access_token"] : ["access_token", "token"]),
  },
};

function endpointsOf(
  paths: NodeFilePaths,
  tools: Parameters<Runtime["openFiles"]>[1],
): NodeFiles["endpoints"] {
  const { hostsDir, root } = paths;
  if (hostsDir !== "") {
    return openHostsDirectory(hostsDir, { root, ...tools }).endpoints;
  }
  if (paths.registriesYaml === "") {
    return () => undefined;
  }
  // Few use it, and it brings a parser of YAML.
  let files: Promise<Pick<NodeFiles, "endpoints">> | undefined;
  return async (...asked) => {
    files ??= import("./registriesYamlFile.ts").then(({ openRegistriesYaml }) =>
      openRegistriesYaml(paths, tools),
    );
    return await (await files).endpoints(...asked);
  };
}
