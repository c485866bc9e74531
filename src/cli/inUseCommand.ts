import { digestLines, type InUse, inUseDocument, referenceLines } from "../inUse/inUse.ts";
import { filterImages, filterProblem } from "../inUse/inUseFilter.ts";
import { clustersInUse, mayBeUnused, mayGoOn } from "./clustersInUse.ts";
import type { CommandInput } from "./command.ts";
import { UsageError } from "./usageError.ts";

/** What is printed, by `--output`. */
const OUTPUTS: Readonly<Record<string, (inUse: InUse) => string>> = {
  refs: referenceLines,
  digests: digestLines,
  json: (inUse) => `${JSON.stringify(inUseDocument(inUse), undefined, 2)}\n`,
};

/**
 * `in-use`: prints every image that clusters use.
 *
 * @returns 0, or 4 where something could not be read, or nothing is of what was named: then nothing is printed
 * @throws UsageError for a filter that nothing could pass; as `clustersInUse`
 */
export async function inUseCommand(input: CommandInput): Promise<0 | 4> {
  const { flags, lists, io } = input;
  const filter = { registries: lists.get("registry") ?? [], repositories: lists.get("repository") ?? [] };
  const problem = filterProblem(filter);
  if (problem !== undefined) {
    throw new UsageError(`--${problem}`);
  }
  const all = await clustersInUse(input);
  if (!mayGoOn(all, input)) {
    return 4;
  }
  const { images, unused } = filterImages(all.images, filter);
  if (!mayBeUnused(unused, input)) {
    return 4;
  }
  io.stdout.write(OUTPUTS[flags.get("output") ?? "refs"]!({ ...all, filter, images }));
  return 0;
}
