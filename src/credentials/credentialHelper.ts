import type { Clock } from "../time/clock.ts";
import { runHelper } from "./helperProcess.ts";

/** A credential as a helper program gives it. */
export interface HelperCredential {
  readonly username: string;
  readonly secret: string;
}

export interface CredentialHelperOptions {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Where the program is looked for (`PATH`), and what it gets. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How long the program may take, in milliseconds. Default 30000: some of them call a cloud's API. */
  readonly timeoutMs?: number;
}

/** A credential helper that could not be asked, or did not answer as it should. */
export class CredentialHelperError extends Error {
  override readonly name = "CredentialHelperError";
  readonly helper: string;
  readonly server: string;

  constructor(helper: string, server: string, reason: string) {
    super(`Cannot get credentials for ${server} from ${helper}: ${reason}`);
    this.helper = helper;
    this.server = server;
  }
}

// A credential is a few kilobytes at most, cloud tokens included.
const MAX_OUTPUT_BYTES = 64 * 1024;
const NOT_FOUND = "credentials not found in native keychain";

/**
 * Runs `docker-credential-NAME get` as Docker does: the server on its standard input, JSON with `Username` and `Secret`
 * on its standard output (github.com/docker/docker-credential-helpers).
 *
 * @returns undefined where the helper has nothing for the server
 * @throws CredentialHelperError, or `signal.reason`
 */
export async function askCredentialHelper(
  name: string,
  server: string,
  options: CredentialHelperOptions,
): Promise<HelperCredential | undefined> {
  const program = `docker-credential-${name}`;
  const failed = (reason: string) => new CredentialHelperError(program, server, reason);
  // A name with a slash would run any program there is.
  if (!/^[\w.-]+$/.test(name)) {
    throw new CredentialHelperError("a credential helper", server, `"${name}" is no name of one`);
  }
  const { clock, signal, env, timeoutMs = 30_000 } = options;
  const result = await runHelper(
    {
      program,
      args: ["get"],
      input: server,
      env,
      timeoutMs,
      maxOutputBytes: MAX_OUTPUT_BYTES,
      unattended: false,
    },
    { clock, signal },
  );
  if (result.kind === "failed") {
    throw failed(result.reason);
  }
  const { code, output } = result;
  if (code !== 0) {
    if (output.trim() === NOT_FOUND) {
      return undefined;
    }
    throw failed(`exit code ${code}${explanation(output)}`);
  }
  return readCredential(output) ?? fail(failed("its answer is not JSON with Username and Secret"));
}

function readCredential(output: string): HelperCredential | undefined {
  try {
    const { Username: username, Secret: secret } = JSON.parse(output) as Record<string, unknown>;
    return typeof username === "string" && typeof secret === "string" ? { username, secret } : undefined;
  } catch {
    return undefined;
  }
}

/** What a failed helper says, unless that could be a credential. */
function explanation(output: string): string {
  const text = output
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 200);
  return text === "" || text.includes("{") ? "" : `: ${text}`;
}

function fail(error: Error): never {
  throw error;
}
