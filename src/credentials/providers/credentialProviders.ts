import { BoundedMap } from "../../collections/boundedMap.ts";
import type { Logger } from "../../log/logger.ts";
import { redactText } from "../../log/redactText.ts";
import type { Clock } from "../../time/clock.ts";
import { unlessAborted } from "../../time/unlessAborted.ts";
import type { DockerConfigEntry } from "../dockerConfig.ts";
import { runHelper } from "../helperProcess.ts";
import { compileLocation, locate } from "../keyPattern.ts";
import { Keyring, type SourcedDockerConfig } from "../keyring.ts";
import type { NodeCredentialSource } from "../nodeCredentials.ts";
import { type ProviderAnswer, readProviderAnswer } from "./providerAnswer.ts";
import { type CredentialProvider, readProviderConfig } from "./providerConfig.ts";
import { type Run, RunPlaces } from "./runPlaces.ts";

export interface CredentialProvidersOptions {
  /** A CredentialProviderConfig, or a directory of such. */
  readonly config: string;
  /** The folder that has the programs. */
  readonly binDir: string;
  /** What programs get, besides what the configuration gives them. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Told of every provider once, with 0, and of every run that gave no answer. */
  readonly onErrors: (provider: string, errors: number) => void;
  /** Ends what runs. */
  readonly signal: AbortSignal;
}

/** As the kubelet has it. */
const RUN_LIMIT_MS = 60_000;
const PURGE_INTERVAL_MS = 15 * 60_000;
/** The kubelet reads what there is; no answer has a reason to be as long as this. */
const MAX_OUTPUT_BYTES = 1024 * 1024;
/** Programs under way at a time: a cluster's images come all at once, a node's one by one. */
const MAX_RUNS = 4;
/** Of all answers of a program that are kept, in characters: whoever names images may have it asked for ever other registries. */
const MAX_KEPT = 16 * 1024 * 1024;
/** After a program has hung, it is left alone with the images of that registry. */
const HANG_PAUSE_MS = 5 * 60_000;

/**
 * Asks the kubelet's credential providers as the kubelet does (pkg/credentialprovider/plugin of k8s.io/kubernetes 1.35):
 * which of them, by what names an image is matched; a minute for each run, one run at a time for an image; what an answer
 * holds for and how long. The answers of all form one keyring.
 *
 * A provider that needs a token of the pod's service account is not run: tokens are made by a permission that the exporter
 * has no business to have.
 *
 * @throws ProviderConfigError, or `signal.reason`
 */
export async function openCredentialProviders(
  options: CredentialProvidersOptions,
): Promise<NodeCredentialSource> {
  const { log, config, binDir, signal } = options;
  const places = new RunPlaces(MAX_RUNS);
  const providers = (await readProviderConfig(config, binDir, { signal })).map(
    (provider) => new Provider(provider, options, places),
  );
  for (const { name } of providers) {
    options.onErrors(name, 0);
  }
  for (const { name } of providers.filter(({ needsToken }) => needsToken)) {
    log.warn(
      { provider: name },
      "this credential provider needs a service account's token, which the exporter does not ask for: what it matches and no other credential opens gets no verdict",
    );
  }
  return {
    describe(repositoryName) {
      const matching = providers.filter((provider) => provider.matches(repositoryName));
      const names = matching.map(
        ({ name, needsToken }) =>
          `${name}${needsToken ? " (not run: it needs a service account's token)" : ""}`,
      );
      return names.length === 0 ? undefined : `credential provider ${names.join(", ")}`;
    },
    async find(repositoryName, { signal, by = "" }) {
      const matching = providers.filter((provider) => provider.matches(repositoryName));
      if (matching.length === 0) {
        return undefined;
      }
      const answers = await unlessAborted(
        Promise.all(matching.map((provider) => provider.answerFor(repositoryName, by))),
        signal,
      );
      const configs: SourcedDockerConfig[] = [];
      let problem: string | undefined;
      for (const [index, { name }] of matching.entries()) {
        const answer = answers[index]!;
        if ("entries" in answer) {
          configs.push({ source: `credential provider ${name}`, entries: answer.entries });
        } else {
          problem ??= `credential provider ${name}: ${answer.error}`;
        }
      }
      const credentials = new Keyring(configs).lookup(repositoryName);
      const names = matching.map(({ name }) => name).join(", ");
      const nothing = credentials.length === 0 ? `credential provider ${names} gave none` : undefined;
      return { credentials, unknown: problem ?? nothing };
    },
  };
}

type Answer = { readonly entries: readonly DockerConfigEntry[] } | { readonly error: string };

interface Kept {
  readonly entries: readonly DockerConfigEntry[];
  /** Monotonic: the wall clock may jump. */
  readonly untilMs: number;
}

/** One program, and what is kept of its answers. */
class Provider {
  readonly name: string;
  readonly needsToken: boolean;
  readonly #provider: CredentialProvider;
  readonly #options: CredentialProvidersOptions;
  readonly #places: RunPlaces;
  readonly #patterns: readonly NonNullable<ReturnType<typeof compileLocation>>[];
  readonly #kept = new BoundedMap<string, Kept>(MAX_KEPT, ({ entries }) => JSON.stringify(entries).length);
  readonly #running = new Map<string, Run<Answer>>();
  /** Registries, and until when no run is made for them. */
  readonly #hung = new Map<string, number>();
  #purgedMs: number;
  #complaint: string | undefined;

