import type { CheckResult } from "../image/outcome.ts";
import type { AvailabilitySink } from "../inventory/availabilitySink.ts";
import type { Logger } from "../log/logger.ts";
import type { Segment } from "../series/segment.ts";
import type { Clock } from "../time/clock.ts";
import { availabilityFamilies } from "./availabilityFamilies.ts";
import { AvailabilitySeries } from "./availabilitySeries.ts";
import { boundedCode } from "./boundedCode.ts";
import { type BoundedLabel, boundedLabel } from "./boundedLabel.ts";
import { FAMILIES } from "./catalogue.ts";
import { CounterFamily } from "./counterFamily.ts";
import { exposition } from "./exposition.ts";
import type { ExpositionFormat } from "./expositionFormat.ts";
import type { FamilyWriter } from "./familyWriter.ts";
import type { GaugeSources, InformerState } from "./gauge.ts";
import { type GaugeFamiliesOptions, gaugeFamilies } from "./gaugeFamilies.ts";
import type { GaugeKey } from "./gauges.ts";
import { HistogramFamily } from "./histogramFamily.ts";
import { ownerLabelNames } from "./ownerLabelNames.ts";

/** The shape of `config.metrics`. */
export interface MetricsOptions {
  readonly names: "kind-in-name" | "kind-label" | "both";
  readonly zeros: boolean;
  readonly imageLastCheck: boolean;
  /** Label keys. */
  readonly ownerLabels: readonly string[];
  readonly maxRegistries: number;
}

export interface ExporterMetricsParts {
  readonly options: MetricsOptions;
  readonly clock: Pick<Clock, "monotonic">;
  readonly log: Logger;
  /** Writers of families that are not the exporter's own: those of the Node.js process. */
  readonly others?: readonly FamilyWriter[];
}

/**
 * Seconds. A cached token and a kept connection make a check of some 10 ms, several requests over an ocean one of
 * seconds; requests time out after 15 s by default, and a check may make several.
 */
const CHECK_DURATION_BOUNDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

/** All that the exporter tells of itself and of images: where events go in and the exposition comes out. */
export class ExporterMetrics {
  readonly #series = new AvailabilitySeries();
  readonly #checks = new CounterFamily(FAMILIES.checks_total);
  readonly #durations = new HistogramFamily(FAMILIES.check_duration_seconds, CHECK_DURATION_BOUNDS);
  readonly #requests = new CounterFamily(FAMILIES.registry_requests_total);
  readonly #keptAlive = new CounterFamily(FAMILIES.kept_alive_total);
  readonly #inspections = new CounterFamily(FAMILIES.inspections_total);
  readonly #rechecks = new CounterFamily(FAMILIES.completed_rechecks_total);
  readonly #restarts = new CounterFamily(FAMILIES.informer_restarts_total);
  readonly #providerErrors = new CounterFamily(FAMILIES.credential_provider_errors_total);
  readonly #informers = new Map<string, InformerState>();
  readonly #registryLabel: BoundedLabel;
  #sources: GaugeSources | undefined;
  readonly #parts: ExporterMetricsParts;
  readonly #ownerLabels: ReadonlyMap<string, string>;
  readonly #failing = new Set<GaugeKey>();

