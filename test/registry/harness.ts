import { type Credential, makeCredential } from "../../src/credentials/credential.ts";
import { originEndpoint } from "../../src/image/endpoint.ts";
import type { CheckOutcome } from "../../src/image/outcome.ts";
import type { ResolveAll } from "../../src/registry/guardedLookup.ts";
import type { NameResolverOptions } from "../../src/registry/nameResolver.ts";
import type { CheckOptions } from "../../src/registry/registryCheck.ts";
import { createRegistryClient, type RegistryClient } from "../../src/registry/registryClient.ts";
import type { RegistryOptions } from "../../src/registry/registryOptions.ts";
import type { Refusal, RequestEnd, RequestGate } from "../../src/registry/requestGate.ts";
import { containerd } from "../../src/registry/runtime/containerd.ts";
import type { ClusterFiles, NodeFilePaths } from "../../src/registry/runtime/nodeFiles.ts";
import type { Runtime } from "../../src/registry/runtime/runtime.ts";
import type { Clock } from "../../src/time/clock.ts";
import { type FakeClock, fakeClock } from "../support/fakeClock.ts";
import { NO_NODE_FILES } from "../support/noNodeFiles.ts";
import { recordingLogger } from "../support/recordingLogger.ts";
import {
  type ReceivedRequest,
  type Script,
  type ScriptedAnswer,
  startScriptedServer,
} from "../support/scriptedServer.ts";

/** Options as a configuration file without `registries` gives them. */
export const DEFAULT_OPTIONS: RegistryOptions = {
  plainHttp: false,
  allowPlainHttp: false,
  insecureSkipVerify: false,
  caFiles: [],
  concurrency: 16,
  requestsPerSecond: 50,
  timeout: 15_000,
  maxRetryAfter: 900_000,
  allowedNetworks: [],
  hosts: {},
};

/** Speaks HTTP at once: most tests need no TLS. */
export const PLAIN: Partial<RegistryOptions> = { plainHttp: true };

export const OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
export const MANIFEST_BODY = {
  schemaVersion: 2,
  mediaType: OCI_MANIFEST,
  config: {
    mediaType: "application/vnd.oci.image.config.v1+json",
    digest: `sha256:${"a".repeat(64)}`,
    size: 2,
  },
  layers: [],
};

/** A registry's answer for a manifest that is there. */
export const FOUND: ScriptedAnswer = {
  status: 200,
  headers: { "content-type": OCI_MANIFEST, "docker-content-digest": `sha256:${"b".repeat(64)}` },
  body: MANIFEST_BODY,
};

/** A registry's error, with the header that version 2 of the API announces itself by. */
export function registryError(status: number, code: string, message = ""): ScriptedAnswer {
  return {
    status,
    headers: { "docker-distribution-api-version": "registry/2.0", "content-type": "application/json" },
    body: { errors: [{ code, message }] },
  };
}

/** What a registry answers that wants a token of the service at `realm`. */
export function challenged(realm: string): ScriptedAnswer {
  return {
    ...registryError(401, "UNAUTHORIZED"),
    headers: {
      "www-authenticate": `Bearer realm="${realm}",service="registry.test",scope="repository:shop/web:pull"`,
      "docker-distribution-api-version": "registry/2.0",
    },
  };
}

/** A registry whose manifests want a token, which its `/token` gives out. */
export function withTokens(
  manifest: (request: ReceivedRequest) => ScriptedAnswer,
  token: ScriptedAnswer = { body: { token: "t0", access_token: "t0" } },
): Script {
  return (request) => {
    if (request.url.startsWith("/token")) {
      return token;
    }
    return request.headers.authorization?.startsWith("Bearer ")
      ? manifest(request)
      : challenged(`http://${request.headers.host}/token`);
  };
}

/** What a registry answers that wants a user name and password. */
export const BASIC_CHALLENGE: ScriptedAnswer = {
  status: 401,
  headers: { "www-authenticate": 'Basic realm="r"' },
};

export const ALICE: Credential = makeCredential({ username: "alice", password: "wonderland" });
export const BOB: Credential = makeCredential({ username: "bob", password: "builder" });
export const ALICE_BASIC = `Basic ${Buffer.from("alice:wonderland").toString("base64")}`;
export const BOB_BASIC = `Basic ${Buffer.from("bob:builder").toString("base64")}`;

