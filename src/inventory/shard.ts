import { createHash } from "node:crypto";

/** Whether an image is this process' to check. */
export type ShardFilter = (image: string) => boolean;

/**
 * Rendezvous hashing: each image goes to the shard whose hash with it is highest, so that one shard more takes only
 * what becomes its own and leaves the rest where it was.
 *
 * @param shards how many there are, at least 1
 * @param shard which one this is, from 0
 */
export function shardFilter({
  shards,
  shard,
}: {
  readonly shards: number;
  readonly shard: number;
}): ShardFilter {
  // One too many, while a StatefulSet is being scaled: whatever it took would be another's as well.
  if (shard >= shards) {
    return () => false;
  }
  if (shards === 1) {
    return () => true;
  }
  return (image) => {
    const own = score(image, shard);
    for (let other = 0; other < shards; other++) {
      // Equal scores cannot be told apart by chance only: the lower shard takes the image.
      const theirs = other === shard ? -1n : score(image, other);
      if (theirs > own || (theirs === own && other < shard)) {
        return false;
      }
    }
    return true;
  };
}

function score(image: string, shard: number): bigint {
  return createHash("sha256").update(`${shard}/${image}`).digest().readBigUInt64BE();
}
