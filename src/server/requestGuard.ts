import type { IncomingMessage, ServerResponse } from "node:http";
import { TLSSocket } from "node:tls";
import type { Logger } from "../log/logger.ts";
import type { Clock } from "../time/clock.ts";
import { TokenBucket } from "../time/tokenBucket.ts";
import { acceptsClient } from "./clientCertificate.ts";
import { clientOf } from "./clientOf.ts";
import type { Asker, PasswordAnswer } from "./passwordCheck.ts";
import { sendText } from "./sendText.ts";
import type { WebConfig } from "./webConfig.ts";

/** Stands before all handlers: calls `answer` for those who may pass, and answers the others itself. Never throws. */
export type RequestGuard = (request: IncomingMessage, response: ServerResponse, answer: () => void) => void;

/** The kubelet asks these, and has nothing to show. */
const OPEN_PATHS: ReadonlySet<string> = new Set(["/livez", "/readyz", "/healthz"]);

export interface RequestGuardOptions {
  /** As of now. */
  readonly config: () => WebConfig;
  /** Asked only while there are users. */
  readonly checkPassword: (user: string, password: string, asker: Asker) => Promise<PasswordAnswer>;
  readonly clock: Clock;
  readonly log: Logger;
}

const NO_LIMIT = { intervalMs: 1, burst: Number.POSITIVE_INFINITY };

/** Lets through whom the web configuration lets through. */
export function createRequestGuard(options: RequestGuardOptions): RequestGuard {
  const { config, checkPassword, clock, log } = options;
  const bucket = new TokenBucket(() => config().rateLimit ?? NO_LIMIT, clock);
  const takesOne = () => {
    const mayPass = bucket.waitMs() === 0;
    if (mayPass) {
      bucket.take();
    }
    return mayPass;
  };
  const askForPassword = async (request: IncomingMessage, response: ServerResponse, answer: () => void) => {
    const given = readCredentials(request.headers.authorization);
    const asker = { client: clientOf(request.socket), isThere: () => !response.destroyed };
    const verdict = given && (await checkPassword(given.user, given.password, asker));
    if (response.destroyed) {
      return;
    }
    if (verdict === "right") {
      answer();
      return;
    }
    if (verdict === "busy") {
      sendText(response, 503, "Too many passwords to check. Try again later.\n", { "Retry-After": "1" });
      return;
    }
    // RFC 7617, section 2.
    const challenge = 'Basic realm="k8s-image-availability-exporter", charset="UTF-8"';
    sendText(response, 401, "User name and password are needed.\n", { "WWW-Authenticate": challenge });
  };
  return (request, response, answer) => {
    const { tls, headers, users, rateLimit } = config();
    for (const [name, value] of headers) {
      response.setHeader(name, value);
    }
    if (OPEN_PATHS.has((request.url ?? "/").replace(/[?#].*$/s, ""))) {
      answer();
    } else if (rateLimit !== undefined && !takesOne()) {
      sendText(response, 429, "Too many requests.\n");
    } else if (
      tls !== undefined &&
      !(request.socket instanceof TLSSocket && acceptsClient(tls, request.socket))
    ) {
      // The certificate belongs to the connection: another one needs another connection.
      sendText(response, 403, "A client certificate that this server trusts is needed.\n", {
        Connection: "close",
      });
    } else if (users.size === 0) {
      answer();
    } else {
      askForPassword(request, response, answer).catch((error: unknown) => {
        log.error({ error: String(error) }, "cannot check a password");
        if (response.headersSent) {
          response.destroy();
        } else {
          sendText(response, 500, "Internal error. The log tells more.\n");
        }
      });
    }
  };
}

/** Reads an `Authorization` header of the scheme Basic (RFC 7617, section 2). */
function readCredentials(header: string | undefined): { user: string; password: string } | undefined {
  const encoded = /^basic +([A-Za-z0-9+/]+=*)$/i.exec(header ?? "")?.[1];
  if (encoded === undefined) {
    return undefined;
  }
  const [, user, password] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, "base64").toString("utf8")) ?? [];
  return user === undefined || password === undefined ? undefined : { user, password };
}
