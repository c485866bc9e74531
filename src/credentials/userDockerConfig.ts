import { join } from "node:path";
import { homeFolder } from "../files/homeFolder.ts";
import type { Clock } from "../time/clock.ts";
import { type MatchedCredential, makeCredential } from "./credential.ts";
import { askCredentialHelper } from "./credentialHelper.ts";
import { type DockerConfigEntry, displayKey } from "./dockerConfig.ts";
import { readDockerConfigFile } from "./readDockerConfigFile.ts";

/** Which credentials to try for an image, from what a person has on their machine. */
export interface PersonalCredentials {
  /**
   * In the order to be tried; none means anonymous.
   *
   * @throws CredentialHelperError, or `signal.reason`
   */
  find(
    image: { readonly registry: string; readonly repository: string },
    options: { signal: AbortSignal },
  ): Promise<readonly MatchedCredential[]>;
}

export interface UserDockerConfigOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** For helpers' timeouts. */
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** The user's home directory. Default: as the system says. */
  readonly home?: string;
}

const DOCKER_HUB_SERVER = "https://index.docker.io/v1/";
/** The user name by which a helper says that its secret is an identity token. */
const TOKEN_USER = "<token>";

/**
 * Reads `$DOCKER_CONFIG/config.json`, or `~/.docker/config.json`, and finds credentials in it as Docker does: by the
 * registry's host alone, from the helper that `credHelpers` or `credsStore` names for it, else from `auths`. No such file
 * means no credentials.
 *
 * @throws DockerConfigError, or `signal.reason`
 */
export async function openUserDockerConfig(options: UserDockerConfigOptions): Promise<PersonalCredentials> {
  const { env, home = homeFolder() } = options;
  const folder = env.DOCKER_CONFIG ?? "";
  const path = join(folder !== "" ? folder : join(home, ".docker"), "config.json");
  const { entries, helpers } = await readDockerConfigFile(path, {
    signal: options.signal,
    mayBeMissing: true,
    identityTokens: true,
  });
  return {
    async find({ registry }, { signal }) {
      const server = registry === "docker.io" ? DOCKER_HUB_SERVER : registry;
      const helper = helpers.byServer.get(server) ?? helpers.byDefault;
      const found =
        helper === undefined
          ? fromFile(entries, server, path)
          : await fromHelper(helper, server, { ...options, signal });
      return found === undefined ? [] : [found];
    },
  };
}

/** Docker's own match: the server as it is, else a key whose host it is. */
function fromFile(
  entries: readonly DockerConfigEntry[],
  server: string,
  path: string,
): MatchedCredential | undefined {
  const entry =
    entries.find(({ key }) => key === server) ?? entries.find(({ key }) => hostOf(key) === server);
  if (entry === undefined || isEmpty(entry.credential)) {
    return undefined;
  }
  const { username, password, identityToken } = entry.credential;
  const credential = makeCredential({
    username,
    // Docker once wrote passwords padded with NULs, and still takes them off.
    password: trimNuls(password),
    ...(identityToken === undefined ? {} : { identityToken }),
  });
  return { credential, source: path, key: displayKey(entry.key) };
}

async function fromHelper(
  helper: string,
  server: string,
  options: UserDockerConfigOptions,
): Promise<MatchedCredential | undefined> {
  const found = await askCredentialHelper(helper, server, options);
  if (found === undefined) {
    return undefined;
  }
  const { username, secret } = found;
  const credential =
    username === TOKEN_USER
      ? makeCredential({ username, password: "", identityToken: secret })
      : makeCredential({ username, password: secret });
  return { credential, source: `docker-credential-${helper}`, key: server };
}

function trimNuls(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) === 0) {
    start++;
  }
  while (end > start && text.charCodeAt(end - 1) === 0) {
    end--;
  }
  return text.slice(start, end);
}

function hostOf(key: string): string {
  return key.replace(/^https?:\/\//, "").split("/", 1)[0]!;
}

function isEmpty({ username, password, identityToken }: MatchedCredential["credential"]): boolean {
  return username === "" && password === "" && identityToken === undefined;
}
