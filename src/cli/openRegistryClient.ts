import { createRegistryClient, type RegistryClient } from "../registry/registryClient.ts";
import { openGate } from "../registry/requestGate.ts";
import type { NodeFiles } from "../registry/runtime/nodeFiles.ts";
import type { Runtime } from "../registry/runtime/runtime.ts";
import { errorText } from "../text/errorText.ts";
import { VERSION } from "../version.ts";
import type { ImageCommandOptions } from "./imageCommand.ts";
import { UsageError } from "./usageError.ts";

/**
 * A client for registries as the configuration has them, without budgets.
 *
 * @throws UsageError where a CA file or a proxy variable cannot be used
 */
export function openRegistryClient(
  { config, clock, log, environment }: ImageCommandOptions,
  { runtime, files }: { readonly runtime: Runtime; readonly files: NodeFiles },
): RegistryClient {
  try {
    return createRegistryClient({
      options: config.registries,
      verify: config.images.verify,
      runtime,
      files,
      gate: openGate,
      clock,
      log,
      observer: { requestFinished: () => {} },
      userAgent: `k8s-image-availability-exporter/${VERSION}`,
      env: environment,
    });
  } catch (error) {
    throw new UsageError(errorText(error), { cause: error });
  }
}
