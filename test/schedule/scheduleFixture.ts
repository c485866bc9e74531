import { originEndpoint } from "../../src/image/endpoint.ts";
import type { CheckOutcome } from "../../src/image/outcome.ts";
import { folderOf, parseReference } from "../../src/image/reference.ts";
import type { Target } from "../../src/inventory/targets.ts";
import { CONFIRMATIONS } from "../../src/registry/judgeAbsence.ts";
import type { CheckOptions, CheckRequest } from "../../src/registry/registryCheck.ts";
import type { RequestEnd } from "../../src/registry/requestGate.ts";
import { RegistryGate } from "../../src/schedule/registryGate.ts";
import { Scheduler } from "../../src/schedule/scheduler.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { recordingLogger } from "../support/recordingLogger.ts";
import { usedBy } from "../support/usedBy.ts";

export interface ScheduleFixtureOptions {
  readonly concurrency?: number;
  readonly requestsPerSecond?: number;
  /** How long each request takes, in milliseconds. */
  readonly latencyMs?: number;
  readonly random?: () => number;
  readonly checksAtATime?: number;
  /** Other limits of single registries. */
  readonly limits?: Readonly<
    Record<string, { readonly concurrency: number; readonly requestsPerSecond: number }>
  >;
  readonly window?: number;
  readonly checkPeriod?: number;
  readonly failedRecheckPeriod?: number;
  /** Whether results of the last hours are kept. */
  readonly strips?: boolean;
  /** Told of outcomes as well. */
  readonly onOutcome?: (target: Target, outcome: CheckOutcome) => void;
}

/** How a scripted registry answers one request. */
export type Answer =
  | "ok"
  | "absent"
  /** Absent once that is confirmed, in 24 requests. */
  | "wordless"
  | "unknown"
  | "unauthorised"
  | "unreachable"
  /** Unreachable after half a minute. */
  | "hanging"
  | { readonly status: 429; readonly retryAfterMs?: number };

