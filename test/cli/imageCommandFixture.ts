import { Writable } from "node:stream";
import type { ImageCommandOptions } from "../../src/cli/imageCommand.ts";
import { systemClock } from "../../src/time/clock.ts";
import { NO_NODE_FILES } from "../support/noNodeFiles.ts";
import { recordingLogger } from "../support/recordingLogger.ts";

type ImagesConfig = ImageCommandOptions["config"]["images"];
type RegistriesConfig = ImageCommandOptions["config"]["registries"];

/** Options of a command on images that keep what it prints; a user without any docker config unless told otherwise. */
export function imageCommandOptions(
  images: readonly string[],
  {
    images: imagesConfig = {},
    registries = {},
    credentialProviders = {},
    hostsDir = "",
    registriesYaml = "",
    ...overrides
  }: Partial<Omit<ImageCommandOptions, "images" | "config" | "stdout" | "log">> & {
    images?: Partial<ImagesConfig>;
    registries?: Partial<RegistriesConfig>;
    hostsDir?: string;
    registriesYaml?: string;
    credentialProviders?: Partial<ImageCommandOptions["config"]["nodes"]["credentialProviders"]>;
  } = {},
): ImageCommandOptions & {
  readonly printed: () => string;
  readonly log: ReturnType<typeof recordingLogger>;
} {
  let text = "";
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString("utf8");
      done();
    },
  });
  return {
    images,
    config: {
      nodes: {
        runtime: "containerd",
        ...NO_NODE_FILES,
        hostsDir,
        openshift: { enabled: false, pullSecret: false, additionalTrustedCA: "" },
        registriesYaml,
        root: "",
        credentialProviders: { config: "", binDir: "", ...credentialProviders },
        cloud: {
          aws: { mode: "auto", sameAsNodes: false },
          azure: { mode: "auto", sameAsNodes: false },
          google: { mode: "auto", sameAsNodes: false },
        },
      },
      images: {
        ignored: [],
        allowed: [],
        defaultRegistry: "docker.io",
        mirrors: [],
        verify: "manifest",
        platforms: [],
        keepAlive: { enabled: false, period: 86_400_000, registries: [] },
        ...imagesConfig,
      },
      registries: {
        dockerConfigFile: "",
        plainHttp: false,
        allowPlainHttp: false,
        insecureSkipVerify: false,
        caFiles: [],
        concurrency: 16,
        requestsPerSecond: 50,
        timeout: 5000,
        maxRetryAfter: 900_000,
        allowedNetworks: [],
        hosts: {},
        ...registries,
      },
    },
    dockerConfig: undefined,
    output: "json",
    stdout,
    environment: { DOCKER_CONFIG: "/none", PATH: process.env.PATH },
    clock: systemClock,
    log: recordingLogger(),
    signal: new AbortController().signal,
    ...overrides,
    printed: () => text,
  };
}
