import type { MatchedCredential } from "../credentials/credential.ts";
import type { JoinedNodeCredentials } from "../credentials/nodeCredentials.ts";
import type { PersonalCredentials } from "../credentials/userDockerConfig.ts";
import { type Endpoint, type EndpointCredentials, hasOwnCredentials, ownName } from "../image/endpoint.ts";
import { compileImageFilter, type Filtered } from "../image/imageFilter.ts";
import { mirrorLocator } from "../image/mirrors.ts";
import { formatReference, type ImageReference, keyringName, repositoryName } from "../image/reference.ts";
import { unusableHost } from "../image/usableHost.ts";
import { looksInside } from "../inventory/nodePlatforms.ts";
import { type AddressGuard, createAddressGuard } from "../registry/addressGuard.ts";
import { createHostSettings } from "../registry/hostSettings.ts";
import type { CheckEndpoint } from "../registry/registryCheck.ts";
import { createRegistryHosts, type RegistryHosts } from "../registry/registryHost.ts";
import { type NodeEndpointFinder, openNodeEndpoints } from "../registry/runtime/nodeEndpoints.ts";
import type { NodeFiles, UnaskedEndpoint } from "../registry/runtime/nodeFiles.ts";
import { PULL_SECRET } from "../registry/runtime/openshift/openShiftKinds.ts";
import type { RuntimeName } from "../registry/runtime/runtime.ts";
import { RUNTIMES } from "../registry/runtime/runtimes.ts";
import { createTrustStore } from "../registry/trustStore.ts";
import { errorText } from "../text/errorText.ts";
import { formatTable } from "../text/formatTable.ts";
import { type ExplainedRunning, openRunningExplainer, runningRows } from "./explainRunning.ts";
import {
  type FindCredentials,
  type ImageCommandOptions,
  openCredentials,
  openNodes,
} from "./imageCommand.ts";
import { lookInside } from "./lookInside.ts";
import type { RunningCopy } from "./runningCopies.ts";

/** What is known of an image without asking anybody: an element of the JSON output. */
export type Explanation = ReadableImage | { readonly image: string; readonly error: string };

/** What pods pull, and with whose credentials; the user's own where none are given. */
export interface ExplainedPod {
  readonly images: readonly string[];
  readonly own?: PersonalCredentials;
  /** Those of the nodes on which they may run, where images are looked into. */
  readonly platforms?: readonly string[];
  /** What runs of the images, where that is to be told. */
  readonly running?: ReadonlyMap<string, readonly RunningCopy[]>;
}

interface ReadableImage {
  /** As typed. */
  readonly image: string;
  readonly reference: ImageReference;
  /** Whose pull is foretold. */
  readonly runtime: RuntimeName;
  /** In the order to be asked. */
  readonly endpoints: readonly ExplainedEndpoint[];
  /** Those that apply to the reference itself, in the order to be tried; none means anonymous. */
  readonly credentials: readonly ExplainedCredential[];
  /** For which it has to be there, where images are looked into; none where that is not known. */
  readonly platforms?: readonly string[];
  /** Which of the lists in `config.images` drops it; null where it is checked. */
  readonly filtered: Filtered | null;
  /** Why nothing can be reached there, although the reference can be read. */
  readonly problem?: string;
  /** What pods run of it. */
  readonly running?: ExplainedRunning;
}

interface ExplainedEndpoint extends Pick<Endpoint, "registry" | "repository"> {
  /** Registry and repository. */
  readonly name: string;
  /** Whether it may tell where a tag leads to, and gives out manifests. */
  readonly resolves: boolean;
  readonly pulls: boolean;
  /** Where the registry's API is looked for, in this order. */
  readonly urls: readonly string[];
  /** Names of the headers that configuration or files add. */
  readonly headers: readonly string[];
  /** Why it is not asked. */
  readonly notAsked?: string;
  /** Whose credentials it gets. */
  readonly gets: EndpointCredentials;
  /** Those that it gets: the image's, or those of its own name. */
  readonly credentials: readonly ExplainedCredential[];
  /** What of nodes would be asked for credentials after these, in order; nobody is asked. */
  readonly nodes: readonly string[];
}

interface ExplainedCredential {
  readonly source: string;
  readonly key: string;
  readonly username: string;
}

/**
 * Tells how references read, which endpoints would be asked, with which credentials, and what drops them. Asks no
 * registry, unless it is to be told what pods run; a credential helper of the user's docker config may be run.
 *
 * @param pods whose images they are, with the credentials of each; `options.images` with the user's own otherwise
 * @returns 0, or 2 where a reference cannot be read
 * @throws UsageError where a docker config or a helper cannot be used, or `signal.reason`
 */
