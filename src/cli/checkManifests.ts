import { checkOnce } from "../checkOnce.ts";
import type { Config } from "../config/config.generated.ts";
import type { NodeCredentialSource } from "../credentials/nodeCredentials.ts";
import type { Inventory } from "../inventory/inventory.ts";
import type { WorkloadObject } from "../inventory/model.ts";
import { looksInside } from "../inventory/nodePlatforms.ts";
import { deliverManifests } from "../kubernetes/deliverManifests.ts";
import type { CustomWorkload } from "../kubernetes/kinds/customResource.ts";
import { child, text } from "../kubernetes/kinds/json.ts";
import { manifestProblem } from "../kubernetes/kinds/manifestProblem.ts";
import { type BuiltInWorkload, WORKLOAD_KINDS } from "../kubernetes/kinds/workloadKinds.ts";
import { openNodeSources } from "../openNodeSources.ts";
import type { CommandInput } from "./command.ts";
import { type ImageCommandOptions, imageOptions, openCredentials } from "./imageCommand.ts";
import { type ManifestObject, readManifests } from "./readManifests.ts";
import { readTimeout } from "./readTimeout.ts";
import { exitCodeFor, type ReportRow, renderReport } from "./reports.ts";
import { UsageError } from "./usageError.ts";

/**
 * Checks every image of manifests, as the exporter would check it in a cluster that has them and nothing else. A pull
 * secret that they name and do not have may be in the cluster: then a refusal says nothing.
 *
 * @param paths files, folders, or `-` for standard input
 * @returns the exit code, as for `check`
 * @throws UsageError for manifests that cannot be read or have no workload, or `io.signal.reason`
 */
export async function checkManifests(paths: readonly string[], input: CommandInput): Promise<0 | 1 | 3> {
  const { flags, io } = input;
  const { signal } = io;
  const timeoutMs = readTimeout(input);
  const config = asIfInCluster(input.config);
  const manifests = (await Promise.all(paths.map((path) => readManifests(path, io)))).flat();
  const places = new Map<
    string,
    (
      container: string,
      image: string,
    ) => Pick<ReportRow, "name" | "file" | "line"> & Partial<Pick<ReportRow, "message">>
  >();
  const options = await imageOptions(input);
  const { containers, skipped } = await checkOnce({
    config,
    nodeSources: [await ownCredentials(options), ...(await openSources(config, options))],
    environment: io.environment,
    clock: options.clock,
    log: options.log,
    signal,
    timeoutMs,
    async feed(inventory) {
      const namespace = flags.get("namespace") ?? "default";
      const { custom } = config.workloads;
      refuseUnreadable(manifests, custom);
      const objects = manifests.map(({ object }) => object);
      const workloads = deliverManifests(
        objects,
        { custom, namespace, placed: looksInside(config.images) },
        inventory,
      );
      if (!workloads.some((workload) => workload !== undefined)) {
        throw new UsageError(
          `no workload is in ${paths.join(", ")}: ${objects.length} objects of other kinds`,
        );
      }
      workloads.forEach((workload, index) => {
        const { file, placeOf } = manifests[index]!;
        if (workload !== undefined) {
          places.set(
            keyOf(workload.groupKind.split("/")[1]!.toLowerCase(), workload),
            (container, image) => ({
              name: workload.name.split("\n", 1)[0]!,
              file,
              ...placeOf(container, image),
            }),
          );
        }
      });
      for (const line of differingTwins(manifests, namespace)) {
        io.stderr.write(`${line}\n`);
      }
      sayWhatCanBeRead(inventory, {
        present: new Set(objects.map((object) => keyOfCore(object, namespace))),
        workloads: workloads.filter((workload) => workload !== undefined),
      });
      return async () => {};
    },
  });
  const rows = containers.map(
    (row): ReportRow => ({
      ...row,
      ...places.get(keyOf(row.kind, row))?.(row.container, row.image),
    }),
  );
  io.stdout.write(renderReport(rows, { format: options.output, skipped }));
  return exitCodeFor(rows);
}

/** Every kind, switched off or not, in every namespace, whatever filters say. */
function asIfInCluster(config: Config): Config {
  const kinds = Object.keys(WORKLOAD_KINDS) as BuiltInWorkload[];
  return {
    ...config,
    workloads: {
      ...config.workloads,
      kinds,
      includeDisabled: [...kinds, ...config.workloads.custom.map(({ kind }) => kind)],
      liveRevisions: false,
    },
    namespaces: { ...config.namespaces, include: [], exclude: [], selector: "", label: "" },
    images: { ...config.images, ignored: [], allowed: [] },
    hygiene: { ...config.hygiene, pullSecrets: false, workloads: false },
    running: { ...config.running, enabled: false },
    sharding: { ...config.sharding, shards: 1 },
  };
}

