import { Agent, request } from "undici";

/** What a Kubernetes API server answered that did not fit: `status` is the HTTP status. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(method: string, path: string, status: number, body: unknown) {
    const message = (body as { message?: string } | undefined)?.message ?? JSON.stringify(body);
    super(`Cannot ${method} ${path}: the API server answered ${status}: ${message}`);
    this.name = "ApiError";
    this.status = status;
    this.body = body;
  }
}

/**
 * A client for scenes. What a server answers is taken to be the type that the caller names (for instance one of
 * client-node's): a scene reads what it wrote itself.
 */
export interface ApiClient {
  /** The bare exchange: answers with whatever status. The body is parsed as JSON where it is JSON. */
  readonly exchange: <T>(
    method: string,
    path: string,
    body?: unknown,
    options?: ExchangeOptions,
  ) => Promise<{ status: number; body: T }>;
  /** GET; throws ApiError unless 200. */
  readonly get: <T>(path: string) => Promise<T>;
  /** POST; throws ApiError unless 2xx. */
  readonly create: <T>(path: string, object: unknown) => Promise<T>;
  /** PUT; throws ApiError unless 2xx. */
  readonly replace: <T>(path: string, object: unknown) => Promise<T>;
  /** PATCH as JSON merge patch (RFC 7386); throws ApiError unless 2xx. */
  readonly patch: <T>(path: string, change: unknown) => Promise<T>;
  /** DELETE; throws ApiError unless 2xx or 404. */
  readonly remove: (path: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface ExchangeOptions {
  /** Default: application/json. */
  readonly contentType?: string;
  readonly signal?: AbortSignal;
}

/** How long one exchange may take, in milliseconds. */
const timeoutMs = 30_000;

/** A client that knows JSON, one bearer token and one CA; nothing of the product's own client is in it. */
export function createApiClient(server: {
  url: string;
  ca?: string | undefined;
  token?: string | undefined;
}): ApiClient {
  const dispatcher = new Agent({ connect: server.ca === undefined ? {} : { ca: server.ca } });
  const headers = server.token === undefined ? {} : { authorization: `Bearer ${server.token}` };

  const exchange = async <T>(method: string, path: string, body?: unknown, options: ExchangeOptions = {}) => {
    const deadline = AbortSignal.timeout(timeoutMs);
    const answer = await request(`${server.url}${path}`, {
      method: method as "GET",
      dispatcher,
      headers: {
        ...headers,
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": options.contentType ?? "application/json" }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      signal: options.signal !== undefined ? AbortSignal.any([options.signal, deadline]) : deadline,
    });
    const text = await answer.body.text();
    const isJson = String(answer.headers["content-type"]).startsWith("application/json");
    return { status: answer.statusCode, body: (isJson ? JSON.parse(text) : text) as T };
  };

  const demand = async <T>(
    allowed: (status: number) => boolean,
    method: string,
    path: string,
    object?: unknown,
    options?: ExchangeOptions,
  ): Promise<T> => {
    const { status, body } = await exchange<T>(method, path, object, options);
    if (!allowed(status)) {
      throw new ApiError(method, path, status, body);
    }
    return body;
  };
  const successful = (status: number) => status >= 200 && status < 300;

  return {
    exchange,
    get: (path) => demand((status) => status === 200, "GET", path),
    create: (path, object) => demand(successful, "POST", path, object),
    replace: (path, object) => demand(successful, "PUT", path, object),
    patch: (path, change) =>
      demand(successful, "PATCH", path, change, { contentType: "application/merge-patch+json" }),
    remove: async (path) => {
      await demand((status) => successful(status) || status === 404, "DELETE", path);
    },
    close: () => dispatcher.close(),
  };
}