export async function explain(options: ImageCommandOptions, pods?: readonly ExplainedPod[]): Promise<0 | 2> {
  const { config, clock, log, signal, stdout, cluster } = options;
  const runtime = RUNTIMES[config.nodes.runtime];
  const files = runtime.openFiles(config.nodes, { clock, log, cluster });
  const context: Omit<Context, "findCredentials" | "platforms"> = {
    runtime: runtime.name,
    ownFile: config.nodes.runtimeAuthFile || config.nodes.registriesYaml || PULL_SECRET,
    files,
    // What is on this machine is not what is on a node, but nobody is asked here.
    nodeEndpoints: openNodeEndpoints({ files, insidePod: false, clock, log }),
    guard: createAddressGuard(config.registries.allowedNetworks),
    defaultRegistry: config.images.defaultRegistry,
    locate: mirrorLocator(config.images.mirrors, runtime),
    filter: compileImageFilter(config.images),
    hosts: createRegistryHosts({ settings: createHostSettings(config.registries), clock }),
    nodes: await openNodes(options, signal),
  };
  // What `check` would refuse.
  createTrustStore({
    caFiles: config.registries.caFiles,
    hostCaFiles: Object.values(config.registries.hosts).flatMap(({ caFile }) => caFile ?? []),
    clock,
    log,
    signal: AbortSignal.abort(),
  });
  const explanations: Explanation[] = [];
  const asker = pods?.some(({ running }) => running !== undefined)
    ? openRunningExplainer(options, { runtime, files, locate: context.locate, nodes: context.nodes })
    : undefined;
  try {
    for (const { images, own, running, platforms } of pods ?? [podOf(options)]) {
      const findCredentials = await openCredentials(options, own);
      for (const image of images) {
        const explanation = await explainOne(image, { ...context, findCredentials, platforms }, signal);
        explanations.push(
          asker === undefined || running === undefined || !("reference" in explanation)
            ? explanation
            : {
                ...explanation,
                running: await asker.explain(
                  explanation.reference,
                  running.get(image) ?? [],
                  findCredentials,
                ),
              },
        );
      }
    }
  } finally {
    await asker?.close();
  }
  stdout.write(
    options.output === "json"
      ? `${JSON.stringify(explanations, undefined, 2)}\n`
      : explanations.map(formatExplanation).join("\n"),
  );
  return explanations.some((explanation) => "error" in explanation) ? 2 : 0;
}

interface Context {
  readonly runtime: ReadableImage["runtime"];
  /** Where nodes have credentials that are no pull secret's. */
  readonly ownFile: string;
  readonly files: Pick<NodeFiles, "readName">;
  readonly nodeEndpoints: NodeEndpointFinder;
  readonly guard: AddressGuard;
  readonly defaultRegistry: string;
  readonly locate: ReturnType<typeof mirrorLocator>;
  readonly filter: ReturnType<typeof compileImageFilter>;
  readonly hosts: RegistryHosts;
  readonly findCredentials: FindCredentials;
  readonly nodes: JoinedNodeCredentials;
  readonly platforms: readonly string[] | undefined;
}

/** Images that are named on the command line. */
function podOf({ images, config }: ImageCommandOptions): ExplainedPod {
  const inside = lookInside(config).images;
  return { images, ...(looksInside(inside) && { platforms: inside.platforms }) };
}

