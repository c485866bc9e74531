import { constants } from "node:crypto";
import type { SecureContextOptions } from "node:tls";
import type { Logger } from "../log/logger.ts";
import type { Clock } from "../time/clock.ts";
import { BcryptThread } from "./bcryptThread.ts";
import { PasswordCheck } from "./passwordCheck.ts";
import { createRequestGuard, type RequestGuard } from "./requestGuard.ts";
import type { ServerTls } from "./serverTls.ts";
import type { LoadedWebConfig } from "./webConfigFile.ts";
import { watchWebConfig } from "./webConfigWatch.ts";

/** What a web configuration file adds to a server. */
export interface WebFront {
  readonly guard: RequestGuard;
  /** Whether it lets in only who has shown a password or a certificate that it verified; as of now. */
  readonly isProtected: () => boolean;
  /** Left out: plain HTTP. */
  readonly tls?: ServerTls;
}

export interface WebFrontOptions {
  /** Of the web configuration file, absolute. */
  readonly path: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** Ends all that goes on behind it. */
  readonly signal: AbortSignal;
}

/**
 * Reads a web configuration file and keeps to it, changes included.
 *
 * @throws WebConfigError when it cannot be used; `signal.reason`
 */
export async function openWebFront({ path, clock, log, signal }: WebFrontOptions): Promise<WebFront> {
  const secureListeners: ((secure: SecureContextOptions) => void)[] = [];
  let current = await watchWebConfig({
    path,
    clock,
    log,
    signal,
    onChange(next) {
      current = next;
      passwords.setUsers(next.users);
      const secure = secureOptions(next);
      if (secure !== undefined) {
        for (const listener of secureListeners) {
          listener(secure);
        }
      }
    },
  });
  const thread = new BcryptThread({ clock });
  signal.addEventListener("abort", () => thread.close(), { once: true });
  const passwords = new PasswordCheck(current.users, thread);
  const guard = createRequestGuard({
    config: () => current,
    checkPassword: (user, password, asker) => passwords.check(user, password, asker),
    clock,
    log,
  });
  const isProtected = () => current.users.size > 0 || current.tls?.clientAuth === "requireAndVerify";
  if (secureOptions(current) === undefined) {
    return { guard, isProtected };
  }
  return {
    guard,
    isProtected,
    tls: {
      asksForCertificate: asksForCertificate(current),
      get secure() {
        return secureOptions(current) ?? {};
      },
      onChange: (listener) => void secureListeners.push(listener),
    },
  };
}

function asksForCertificate({ tls }: LoadedWebConfig): boolean {
  return tls !== undefined && tls.clientAuth !== "none";
}

/** Resumed sessions would bring along what was thought of a client's certificate earlier. */
function secureOptions(config: LoadedWebConfig): SecureContextOptions | undefined {
  if (config.secure === undefined || !asksForCertificate(config)) {
    return config.secure;
  }
  return { ...config.secure, secureOptions: constants.SSL_OP_NO_TICKET };
}
