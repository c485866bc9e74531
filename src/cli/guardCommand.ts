import { mapConcurrently } from "../collections/mapConcurrently.ts";
import { distinctCredentials } from "../credentials/keyring.ts";
import { originEndpoint } from "../image/endpoint.ts";
import { repositoryName } from "../image/reference.ts";
import { type Candidate, DeletionListError, parseDeletionList } from "../inUse/deletionList.ts";
import { type Judged, type LookUp, openGuard } from "../inUse/guard.ts";
import { filterImages } from "../inUse/inUseFilter.ts";
import { registryPlace } from "../inUse/registryPlace.ts";
import { RUNTIMES } from "../registry/runtime/runtimes.ts";
import { formatTable } from "../text/formatTable.ts";
import { clustersInUse, filesInUse, mayBeUnused, mayGoOn } from "./clustersInUse.ts";
import type { CommandInput } from "./command.ts";
import { type ImageCommandOptions, imageOptions, openCredentials, openNodes } from "./imageCommand.ts";
import { openRegistryClient } from "./openRegistryClient.ts";
import { readInput } from "./readInput.ts";
import { UsageError } from "./usageError.ts";

/**
 * `guard`: reads what a cleanup means to delete, and prints what of it must stay, and why.
 *
 * @returns 0 where nothing must stay, 1 where something must, 4 where it could not be read what is in use,
 *   or nothing is of a registry of the list
 * @throws UsageError for a list that cannot be read; as `clustersInUse` and `openCredentials`
 */
export async function guardCommand(input: CommandInput): Promise<0 | 1 | 4> {
  const { flags, lists, io } = input;
  const candidates = await readCandidates(input);
  const files = lists.get("in-use") ?? [];
  if (files.length > 0 && (lists.has("context") || flags.get("all-contexts") === "true")) {
    throw new UsageError("--in-use: expected no --context or --all-contexts beside it");
  }
  const inUse = files.length > 0 ? await filesInUse(files, input) : await clustersInUse(input);
  if (!mayGoOn(inUse, input)) {
    return 4;
  }
  // Where the list and the workloads call a registry by different names, all of it would go.
  const registries = [...new Set(candidates.map(({ registry }) => registryPlace(registry)))];
  if (!mayBeUnused(filterImages(inUse.images, { registries, repositories: [] }).unused, input)) {
    return 4;
  }
  const registry = await openLookUp(await imageOptions(input));
  let judged: readonly Judged[];
  try {
    judged = await mapConcurrently(
      candidates,
      openGuard(inUse.images, registry.lookUp),
      input.config.registries.concurrency,
    );
  } finally {
    await registry.close();
  }
  const staying = judged.filter(({ stays }) => stays !== undefined);
  io.stdout.write(OUTPUTS[flags.get("output") ?? "table"]!(judged));
  io.stderr.write(`${staying.length} of ${judged.length} must stay\n`);
  return staying.length > 0 ? 1 : 0;
}

/** What is printed, by `--output`. */
const OUTPUTS: Readonly<Record<string, (judged: readonly Judged[]) => string>> = {
  table: (judged) => {
    const rows = judged.flatMap(({ candidate, stays, usedBy: [user] }) =>
      stays === undefined
        ? []
        : [
            [
              candidate.text,
              stays,
              user === undefined
                ? ""
                : `${user.kind} ${user.namespace}/${user.name} (${user.as}) in ${user.cluster}`,
            ],
          ],
    );
    return rows.length === 0 ? "" : formatTable([["STAYS", "WHY", "USED BY"], ...rows]);
  },
  "may-go": (judged) =>
    judged
      .filter(({ stays }) => stays === undefined)
      .map(({ candidate }) => `${candidate.text}\n`)
      .join(""),
  json: (judged) =>
    `${JSON.stringify(
      judged.map(({ candidate: { text, registry, repository, tags, digest = null }, stays, usedBy }) => ({
        candidate: { text, registry, repository, tags, digest },
        stays: stays !== undefined,
        why: stays ?? null,
        usedBy,
      })),
      undefined,
      2,
    )}\n`,
};

async function readCandidates({ flags, io }: CommandInput): Promise<readonly Candidate[]> {
  const text = await readInput(io, flags.get("file"), "--file");
  try {
    return parseDeletionList(text, {
      registry: flags.get("registry") ?? "",
      repository: flags.get("repository") ?? "",
    });
  } catch (error) {
    throw error instanceof DeletionListError ? new UsageError(error.message, { cause: error }) : error;
  }
}

/** Asks registries with the credentials that `check` would use, and the runtime's own. */
async function openLookUp(
  options: ImageCommandOptions,
): Promise<{ readonly lookUp: LookUp; close(): Promise<void> }> {
  const { config, signal } = options;
  const lifetime = new AbortController();
  const runtime = RUNTIMES[config.nodes.runtime];
  const files = runtime.openFiles(config.nodes, options);
  const findCredentials = await openCredentials(options);
  const nodes = await openNodes(options, AbortSignal.any([signal, lifetime.signal]));
  const client = openRegistryClient(options, { runtime, files });
  return {
    async lookUp({ registry, repository }, version) {
      const name = { registry, repository };
      const own = await findCredentials(name, { signal });
      const { credentials } = await nodes.find(repositoryName(name), { signal });
      const found = distinctCredentials([...own, ...credentials]);
      const reference = { ...name, ...(version.includes(":") ? { digest: version } : { tag: version }) };
      // What the runtime's own file has comes where nothing else is for it.
      const asked = files.complete?.(originEndpoint(reference), reference, found);
      return asked !== undefined && "result" in asked
        ? { kind: "unknown", message: asked.message }
        : await client.lookUp({ reference, credentials: asked?.own ?? found }, { signal });
    },
    async close() {
      lifetime.abort();
      await client.close();
    },
  };
}