async function explainOne(image: string, context: Context, signal: AbortSignal): Promise<Explanation> {
  const parsed = context.files.readName(image, context);
  if (!parsed.ok) {
    return { image, error: parsed.error };
  }
  const { reference } = parsed;
  const credentialsFor = async (name: Parameters<FindCredentials>[0], as: EndpointCredentials) =>
    (await context.findCredentials(name, { signal, as })).map(explainCredential);
  const credentials = await credentialsFor(reference, "reference");
  const endpoints: ExplainedEndpoint[] = [];
  let problem = unusableHost(reference.registry);
  let located: readonly (CheckEndpoint | UnaskedEndpoint)[] = context.locate(reference);
  try {
    const { asked, unasked } = await context.nodeEndpoints.find(located, reference, { signal }, credentials);
    located = [...asked, ...unasked];
  } catch (error) {
    signal.throwIfAborted();
    problem ??= errorText(error);
  }
  for (const endpoint of located) {
    const name = ownName(endpoint);
    const hasOwn = hasOwnCredentials(endpoint, reference);
    const host = context.hosts.find(endpoint);
    const notAsked =
      "result" in endpoint
        ? endpoint.message
        : context.guard.refusal(endpoint.registry, host?.hostname ?? "", true)?.message;
    endpoints.push({
      name: repositoryName(name),
      ...name,
      urls: host?.origins().map(({ url }) => `${url}${endpoint.path}`) ?? [],
      headers: endpoint.access?.headers.filter((_, index) => index % 2 === 0) ?? [],
      ...(notAsked === undefined ? {} : { notAsked }),
      gets: hasOwn ? endpoint.credentials : "reference",
      resolves: endpoint.resolves,
      pulls: endpoint.pulls,
      credentials:
        "own" in endpoint && endpoint.own !== undefined
          ? endpoint.own.map(({ username }) => ({ source: context.ownFile, key: name.registry, username }))
          : hasOwn
            ? await credentialsFor(name, endpoint.credentials)
            : credentials,
      nodes:
        hasOwn && endpoint.credentials === "same-domain"
          ? []
          : context.nodes.describe(hasOwn ? repositoryName(name) : keyringName(reference)),
    });
  }
  return {
    image,
    reference,
    runtime: context.runtime,
    endpoints,
    credentials,
    ...(context.platforms !== undefined && { platforms: context.platforms }),
    filtered: context.filter(image) ?? null,
    ...(problem === undefined ? {} : { problem }),
  };
}

function explainCredential({ source, key, credential }: MatchedCredential): ExplainedCredential {
  return { source, key, username: credential.username };
}

const FILTERED: Readonly<Record<Filtered, string>> = {
  ignored: "no: an expression of images.ignored matches it",
  not_allowed: "no: no expression of images.allowed matches it",
};

const ALONE = "asked at most once in ten minutes where a mirror has the image (origin_unavailable)";
const GETS: Readonly<Record<EndpointCredentials, string>> = {
  reference: "the credentials of the image's name",
  "same-domain": "what the runtime's own file has for its name, as its host is not the image's",
  own: "the credentials of its own name",
};

function formatExplanation(explanation: Explanation): string {
  if ("error" in explanation) {
    return formatBlock(explanation.image, [["error", explanation.error]]);
  }
  const { image, reference, runtime, endpoints, platforms, filtered, problem, running } = explanation;
  const rows: string[][] = [
    ["reference", formatReference(reference)],
    ["runtime", runtime],
  ];
  for (const endpoint of endpoints) {
    const { name, registry, urls, headers, notAsked, gets, resolves, pulls, credentials, nodes } = endpoint;
    rows.push(["endpoint", urls.length === 0 ? name : `${name} at ${urls.join(", then ")}`]);
    if (endpoint !== endpoints[0] && registry === reference.registry && resolves && notAsked === undefined) {
      rows.push(["  alone", ALONE]);
    }
    if (!resolves || !pulls) {
      rows.push(["  may", `${resolves ? "" : "not "}resolve, ${pulls ? "" : "not "}pull`]);
    }
    if (notAsked !== undefined) {
      rows.push(["  not asked", notAsked]);
    }
    if (headers.length > 0) {
      rows.push(["  headers", headers.join(", ")]);
    }
    if (registry !== reference.registry) {
      rows.push(["  gets", GETS[gets]]);
    }
    for (const { username, source, key } of credentials) {
      rows.push(["  credential", `${username || "(no user name)"} of ${key} in ${source}`]);
    }
    if (credentials.length === 0) {
      rows.push(["  credential", nodes.length === 0 ? "none: anonymous" : "none of one's own"]);
    }
    rows.push(...nodes.map((source) => ["  of nodes", source]));
  }
  if (platforms !== undefined) {
    rows.push(["platforms", platforms.join(", ") || "not known: it is not looked into"]);
  }
  const isAsked = problem === undefined && endpoints.some(({ notAsked }) => notAsked === undefined);
  rows.push([
    "checked",
    filtered !== null ? FILTERED[filtered] : isAsked ? "yes" : "no: nobody is asked for it",
  ]);
  if (problem !== undefined) {
    rows.push(["problem", problem]);
  }
  if (running !== undefined) {
    rows.push(...runningRows(running));
  }
  return formatBlock(image, rows);
}

/** A heading, and rows indented below it. */
function formatBlock(heading: string, rows: readonly (readonly string[])[]): string {
  return formatTable([[heading]]) + formatTable(rows.map((row) => ["", ...row]));
}
