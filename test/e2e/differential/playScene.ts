import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeCredential } from "../../../src/credentials/credential.ts";
import { originEndpoint } from "../../../src/image/endpoint.ts";
import { DOCKER_HUB, formatReference, type ImageReference } from "../../../src/image/reference.ts";
import type { ResolveAll } from "../../../src/registry/guardedLookup.ts";
import { createRegistryClient } from "../../../src/registry/registryClient.ts";
import { openGate } from "../../../src/registry/requestGate.ts";
import type { NodeFilePaths, NodeFiles } from "../../../src/registry/runtime/nodeFiles.ts";
import type { Runtime } from "../../../src/registry/runtime/runtime.ts";
import { type Clock, systemClock } from "../../../src/time/clock.ts";
import { DEFAULT_OPTIONS } from "../../registry/harness.ts";
import { recordingLogger } from "../../support/recordingLogger.ts";
import type { RegistryJudge } from "./registryJudge.ts";
import type { RegistryScene, SceneAccount } from "./registryScene.ts";
import { DIGEST, type SceneCertificates, type SceneServers, startSceneServers } from "./sceneServers.ts";

/** What a scene is played with. */
export interface Stage {
  /** Who plays it. */
  readonly runtime: Runtime;
  /** The runtime's own code. */
  readonly judge: RegistryJudge;
  /** What the product is told of the folder with a scene's files; undefined where there are none. */
  readonly pathsOf: (folder: string | undefined, files: ReadonlySet<string>) => NodeFilePaths;
  /** What a scene calls a file, as the runtime would. */
  readonly fileName: (name: string) => string;
  readonly certificates: SceneCertificates;
  /** PEM of the authority behind the trusted ones. */
  readonly authority: string;
  /** The same, in a file. */
  readonly authorityFile: string;
  /** For the scenes' files; each leaves it as it was. */
  readonly folder: string;
}

/** Both accounts of a scene, and what each side has to say for itself. */
export interface Played {
  readonly theirs: SceneAccount;
  readonly ours: SceneAccount;
  readonly notes: string;
}

/** A scene's files count as they are: they were written long ago. */
const LATER: Clock = { ...systemClock, now: () => Date.now() + 60 * 60_000 };

/** Whatever a scene lets hang, it is not waited for longer. */
const TIMEOUT_MS = 1_000;

/** Plays a scene to the judge, then to the product. */
export async function playScene(scene: RegistryScene, stage: Stage): Promise<Played> {
  const servers = await startSceneServers(scene, stage.certificates);
  const hostsDir = await mkdtemp(join(stage.folder, "certs.d-"));
  try {
    await writeFiles(scene, stage, hostsDir, servers);
    const log = recordingLogger();
    const files = stage.runtime.openFiles(
      stage.pathsOf(
        scene.files === undefined ? undefined : hostsDir,
        new Set(Object.keys(scene.files ?? {})),
      ),
      { clock: LATER, log },
    );
    const reference = referenceOf(scene, servers, files);
    const credentials = (scene.credentials ?? []).map(([username, password]) => ({ username, password }));
    const names = namesOf(scene);
    const judged = await stage.judge.ask({
      reference: scene.name === undefined ? formatReference(reference) : servers.fill(scene.name),
      credentials,
      hostsDir: scene.files === undefined ? "" : hostsDir,
      configured: Object.fromEntries(
        Object.entries(scene.configured ?? {}).map(([host, auth]) => [servers.fill(host), auth]),
      ),
      names,
      authorities: stage.authority,
      timeoutMs: TIMEOUT_MS,
    });
    const theirs = account(judged.available, servers);
    servers.reset();

    const client = createRegistryClient({
      options: {
        ...DEFAULT_OPTIONS,
        timeout: TIMEOUT_MS,
        caFiles: [stage.authorityFile],
        allowedNetworks: ["127.0.0.0/8"],
      },
      gate: openGate,
      runtime: stage.runtime,
      files,
      clock: systemClock,
      origins: false,
      log,
      observer: { requestFinished: () => {} },
      userAgent: "test",
      env: {},
      resolve: resolverOf(names),
    });
    try {
      const check = (asked: ImageReference) =>
        client.check(
          {
            reference: asked,
            credentials: credentials.map(makeCredential),
            endpoints: [originEndpoint(asked)],
          },
          { signal: new AbortController().signal },
        );
      if (Object.values(scene.servers).some(({ vault }) => vault !== undefined)) {
        await check({ ...reference, repository: "shop/vault" });
        servers.reset();
      }
      const outcome = await check(reference);
      const ours = account(outcome.result === "available", servers);
      const notes = `judge: ${judged.error}\nproduct: ${JSON.stringify(outcome)}\n${servers.sightings.map(({ server, line, credential }) => `${server} ${line} ${credential ?? ""}`).join("\n")}`;
      return { theirs, ours, notes };
    } finally {
      await client.close();
    }
  } finally {
    await servers.close();
    await rm(hostsDir, { recursive: true, force: true });
  }
}

function referenceOf(
  { registry = "A", by, name }: RegistryScene,
  servers: SceneServers,
  files: Pick<NodeFiles, "readName">,
): ImageReference {
  if (name !== undefined) {
    const parsed = files.readName(servers.fill(name), { defaultRegistry: DOCKER_HUB });
    if (!parsed.ok) {
      throw new Error(parsed.error);
    }
    return parsed.reference;
  }
  return {
    registry: servers.fill(`{${registry}}`),
    repository: "shop/web",
    ...(by === "digest" ? { digest: DIGEST } : { tag: "1.2" }),
  };
}

async function writeFiles(
  scene: RegistryScene,
  { fileName }: Stage,
  hostsDir: string,
  servers: SceneServers,
): Promise<void> {
  for (const [name, text] of Object.entries(scene.files ?? {})) {
    const path = join(hostsDir, fileName(servers.fill(name)));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, servers.fill(text));
  }
}

function namesOf({ servers }: RegistryScene): Record<string, readonly string[]> {
  const names = Object.values(servers).flatMap(({ host, addresses = ["127.0.0.1"] }) =>
    host !== undefined && !/^[\d.]+$/.test(host) ? [[host, addresses] as const] : [],
  );
  return Object.fromEntries(names);
}

function resolverOf(names: Readonly<Record<string, readonly string[]>>): ResolveAll {
  return (hostname, _, callback) => {
    const addresses = names[hostname];
    if (addresses === undefined) {
      callback(Object.assign(new Error("no such name"), { code: "ENOTFOUND" }), []);
    } else {
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
      );
    }
  };
}

function account(available: boolean, { sightings }: SceneServers): SceneAccount {
  const asked = new Set<string>();
  const saw: Record<string, string[]> = {};
  for (const { server, token, credential } of sightings) {
    if (!token) {
      asked.add(server);
    }
    const key = token ? `${server} token` : server;
    const seen = saw[key] ?? [];
    saw[key] = seen;
    if (credential !== undefined && !seen.includes(credential)) {
      seen.push(credential);
    }
  }
  return { available, asked: [...asked], saw };
}
