import { hostOfBudget } from "../registry/authenticator.ts";
import { createHostSettings } from "../registry/hostSettings.ts";
import { createRegistryClient, type RegistryClient } from "../registry/registryClient.ts";
import type { NodeFiles } from "../registry/runtime/nodeFiles.ts";
import type { Runtime } from "../registry/runtime/runtime.ts";
import { RegistryGate } from "../schedule/registryGate.ts";
import { errorText } from "../text/errorText.ts";
import { delay } from "../time/delay.ts";
import { VERSION } from "../version.ts";
import type { ImageCommandOptions } from "./imageCommand.ts";
import { UsageError } from "./usageError.ts";

/**
 * A client for registries as the configuration has them: checks and look-ups begin as the registry's budget allows. One that
 * asks to be left alone, or is down, is not waited for.
 *
 * @param digests whether checks tell where tags lead to
 * @throws UsageError where a CA file or a proxy variable cannot be used
 */
export function openRegistryClient(
  { config: { registries, images }, clock, log, environment }: ImageCommandOptions,
  {
    runtime,
    files,
    digests = false,
  }: { readonly runtime: Runtime; readonly files: NodeFiles; readonly digests?: boolean },
): RegistryClient {
  const settings = createHostSettings(registries);
  const gate: RegistryGate = new RegistryGate({
    budgetOf: settings.budgetOf,
    limitsOf: (host) => ({
      ...settings.settingsOf(hostOfBudget(host)),
      maxRetryAfter: registries.maxRetryAfter,
    }),
    probe: (host, options) => client.probe(host, options),
    tryOthers: async () => [],
    onChange() {},
    clock,
    random: Math.random,
    log,
  });
  const client = usable(() =>
    createRegistryClient({
      options: registries,
      verify: images.verify,
      digests,
      runtime,
      files,
      gate,
      clock,
      log,
      observer: { requestFinished: () => {} },
      userAgent: `k8s-image-availability-exporter/${VERSION}`,
      env: environment,
    }),
  );
  const turn = async (host: string, signal: AbortSignal) => {
    const budget = gate.budget(host);
    for (let wait = budget.reserve(); wait > 0 && !budget.paused; wait = budget.reserve()) {
      await delay(wait, { clock, signal });
    }
  };
  return {
    ...client,
    async check(request, options) {
      const [first] = request.endpoints;
      await turn(first?.registry ?? request.reference.registry, options.signal);
      return await client.check(request, options);
    },
    inspect: (inspection, options) =>
      client.inspect(inspection, {
        ...options,
        async turn(host) {
          await turn(host, options.signal);
          return true;
        },
      }),
    async lookUp(request, options) {
      await turn(request.reference.registry, options.signal);
      return await client.lookUp(request, options);
    },
    async close() {
      gate.stop();
      await client.close();
    },
  };
}

function usable<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw new UsageError(errorText(error), { cause: error });
  }
}