  constructor(provider: CredentialProvider, options: CredentialProvidersOptions, places: RunPlaces) {
    this.name = provider.name;
    this.needsToken = provider.needsToken;
    this.#provider = provider;
    this.#options = options;
    this.#places = places;
    this.#patterns = provider.matchImages.flatMap((pattern) => compileLocation(pattern) ?? []);
    this.#purgedMs = options.clock.monotonic();
  }

  matches(repositoryName: string): boolean {
    const location = locate(repositoryName);
    return this.#patterns.some((matches) => matches(location));
  }

  /**
   * Kept, or of a run that is under way for the same image, or of a new one.
   *
   * @param by whose turn it is to be
   */
  async answerFor(image: string, by: string): Promise<Answer> {
    if (this.needsToken) {
      return { error: "it needs a service account's token" };
    }
    this.#purge();
    const nowMs = this.#options.clock.monotonic();
    const registry = registryOf(image);
    const kept = [image, registry, GLOBAL].map((key) => this.#kept.get(key)).find(isGood(nowMs));
    if (kept !== undefined) {
      return kept;
    }
    if ((this.#hung.get(registry) ?? 0) > nowMs) {
      return { error: `it gave no answer in ${RUN_LIMIT_MS} ms` };
    }
    let run = this.#running.get(image);
    if (run === undefined) {
      const made = () => this.#run(image).finally(() => this.#running.delete(image));
      run = this.#places.run(registry, made, isGiven);
      this.#running.set(image, run);
    }
    run.waitFor(by);
    return run.result;
  }

  async #run(image: string): Promise<Answer> {
    const { clock, signal, log, onErrors } = this.#options;
    const { args, apiVersion, env, name, program } = this.#provider;
    const request = { kind: "CredentialProviderRequest", apiVersion, image };
    const result = await runHelper(
      {
        program,
        args,
        input: `${JSON.stringify(request)}\n`,
        env: { ...this.#options.environment, ...env },
        timeoutMs: RUN_LIMIT_MS,
        maxOutputBytes: MAX_OUTPUT_BYTES,
        unattended: true,
      },
      { clock, signal },
    );
    let answer: ProviderAnswer | { readonly error: string };
    const complaint = result.kind === "exited" ? lastLine(result.complaint) : "";
    if (result.kind === "failed") {
      answer = { error: result.reason };
      if (result.timedOut) {
        this.#hung.set(registryOf(image), clock.monotonic() + HANG_PAUSE_MS);
      }
    } else if (result.code === 0) {
      answer = readProviderAnswer(result.output, apiVersion);
    } else {
      answer = { error: `exit code ${result.code}` };
    }
    if ("error" in answer) {
      onErrors(name, 1);
      if (answer.error !== this.#complaint) {
        this.#complaint = answer.error;
        log.error(
          { provider: name, image, error: answer.error },
          "a credential provider gives no credentials",
        );
      }
      if (complaint !== "") {
        log.debug({ provider: name, image, complaint }, "a credential provider says on its standard error");
      }
      return { error: answer.error };
    }
    this.#complaint = undefined;
    this.#keep(image, answer);
    return answer;
  }

  #keep(image: string, { cacheKeyType, cacheDuration, entries }: ProviderAnswer): void {
    const durationMs = cacheDuration ?? this.#provider.defaultCacheDuration;
    if (durationMs !== 0) {
      const key = cacheKeyType === "Image" ? image : cacheKeyType === "Registry" ? registryOf(image) : GLOBAL;
      this.#kept.set(key, { entries, untilMs: this.#options.clock.monotonic() + durationMs });
    }
  }

  #purge(): void {
    const nowMs = this.#options.clock.monotonic();
    if (nowMs <= this.#purgedMs + PURGE_INTERVAL_MS) {
      return;
    }
    this.#purgedMs = nowMs;
    for (const [key, { untilMs }] of this.#kept.entries()) {
      if (nowMs > untilMs) {
        this.#kept.delete(key);
      }
    }
    for (const [key, untilMs] of this.#hung) {
      if (nowMs > untilMs) {
        this.#hung.delete(key);
      }
    }
  }
}

function isGiven(answer: Answer): boolean {
  return "entries" in answer && answer.entries.length > 0;
}

/** No image and no registry has such a name. */
const GLOBAL = "<global>";

function isGood(nowMs: number): (kept: Kept | undefined) => boolean {
  return (kept) => kept !== undefined && nowMs <= kept.untilMs;
}

function registryOf(image: string): string {
  return image.split("/", 1)[0] as string;
}

/**
 * What a program says last before it gives up is mostly why. It may hold what only the program knows to be a secret, so
 * that nobody sees it but who asks for the log of debugging.
 */
function lastLine(complaint: string): string {
  const line = complaint.trimEnd().split("\n").at(-1) ?? "";
  return redactText(line.replace(/[\p{Cc}\s]+/gu, " ").trim()).slice(0, 500);
}
