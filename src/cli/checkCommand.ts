import type { CommandInput } from "./command.ts";
import { lookInside } from "./lookInside.ts";
import { readInput } from "./readInput.ts";
import { readTimeout } from "./readTimeout.ts";
import { UsageError } from "./usageError.ts";

/**
 * `check`: images that are named, those of standard input, or those of manifests.
 *
 * @throws as `check` and `checkManifests`; UsageError
 */
export async function checkCommand(given: CommandInput): Promise<0 | 1 | 3> {
  const input = { ...given, config: lookInside(given.config) };
  const files = input.lists.get("filename");
  if (files !== undefined) {
    return (await import("./checkManifests.ts")).checkManifests(files, input);
  }
  const timeoutMs = readTimeout(input);
  const [{ check }, { imageOptions }] = await Promise.all([
    import("./check.ts"),
    import("./imageCommand.ts"),
  ]);
  return check(await imageOptions({ ...input, images: await imagesOf(input) }), { timeoutMs });
}

async function imagesOf({ images, io }: CommandInput): Promise<readonly string[]> {
  if (!images.includes("-")) {
    return images;
  }
  const lines = (await readInput(io, undefined, ""))
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
  const all = images.flatMap((image) => (image === "-" ? lines : [image]));
  if (all.length === 0) {
    throw new UsageError("standard input names no image");
  }
  return all;
}
