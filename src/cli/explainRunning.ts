import type { JoinedNodeCredentials } from "../credentials/nodeCredentials.ts";
import type { Locator } from "../image/mirrors.ts";
import type { CheckResult } from "../image/outcome.ts";
import type { ImageReference } from "../image/reference.ts";
import { asNodes, checkAsNodes } from "../registry/checkAsNodes.ts";
import { createImageComparison } from "../registry/imageComparison.ts";
import type { NodeFiles } from "../registry/runtime/nodeFiles.ts";
import type { Runtime } from "../registry/runtime/runtime.ts";
import type { FindCredentials, ImageCommandOptions } from "./imageCommand.ts";
import { openRegistryClient } from "./openRegistryClient.ts";
import type { RunningCopy } from "./runningCopies.ts";
import { toRequest } from "./toRequest.ts";

/** What pods run of an image, beside where its reference leads by now. */
export interface ExplainedRunning {
  /** The digest to which the reference leads; null where it leads nowhere, or nobody says. */
  readonly leads: string | null;
  /** Why it is not known; null where it is. */
  readonly reason: Exclude<CheckResult, "available"> | null;
  readonly message: string | null;
  readonly copies: readonly ExplainedCopy[];
}

interface ExplainedCopy extends RunningCopy {
  /** Whether it is what the reference leads to; `unknown` where registries do not say. */
  readonly image: "same" | "other" | "unknown";
}

export interface RunningExplainer {
  /** Rejects with the signal's reason. */
  explain(
    reference: ImageReference,
    copies: readonly RunningCopy[],
    findCredentials: FindCredentials,
  ): Promise<ExplainedRunning>;
  /** Ends all connections. */
  close(): Promise<void>;
}

/**
 * Asks registries, as nodes would, where references lead, and whether pods run the same.
 *
 * @throws UsageError where a CA file or a proxy variable cannot be used
 */
export function openRunningExplainer(
  options: ImageCommandOptions,
  {
    runtime,
    files,
    locate,
    nodes,
  }: {
    readonly runtime: Runtime;
    readonly files: NodeFiles;
    readonly locate: Locator;
    readonly nodes: JoinedNodeCredentials;
  },
): RunningExplainer {
  const { log, signal } = options;
  const client = openRegistryClient(options, { runtime, files, digests: true });
  const asker = checkAsNodes({ check: client, nodes, log });
  const compare = createImageComparison({
    locate,
    async fetch(request) {
      const { asked } = await asNodes(request, nodes, { signal });
      return await client.manifest(asked, { signal });
    },
  });
  return {
    async explain(reference, copies, findCredentials) {
      const request = await toRequest(reference, locate(reference), findCredentials, signal);
      const outcome = await asker.check(request, { signal });
      if (outcome.result !== "available") {
        const { result: reason, message } = outcome;
        return {
          leads: null,
          reason,
          message,
          copies: copies.map((copy) => ({ ...copy, image: "unknown" })),
        };
      }
      const leads = reference.digest ?? outcome.digest ?? "";
      const compared = copies.map(async (copy) => ({
        ...copy,
        image: await compare({ request, leads, ran: copy.ran }),
      }));
      return { leads, reason: null, message: null, copies: await Promise.all(compared) };
    },
    close: () => client.close(),
  };
}

const WORDS: Readonly<Record<ExplainedCopy["image"], string>> = {
  same: "",
  other: ", another image",
  unknown: ", perhaps another image",
};

/** Rows of a table, a name and a text each. */
export function runningRows({ leads, reason, message, copies }: ExplainedRunning): readonly string[][] {
  const led = leads ?? `${reason}: ${message}`;
  return [
    ["leads to", led],
    ...(copies.length === 0 ? [["pods run", "nothing of it"]] : []),
    ...copies.map(({ ran, nodes, image }) => [
      "pods run",
      `${ran} on ${nodes.length === 0 ? "no node" : nodes.join(", ")}${leads === null ? "" : WORDS[image]}`,
    ]),
  ];
}