/** A gate that lets pass what it is not told to stop, and remembers what it was told. */
export interface RecordingGate extends RequestGate {
  readonly admitted: string[];
  readonly settled: { host: string; end: RequestEnd }[];
  refuse: (host: string) => Refusal | undefined;
  /** Where redirects led, and whose they were; and of which token services tokens were asked for. */
  readonly turns: string[];
  mayTurn: boolean;
  /** What it says before further credentials, in turn; then they may go on. */
  readonly waitMs: number[];
  /** Which hosts want to be left alone. */
  readonly paused: Set<string>;
}

export function recordingGate(): RecordingGate {
  const gate: RecordingGate = {
    admitted: [],
    settled: [],
    waitMs: [],
    paused: new Set(),
    turns: [],
    mayTurn: true,
    refuse: () => undefined,
    admit(host) {
      const refusal = gate.refuse(host);
      if (refusal === undefined) {
        gate.admitted.push(host);
      }
      return refusal;
    },
    async turn(host, budget, { by }) {
      gate.turns.push(`${budget} to ${host}${by === undefined ? "" : ` by ${by}`}`);
      return gate.mayTurn;
    },
    async tokenTurn(budget, { by }) {
      gate.turns.push(`${budget}${by === undefined ? "" : ` by ${by}`}`);
      return gate.mayTurn;
    },
    reserve: () => gate.waitMs.shift() ?? 0,
    isPaused: (host) => gate.paused.has(host),
    settle: (host, end) => gate.settled.push({ host, end }),
  };
  return gate;
}

/** A client under test, with everything around it in the test's hands. */
export interface TestClient extends RegistryClient {
  readonly gate: RecordingGate;
  readonly clock: FakeClock;
  readonly log: ReturnType<typeof recordingLogger>;
  /** `registry method code` of each HTTP request. */
  readonly observed: string[];
  /** Checks one image at one registry. */
  image(registry: string, options?: ImageOptions): Promise<CheckOutcome>;
}

export interface ImageOptions {
  readonly repository?: string;
  readonly tag?: string;
  readonly digest?: string;
  readonly credentials?: readonly Credential[];
  readonly signal?: AbortSignal;
  readonly by?: string;
  readonly confirming?: NonNullable<CheckOptions["confirming"]>;
}

/** Starts servers and clients, and ends them after each test of the suite that calls it. */
export function createHarness() {
  const cleanups: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) {
      await cleanup();
    }
  });

  return {
    async server(script: Script, options: Parameters<typeof startScriptedServer>[1] = {}) {
      const server = await startScriptedServer(script, options);
      cleanups.push(() => server.close());
      return server;
    },
    onEnd(cleanup: () => Promise<void>) {
      cleanups.push(cleanup);
    },
    client(
      options: Partial<RegistryOptions> = PLAIN,
      {
        env = {},
        resolve,
        naming,
        clock = fakeClock(),
        maxSockets = Number.POSITIVE_INFINITY,
        verify = "reference",
        runtime = containerd,
        nodes = {},
        cluster,
        digests = false,
        codes = [],
      }: {
        runtime?: Runtime;
        digests?: boolean;
        verify?: "reference" | "manifest" | "platform" | "content";
        nodes?: Partial<NodeFilePaths>;
        cluster?: ClusterFiles;
        env?: Record<string, string>;
        resolve?: ResolveAll;
        naming?: NameResolverOptions;
        clock?: FakeClock;
        maxSockets?: number;
        /** Takes what requests ended with, as metrics are told. */
        codes?: unknown[];
      } = {},
    ): TestClient {
      const gate = recordingGate();
      const log = recordingLogger();
      const observed: string[] = [];
      const client = createRegistryClient({
        options: { ...DEFAULT_OPTIONS, ...options },
        gate,
        clock: clock satisfies Clock,
        log,
        verify,
        runtime,
        files: runtime.openFiles({ ...NO_NODE_FILES, ...nodes }, { clock, log, cluster }),
        digests,
        observer: {
          requestFinished({ registry, method, code }) {
            observed.push(`${registry} ${method} ${code}`);
            codes.push(code);
          },
        },
        userAgent: "k8s-image-availability-exporter/test",
        env,
        maxSockets,
        ...(resolve === undefined ? {} : { resolve }),
        ...(naming === undefined ? {} : { naming }),
      });
      cleanups.push(() => client.close());
      return {
        ...client,
        gate,
        clock,
        log,
        observed,
        image(registry, { repository = "shop/web", credentials = [], ...asked } = {}) {
          const { signal = new AbortController().signal, by, confirming, ...version } = asked;
          const reference = { registry, repository, ...(version.digest ? {} : { tag: "1.2" }), ...version };
          return client.check(
            { reference, credentials, endpoints: [originEndpoint(reference)] },
            { signal, by, confirming },
          );
        },
      };
    },
  };
}
