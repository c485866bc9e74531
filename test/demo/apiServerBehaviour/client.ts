import { Agent, request } from "undici";

/** A Kubernetes API to test, and what the test may do to it. */
export interface ApiServerSubject {
  readonly url: string;
  /** Of a user who may do everything. */
  readonly token: string;
  /** Of the user `restricted`, who may do nothing. */
  readonly restrictedToken: string;
  /** Certificate authority in PEM, where the server speaks TLS. */
  readonly ca?: string;
  /** Makes every resourceVersion and continue token given out so far too old, for lists and watches alike. */
  expire(): Promise<void>;
  /** Moves the time of a server on a fake clock; a real server's passes by itself. */
  pass?(ms: number): Promise<void>;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  /** Parsed where it is JSON, else the text. */
  readonly body: Json;
}

/** JSON that the test knows the shape of; what is not there reads as undefined and fails the assertion. */
export interface Json {
  readonly [key: string]: Json;
  readonly [index: number]: Json;
}

export interface Call {
  readonly method?: string;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
  /** Default: the subject's; null sends none. */
  readonly token?: string | null;
}

export interface WatchEvent {
  readonly type: string;
  readonly object: Json;
}

export interface WatchReader {
  readonly status: number;
  /** The next event; undefined once the answer has ended. */
  next(): Promise<WatchEvent | undefined>;
  close(): void;
}

/** Plain HTTP to a subject: no client library between the test and the wire. */
export class ApiClient {
  readonly #subject: ApiServerSubject;
  readonly #agent: Agent;

  constructor(subject: ApiServerSubject) {
    this.#subject = subject;
    this.#agent = new Agent({ ...(subject.ca !== undefined && { connect: { ca: subject.ca } }) });
  }

  async call(path: string, call: Call = {}): Promise<Answer> {
    const answer = await this.#send(path, call);
    const text = await answer.body.text();
    const contentType = String(answer.headers["content-type"] ?? "");
    const body = contentType === "application/json" ? JSON.parse(text) : text;
    return { status: answer.statusCode, contentType, body };
  }

  async create(path: string, object: unknown): Promise<Json> {
    const { status, body } = await this.call(path, { method: "POST", body: object });
    if (status !== 201) {
      throw new Error(`POST ${path}: ${status} ${JSON.stringify(body)}`);
    }
    return body;
  }

  async mergePatch(path: string, patch: unknown): Promise<Answer> {
    return this.call(path, { method: "PATCH", body: patch, contentType: "application/merge-patch+json" });
  }

  async watch(path: string, call: Call = {}): Promise<WatchReader> {
    const abort = new AbortController();
    const answer = await this.#send(path, call, abort.signal);
    const events = readEvents(answer.body);
    return {
      status: answer.statusCode,
      next: async () => (await events.next()).value,
      close: () => abort.abort(),
    };
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  #send(path: string, { method = "GET", body, contentType, accept, token }: Call, signal?: AbortSignal) {
    const bearer = token === undefined ? this.#subject.token : token;
    return request(new URL(path, this.#subject.url), {
      method: method as "GET",
      dispatcher: this.#agent,
      ...(signal !== undefined && { signal }),
      headers: {
        accept: accept ?? "application/json",
        ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
        ...(body !== undefined && { "content-type": contentType ?? "application/json" }),
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  }
}

async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<WatchEvent, undefined> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n")) {
      yield JSON.parse(text.slice(0, end));
      text = text.slice(end + 1);
    }
  }
  return undefined;
}
