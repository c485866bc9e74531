/** A request to a cloud's API. */
export interface CloudRequest {
  /** Scheme, host and port: `https://api.ecr.eu-west-1.amazonaws.com`. */
  readonly origin: string;
  readonly method: "GET" | "POST";
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface CloudAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Sends a request as registries are asked: by the same proxies, trusting the same authorities, to the same addresses.
 *
 * @throws Error where there is no answer, or `signal.reason`
 */
export type CloudCall = (request: CloudRequest, options: { signal: AbortSignal }) => Promise<CloudAnswer>;
