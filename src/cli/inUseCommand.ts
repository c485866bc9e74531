import { digestLines, type InUse, inUseDocument, onlySome, referenceLines } from "../inUse/inUse.ts";
import { clustersInUse, mayGoOn } from "./clustersInUse.ts";
import type { CommandInput } from "./command.ts";

/** What is printed, by `--output`. */
const OUTPUTS: Readonly<Record<string, (inUse: InUse) => string>> = {
  refs: referenceLines,
  digests: digestLines,
  json: (inUse) => `${JSON.stringify(inUseDocument(inUse), undefined, 2)}\n`,
};

/**
 * `in-use`: prints every image that clusters use.
 *
 * @returns 0, or 4 where something could not be read: then nothing is printed
 * @throws as `clustersInUse`
 */
export async function inUseCommand(input: CommandInput): Promise<0 | 4> {
  const { flags, lists, io } = input;
  const all = await clustersInUse(input);
  if (!mayGoOn(all, input)) {
    return 4;
  }
  const inUse = onlySome(all, {
    registries: lists.get("registry") ?? [],
    repositories: lists.get("repository") ?? [],
  });
  if (inUse.images.length === 0 && all.images.length > 0) {
    const registries = [...new Set(all.images.map(({ reference }) => reference.registry))];
    io.stderr.write(
      `no image that is in use passes the filters; those in use are of ${registries.join(", ")}\n`,
    );
  }
  io.stdout.write(OUTPUTS[flags.get("output") ?? "refs"]!(inUse));
  return 0;
}
