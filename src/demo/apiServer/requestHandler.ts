import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import type { Writable } from "node:stream";
import { type AccessRules, forbidden, forbiddenPath } from "./accessRules.ts";
import { ApiError, unauthorized, unknownResource } from "./apiError.ts";
import { discoveryDocument } from "./discovery.ts";
import { openApiDocument } from "./openApi.ts";
import { parseRequestTarget } from "./requestTarget.ts";
import { type Answer, json, type ResourceParts, resourceAnswer } from "./resourceAnswer.ts";
import type { Watch } from "./watch.ts";

/** A request as the server saw it, for assertions. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly accept: string | undefined;
  /** Undefined where the token was unknown. */
  readonly user: string | undefined;
  /** The HTTP status answered, once it is. */
  status: number | undefined;
}

/** HTTP/1.1 or HTTP/2: Node's compatibility classes share what is used here. */
export type Incoming = IncomingMessage | Http2ServerRequest;
export type Outgoing = ServerResponse | Http2ServerResponse;

export interface RequestHandlerParts extends ResourceParts {
  readonly rules: AccessRules;
  /** The user of a bearer token, undefined for an unknown one. */
  readonly userOf: (token: string) => string | undefined;
  /** The user who sends no credentials. */
  readonly anonymous: string;
  /** Users who may do nothing, whatever the rules say. */
  readonly powerless: ReadonlySet<string>;
  readonly record: (request: RecordedRequest) => void;
  /** Told of each watch that opens; the returned function is called when its connection closes. */
  readonly watchOpened: (watch: Watch, resource: string, response: Outgoing) => () => void;
}

/** Makes the function that answers each request: authentication, authorisation, then the resource itself. */
export function requestHandler(
  parts: RequestHandlerParts,
): (request: Incoming, response: Outgoing) => Promise<void> {
  return async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const user = authenticate(request.headers.authorization, parts);
    const recorded: RecordedRequest = {
      method: request.method ?? "GET",
      path: url.pathname,
      query: url.searchParams,
      accept: request.headers.accept,
      user,
      status: undefined,
    };
    parts.record(recorded);
    let answer: Answer;
    try {
      if (user === undefined) {
        throw unauthorized();
      }
      answer = await answerTo(request, url, user, parts);
    } catch (error) {
      if (!(error instanceof ApiError)) {
        response.destroy(error instanceof Error ? error : undefined);
        return;
      }
      answer = json(error.code, JSON.stringify(error.status));
    }
    if (response.destroyed) {
      return;
    }
    recorded.status = answer.kind === "watch" ? 200 : answer.code;
    send(response, answer, parts);
  };
}

function send(response: Outgoing, answer: Answer, parts: RequestHandlerParts): void {
  response.setHeader("Cache-Control", "no-cache, private");
  if (answer.kind === "text") {
    response.statusCode = answer.code;
    response.setHeader("Content-Type", answer.type);
    response.setHeader("Content-Length", Buffer.byteLength(answer.body));
    response.end(answer.body);
    return;
  }
  response.statusCode = 200;
  response.setHeader("Content-Type", "application/json");
  // The head goes out before there is anything to tell.
  if ("flushHeaders" in response) {
    response.flushHeaders();
  } else {
    response.writeHead(200);
  }
  const body: Writable = response;
  const watch = answer.start({
    write(line) {
      if (response.writableLength > MAX_UNREAD_BYTES) {
        response.destroy();
      } else if (!response.destroyed) {
        body.write(line);
      }
    },
    end: () => response.end(),
  });
  const closed = parts.watchOpened(watch, answer.resource, response);
  response.on("close", () => {
    watch.close();
    closed();
  });
}

/** A watcher that reads too slowly is cut off, as by the real server; it can list again. */
const MAX_UNREAD_BYTES = 256 * 1024 * 1024;

function authenticate(
  header: string | undefined,
  { userOf, anonymous }: RequestHandlerParts,
): string | undefined {
  // Wrong credentials are worse than none.
  const token = /^Bearer +(.+)$/i.exec(header ?? "")?.[1];
  return token === undefined ? anonymous : userOf(token);
}

async function answerTo(
  request: Incoming,
  { pathname, searchParams }: URL,
  user: string,
  parts: RequestHandlerParts,
): Promise<Answer> {
  const { database, rules, powerless } = parts;
  const method = request.method ?? "GET";
  const target = parseRequestTarget(method, pathname, searchParams);
  if (target === undefined) {
    const resources = database.tables().map(({ resource }) => resource);
    const document =
      method === "GET"
        ? (discoveryDocument(pathname, resources) ?? openApiDocument(pathname, resources))
        : undefined;
    if (typeof document === "string") {
      return { kind: "text", code: 200, type: "text/plain", body: document };
    }
    if (powerless.has(user)) {
      throw forbiddenPath(user, method, pathname);
    }
    return document === undefined ? PAGE_NOT_FOUND : json(200, JSON.stringify(document));
  }
  if (powerless.has(user) || !rules.permits(target)) {
    throw forbidden(user, target);
  }

  const table = database.find(target.group, target.version, target.resource);
  if (table === undefined) {
    const served = database
      .tables()
      .some(({ resource }) => resource.group === target.group && resource.version === target.version);
    if (served) {
      throw unknownResource();
    }
    return PAGE_NOT_FOUND;
  }
  return resourceAnswer(request, searchParams, target, table, parts);
}

const PAGE_NOT_FOUND: Answer = {
  kind: "text",
  code: 404,
  type: "text/plain; charset=utf-8",
  body: "404 page not found\n",
};
