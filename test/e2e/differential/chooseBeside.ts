import { expect } from "chai";
import fc from "fast-check";
import { parsePlatform } from "../../../src/image/platform.ts";
import { readManifestParts } from "../../../src/registry/manifestParts.ts";
import type { Runtime } from "../../../src/registry/runtime/runtime.ts";
import { madeUpIndex } from "./madeUpIndexes.ts";
import type { RegistryJudge } from "./registryJudge.ts";

/** Has a runtime's own code, and ours, choose among the images of made up indexes: they agree. */
export async function chooseBeside(
  judge: RegistryJudge,
  { manifest }: Runtime,
  asKnown: (platform: string) => string = (platform) => platform,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(madeUpIndex, async ({ index, platform }) => {
      const parts = readManifestParts(Buffer.from(index));
      const ours =
        parts?.kind === "index" ? manifest.choose(parts, parsePlatform(platform)!)?.digest : "no index";
      expect(ours).to.equal(await judge.choose({ index, platform: asKnown(platform) }));
    }),
    { numRuns: Number(process.env.SCENES ?? 3_000) },
  );
}