/** A scheduler and gate on a fake clock, with registries that answer as the test says. */
export function makeSchedule(options: ScheduleFixtureOptions = {}) {
  const {
    concurrency = 16,
    requestsPerSecond = 50,
    latencyMs = 10,
    random = () => 0.5,
    window = 600_000,
    checkPeriod = 15_000,
    failedRecheckPeriod = 60_000,
  } = options;
  const wall = { backMs: 0 };
  const time = fakeClock();
  const clock = { ...time, now: () => time.now() - wall.backMs };
  const log = recordingLogger();
  const answers = new Map<string, Answer>();
  const checked: { atMs: number; image: string; result: CheckOutcome["result"] }[] = [];
  const requests: { atMs: number; registry: string }[] = [];
  /** The labels of checks, and of registries that are asked no more. */
  const finished: string[] = [];
  const forgotten: string[] = [];
  const outcomes = new Map<Target, CheckOutcome["result"]>();
  const scripted = new Map<string, CheckOutcome>();
  let cycles = 0;
  let inFlight = 0;
  let mostInFlight = 0;
  const limits = { concurrency, requestsPerSecond, maxRetryAfter: 900_000 };
  const limitsOf = (registry: string) => ({ ...limits, ...options.limits?.[registry] });

  const budgetOf = (host: string) => host.replace(/:443$/, "");
  const gate: RegistryGate = new RegistryGate({
    budgetOf,
    limitsOf,
    probe(registry) {
      fixture.onProbe(registry);
      return Promise.resolve(answers.get(registry) !== "unreachable");
    },
    tryOthers: (registry, options) => scheduler.tryOthers(registry, options),
    onChange: (registry) => scheduler.expedite(registry),
    clock,
    random,
    log,
  });

  const pause = (ms: number) => new Promise<void>((resolve) => clock.schedule(ms, resolve));

  async function ask(
    registry: string,
    repository: string,
    confirming: CheckOptions["confirming"],
  ): Promise<CheckOutcome> {
    const refusal = gate.admit(registry, folderOf(repository));
    if (refusal !== undefined) {
      return refusal.kind === "unreachable"
        ? { result: "registry_unavailable", message: refusal.message }
        : { result: "rate_limited", message: refusal.message };
    }
    requests.push({ atMs: clock.monotonic(), registry });
    await pause(latencyMs);
    const answer = answers.get(`${registry}/${repository}`) ?? answers.get(registry) ?? "ok";
    if (answer === "hanging") {
      await pause(30_000);
    }
    gate.settle(registry, toEnd(answer), folderOf(repository));
    if (answer === "ok") {
      return { result: "available" };
    }
    if (answer === "unknown") {
      return { result: "node_credentials_unknown", message: "401" };
    }
    if (answer === "unauthorised") {
      return { result: "authentication_failure", message: "401" };
    }
    if (answer === "wordless") {
      const how = confirming?.(registry) ?? "wholly";
      for (let left = CONFIRMATIONS[how]; left > 0; left--) {
        gate.admit(registry, folderOf(repository));
        requests.push({ atMs: clock.monotonic(), registry });
        await pause(latencyMs);
      }
      return { result: how === "later" ? "rate_limited" : "absent", message: "404" };
    }
    if (answer === "absent") {
      return { result: "absent", message: "404" };
    }
    if (answer === "unreachable" || answer === "hanging") {
      return { result: "registry_unavailable", message: "ECONNREFUSED" };
    }
    return { result: "rate_limited", message: "429" };
  }

  const scheduler = new Scheduler({
    strips: options.strips === true,
    budgetOf,
    ...(options.checksAtATime !== undefined && { checksAtATime: options.checksAtATime }),
    periods: { checkPeriod, recheckWindow: window, failedRecheckPeriod },
    limitsOf,
    check: {
      async check({ reference, endpoints: named }: CheckRequest, { confirming, mayAsk }: CheckOptions) {
        const found = fixture.filesSay(named);
        const registries = found.map(({ registry }) => registry);
        if (mayAsk?.(registries, registries) === false) {
          return { result: "rate_limited", message: "later" };
        }
        inFlight++;
        mostInFlight = Math.max(mostInFlight, inFlight);
        let outcome: CheckOutcome = { result: "unknown_error", message: "no endpoint" };
        for (const { registry } of found) {
          const before: CheckOutcome = outcome;
          const answer = await ask(registry, reference.repository, confirming);
          outcome =
            answer.result === "available"
              ? (scripted.get(`${registry}/${reference.repository}:${reference.tag}`) ?? answer)
              : answer;
          if (outcome.result === "available") {
            break;
          }
          outcome = before.result === "rate_limited" ? before : outcome;
        }
        inFlight--;
        checked.push({ atMs: clock.monotonic(), image: reference.repository, result: outcome.result });
        return outcome;
      },
    },
    async registriesAsked({ endpoints }) {
      if (fixture.readingMs > 0) {
        await pause(fixture.readingMs);
      }
      return fixture.filesSay(endpoints).map(({ registry }) => registry);
    },
    gate,
    onOutcome(target, outcome) {
      outcomes.set(target, outcome.result);
      options.onOutcome?.(target, outcome);
    },
    observer: {
      checkFinished: ({ registry }) => finished.push(registry),
      cycleCompleted: () => void cycles++,
      forgetRegistry: (registry) => forgotten.push(registry),
    },
    clock,
    random,
    breathe: () => Promise.resolve(),
    log,
  });

  const fixture = {
    clock,
    /** How far the wall clock was put back. */
    wall,
    onProbe: (_registry: string): void => {},
    /** What a check asks instead of what its request names. */
    filesSay: (endpoints: CheckRequest["endpoints"]) => endpoints,
    /** How long it takes to find that out for a target that is new, in milliseconds. */
    readingMs: 0,
    log,
    gate,
    scheduler,
    /** How registries, or repositories of theirs (`reg.io/app`), answer that do not answer with 200. */
    answers,
    /** What is found of single images, by name, where their registry answers. */
    scripted,
    checked,
    requests,
    finished,
    forgotten,
    outcomes,
    get cycles() {
      return cycles;
    },
    get mostInFlight() {
      return mostInFlight;
    },
    /** How often each image was checked, from `sinceMs` on. */
    counts(sinceMs = 0): Map<string, number> {
      const counts = new Map<string, number>();
      for (const { atMs, image } of checked) {
        if (atMs >= sinceMs) {
          counts.set(image, (counts.get(image) ?? 0) + 1);
        }
      }
      return counts;
    },
  };
  return fixture;
}

/** Targets `prefix0…` at a registry, of a namespace called like it, each with the given further registries behind it. */
export function makeTargets(
  count: number,
  registry = "reg.io",
  prefix = "app",
  ...fallbacks: string[]
): Target[] {
  return Array.from({ length: count }, (_, index) => {
    const parsed = parseReference(`${registry}/${prefix}${index}:1`);
    if (!parsed.ok) {
      throw new Error(parsed.error);
    }
    const { repository } = parsed.reference;
    const endpoints = [registry, ...fallbacks].map((host) => originEndpoint({ registry: host, repository }));
    const request = { reference: parsed.reference, credentials: [], endpoints };
    return { image: `${registry}/${prefix}${index}:1`, uses: usedBy(prefix), request };
  });
}

function toEnd(answer: Answer): RequestEnd {
  if (answer === "unreachable" || answer === "hanging") {
    return { kind: "unreachable", method: "HEAD", code: "ECONNREFUSED", message: "refused" };
  }
  const status =
    answer === "ok"
      ? 200
      : answer === "absent" || answer === "wordless"
        ? 404
        : answer === "unknown" || answer === "unauthorised"
          ? 401
          : answer.status;
  const retryAfterMs = typeof answer === "object" ? answer.retryAfterMs : undefined;
  return {
    kind: "answered",
    method: "HEAD",
    status,
    quota: retryAfterMs === undefined ? {} : { retryAfterMs },
  };
}