  constructor(parts: ExporterMetricsParts) {
    this.#parts = parts;
    this.#ownerLabels = ownerLabelNames(parts.options.ownerLabels);
    this.#registryLabel = boundedLabel(parts.options.maxRegistries, (registry) =>
      this.#dropRegistry(registry),
    );
  }

  /** Where verdicts become series. */
  get availability(): AvailabilitySink {
    return this.#series;
  }

  /** Of how many containers there are series. */
  get seriesCount(): number {
    return this.#series.size;
  }

  /** How many containers are known of whose images nothing has been said yet. */
  get undecidedSeries(): number {
    return this.#series.undecided;
  }

  /** Gives gauges their values: before, there are none. */
  attach(sources: Omit<GaugeSources, "informers">): void {
    this.#sources = { ...sources, informers: this.#informers };
  }

  checkFinished(check: {
    readonly registry: string;
    readonly result: CheckResult;
    readonly durationMs: number;
  }): void {
    const registry = this.#registryLabel.admit(check.registry, {
      hasAnswered: check.result !== "registry_unavailable",
    });
    this.#checks.add(1, registry, check.result);
    this.#durations.observe(registry, check.durationMs / 1000);
  }

  /** @param request `code`: the status, or the error's code where there was no answer */
  requestFinished(request: {
    readonly registry: string;
    readonly method: string;
    readonly code: string | number;
  }): void {
    const registry = this.#registryLabel.admit(request.registry, {
      hasAnswered: typeof request.code === "number",
    });
    this.#requests.add(1, registry, request.method, boundedCode(request.code));
  }

  inspected({ registry, result }: { readonly registry: string; readonly result: string }): void {
    this.#inspections.add(1, this.#registryLabel.admit(registry), result);
  }

  keptAlive({ registry, result }: { readonly registry: string; readonly result: string }): void {
    this.#keptAlive.add(1, this.#registryLabel.admit(registry), result);
  }

  cycleCompleted(): void {
    this.#rechecks.add(1);
  }

  /** @param resource `deployments`, `rollouts.argoproj.io` */
  informerChanged(resource: string, state: InformerState): void {
    this.#informers.set(resource, state);
    this.#restarts.add(0, resource);
  }

  informerRestarted(resource: string): void {
    this.#restarts.add(1, resource);
  }

  /** @param errors since the last time; 0 makes the series */
  credentialProviderFailed(provider: string, errors: number): void {
    this.#providerErrors.add(errors, provider);
  }

  /** Drops the series of a registry that nothing is checked at any more, and lets another have its place. */
  forgetRegistry(registry: string): void {
    this.#registryLabel.forget(registry);
    this.#dropRegistry(registry);
  }

  #dropRegistry(registry: string): void {
    for (const family of [
      this.#checks,
      this.#durations,
      this.#requests,
      this.#keptAlive,
      this.#inspections,
    ]) {
      family.forget(registry);
    }
  }

  /**
   * Everything as it is at this moment, whatever happens while it is read, in chunks of whole lines: text of some 64 KB,
   * or what is kept compressed. Each takes a millisecond or two to make, and is made when it is asked for: whoever asks
   * must let the event loop turn in between.
   */
  exposition(format: ExpositionFormat): AsyncGenerator<string | Segment, void> {
    const { options, others = [], clock, log } = this.#parts;
    const series = this.#series.picture();
    const availability = { ...options, ownerLabels: this.#ownerLabels };
    const writers: FamilyWriter[] = [
      (inFormat) => this.#gauges(inFormat),
      ...[
        this.#rechecks,
        this.#restarts,
        this.#providerErrors,
        this.#keptAlive,
        this.#inspections,
        this.#checks,
        this.#requests,
        this.#durations,
      ].map((family) => (inFormat: ExpositionFormat) => family.write(inFormat)),
      ...others,
      (inFormat) => availabilityFamilies(series, availability, inFormat),
    ];
    return exposition(writers, format, { clock, log });
  }

  #gauges(format: ExpositionFormat): Iterable<string | Segment> {
    const options: GaugeFamiliesOptions = {
      registryLabel: this.#registryLabel,
      onFailure: (gauge, error) => this.#sourceFailed(gauge, error),
      onSuccess: (gauge) => this.#failing.delete(gauge),
    };
    return this.#sources === undefined ? [] : gaugeFamilies(this.#sources, options, format);
  }

  #sourceFailed(gauge: GaugeKey, error: unknown): void {
    if (this.#failing.has(gauge)) {
      return;
    }
    this.#failing.add(gauge);
    this.#parts.log.error({ error: String(error) }, `the metric family ${gauge} has no values at present`);
  }
}
