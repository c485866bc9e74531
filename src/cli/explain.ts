import type { MatchedCredential } from "../credentials/credential.ts";
import type { JoinedNodeCredentials } from "../credentials/nodeCredentials.ts";
import { type Endpoint, hasOwnCredentials, ownName } from "../image/endpoint.ts";
import { compileImageFilter, type Filtered } from "../image/imageFilter.ts";
import { mirrorLocator } from "../image/mirrors.ts";
import { formatReference, type ImageReference, parseReference, repositoryName } from "../image/reference.ts";
import { unusableHost } from "../image/usableHost.ts";
import { createHostSettings } from "../registry/hostSettings.ts";
import { createRegistryHosts, type RegistryHosts } from "../registry/registryHost.ts";
import { formatTable } from "../text/formatTable.ts";
import {
  type FindCredentials,
  type ImageCommandOptions,
  openCredentials,
  openNodes,
} from "./imageCommand.ts";

/** What is known of an image without asking anybody: an element of the JSON output. */
export type Explanation = ReadableImage | { readonly image: string; readonly error: string };

interface ReadableImage {
  /** As typed. */
  readonly image: string;
  readonly reference: ImageReference;
  /** In the order to be asked. */
  readonly endpoints: readonly ExplainedEndpoint[];
  /** Those that apply to the reference itself, in the order to be tried; none means anonymous. */
  readonly credentials: readonly ExplainedCredential[];
  /** Which of the lists in `config.images` drops it; null where it is checked. */
  readonly filtered: Filtered | null;
  /** Why nothing can be reached there, although the reference can be read. */
  readonly problem?: string;
}

interface ExplainedEndpoint extends Pick<Endpoint, "registry" | "repository"> {
  /** Registry and repository. */
  readonly name: string;
  /** Where the registry's API is looked for, in this order. */
  readonly urls: readonly string[];
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
 * registry; a credential helper of the user's docker config may be run.
 *
 * @returns 0, or 2 where a reference cannot be read
 * @throws UsageError where a docker config or a helper cannot be used, or `signal.reason`
 */
export async function explain(options: ImageCommandOptions): Promise<0 | 2> {
  const { config, clock, signal, stdout } = options;
  const context: Context = {
    defaultRegistry: config.images.defaultRegistry,
    locate: mirrorLocator(config.images.mirrors),
    filter: compileImageFilter(config.images),
    hosts: createRegistryHosts({ settings: createHostSettings(config.registries), clock }),
    findCredentials: await openCredentials(options),
    nodes: await openNodes(options, signal),
  };
  const explanations: Explanation[] = [];
  for (const image of options.images) {
    explanations.push(await explainOne(image, context, signal));
  }
  stdout.write(
    options.output === "json"
      ? `${JSON.stringify(explanations, undefined, 2)}\n`
      : explanations.map(formatExplanation).join("\n"),
  );
  return explanations.some((explanation) => "error" in explanation) ? 2 : 0;
}

interface Context {
  readonly defaultRegistry: string;
  readonly locate: ReturnType<typeof mirrorLocator>;
  readonly filter: ReturnType<typeof compileImageFilter>;
  readonly hosts: RegistryHosts;
  readonly findCredentials: FindCredentials;
  readonly nodes: JoinedNodeCredentials;
}

async function explainOne(image: string, context: Context, signal: AbortSignal): Promise<Explanation> {
  const parsed = parseReference(image, { defaultRegistry: context.defaultRegistry });
  if (!parsed.ok) {
    return { image, error: parsed.error };
  }
  const { reference } = parsed;
  const credentialsFor = async (name: Parameters<FindCredentials>[0]) =>
    (await context.findCredentials(name, { signal })).map(explainCredential);
  const credentials = await credentialsFor(reference);
  const endpoints: ExplainedEndpoint[] = [];
  for (const endpoint of context.locate(reference)) {
    const name = ownName(endpoint);
    endpoints.push({
      name: repositoryName(name),
      ...name,
      urls:
        context.hosts
          .find(endpoint)
          ?.origins()
          .map(({ url }) => url) ?? [],
      credentials: hasOwnCredentials(endpoint, reference) ? await credentialsFor(name) : credentials,
      nodes: context.nodes.describe(
        repositoryName(hasOwnCredentials(endpoint, reference) ? name : reference),
      ),
    });
  }
  const problem = unusableHost(reference.registry);
  return {
    image,
    reference,
    endpoints,
    credentials,
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

function formatExplanation(explanation: Explanation): string {
  if ("error" in explanation) {
    return formatBlock(explanation.image, [["error", explanation.error]]);
  }
  const { image, reference, endpoints, filtered, problem } = explanation;
  const rows: string[][] = [["reference", formatReference(reference)]];
  for (const { name, urls, credentials, nodes } of endpoints) {
    rows.push(["endpoint", urls.length === 0 ? name : `${name} at ${urls.join(", then ")}`]);
    for (const { username, source, key } of credentials) {
      rows.push(["  credential", `${username || "(no user name)"} of ${key} in ${source}`]);
    }
    if (credentials.length === 0) {
      rows.push(["  credential", nodes.length === 0 ? "none: anonymous" : "none of one's own"]);
    }
    rows.push(...nodes.map((source) => ["  of nodes", source]));
  }
  rows.push(["checked", filtered === null ? "yes" : FILTERED[filtered]]);
  if (problem !== undefined) {
    rows.push(["problem", problem]);
  }
  return formatBlock(image, rows);
}

/** A heading, and rows indented below it. */
function formatBlock(heading: string, rows: readonly (readonly string[])[]): string {
  return formatTable([[heading]]) + formatTable(rows.map((row) => ["", ...row]));
}
