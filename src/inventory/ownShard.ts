import { podOrdinal } from "./podOrdinal.ts";

/** It cannot be told which shard this is; the message is one line. */
export class ShardError extends Error {
  override readonly name = "ShardError";
}

/** Which of the exporters that share a cluster's images this is. */
export interface OwnShard {
  readonly shards: number;
  /** From 0. While a StatefulSet is being scaled it may be too high: then nothing is this one's. */
  readonly shard: number;
}

/**
 * Reads the configuration.
 *
 * @param podName whose ordinal counts where `shard` is below 0
 * @throws ShardError where it has none
 */
export function ownShard({ shards, shard }: OwnShard, podName: string): OwnShard {
  const own = shards === 1 ? 0 : shard >= 0 ? shard : podOrdinal(podName);
  if (own === undefined) {
    throw new ShardError(
      `config.sharding.shard: expected the ordinal of a StatefulSet at the end of the pod's name, or a number, given "${podName}"`,
    );
  }
  return { shards, shard: own };
}