function keyOf(
  kind: string,
  { namespace, name }: { readonly namespace: string; readonly name: string },
): string {
  return [kind, namespace, name].join("\n");
}

/** So many of them are told. */
const MAX_PROBLEMS = 10;

/** @throws UsageError where an object cannot be read: whoever passed it over would say that all of it is well */
function refuseUnreadable(manifests: readonly ManifestObject[], custom: readonly CustomWorkload[]): void {
  const problems = manifests.flatMap(({ object, file, placeOf }) => {
    const problem = manifestProblem(object, custom);
    return problem === undefined ? [] : [`${file}:${placeOf("", "").line}: ${problem}`];
  });
  if (problems.length > 0) {
    const more = problems.length > MAX_PROBLEMS ? [`and ${problems.length - MAX_PROBLEMS} more`] : [];
    throw new UsageError([...problems.slice(0, MAX_PROBLEMS), ...more].join("; "));
  }
}

/** What an object of the core group is called: `Secret shop/regcred`; undefined for others. */
function keyOfCore(object: unknown, namespace: string): string | undefined {
  const { name, namespace: own } = (child(object, "metadata") ?? {}) as Readonly<Record<string, unknown>>;
  const kind = String(child(object, "kind"));
  return child(object, "apiVersion") === "v1"
    ? `${kind} ${text(own) ?? namespace}/${text(name) ?? ""}`
    : undefined;
}

/**
 * A line for each Secret and ServiceAccount that is there more than once, and differs: as with `kubectl apply`, the last
 * counts, for all.
 */
function differingTwins(manifests: readonly ManifestObject[], namespace: string): readonly string[] {
  const seen = new Map<string, { readonly place: string; readonly content: string }>();
  const lines: string[] = [];
  for (const { object, file, placeOf } of manifests) {
    const name = keyOfCore(object, namespace);
    if (name === undefined || !/^(?:Secret|ServiceAccount) /.test(name)) {
      continue;
    }
    const place = `${file}:${placeOf("", "").line}`;
    const parts = ["type", "data", "stringData", "imagePullSecrets"].map((key) => child(object, key));
    const content = JSON.stringify(parts);
    const before = seen.get(name);
    if (before !== undefined && before.content !== content) {
      lines.push(`${name} is at ${before.place} and, differently, at ${place}: the last counts for all`);
    }
    seen.set(name, { place, content });
  }
  return lines;
}

/**
 * All there is, but for pull secrets and service accounts that are named and not there: these may be in the cluster. A Secret
 * of another type is there: the kubelet takes nothing of it.
 *
 * @param present what is there, as `keyOfCore` has it
 */
function sayWhatCanBeRead(
  inventory: Inventory,
  {
    present,
    workloads,
  }: { readonly present: ReadonlySet<string | undefined>; readonly workloads: readonly WorkloadObject[] },
): void {
  for (const resource of ["namespaces", "serviceaccounts", "secrets"] as const) {
    inventory.setReadability(resource, undefined, "readable");
  }
  for (const { namespace, templates } of workloads) {
    for (const { serviceAccount: name } of templates) {
      if (name !== "default" && !present.has(`ServiceAccount ${namespace}/${name}`)) {
        inventory.upsertServiceAccount({ namespace, name, pullSecrets: [`of ServiceAccount ${name}`] });
      }
    }
  }
  for (const { kind, namespace, name } of [...inventory.pullSecretProblems()]) {
    if (kind === "missing" && !present.has(`Secret ${namespace}/${name}`)) {
      const type = "kubernetes.io/dockerconfigjson";
      inventory.upsertSecret({ namespace, name, type, payload: undefined, unseen: true });
    }
  }
}

/** What the user's own docker config has, or the one that was named, after pull secrets. */
async function ownCredentials(options: ImageCommandOptions): Promise<NodeCredentialSource> {
  const find = await openCredentials(options);
  return {
    async find(repositoryName, { signal }) {
      const slash = repositoryName.indexOf("/");
      const name = { registry: repositoryName.slice(0, slash), repository: repositoryName.slice(slash + 1) };
      try {
        const credentials = await find(name, { signal });
        return credentials.length === 0 ? undefined : { credentials, unknown: undefined };
      } catch (error) {
        if (error instanceof UsageError) {
          return { credentials: [], unknown: error.message };
        }
        throw error;
      }
    },
    describe: () => "the docker config of whoever asks",
  };
}

function openSources(config: Config, { environment, clock, log, signal }: ImageCommandOptions) {
  return openNodeSources({
    config,
    environment,
    clock,
    random: Math.random,
    log,
    onErrors: () => {},
    signal,
  });
}
