import { expect } from "chai";
import { Agent, type Dispatcher, request } from "undici";
import { digestOf } from "../../src/demo/registry/contentStore.ts";
import type { TinyImage } from "../../src/demo/registry/tinyImage.ts";

/**
 * The distribution project's releases: 3 is what the demo's registry imitates, 2 (as Debian has it) what many still run.
 * The exporter has to get along with either.
 */
export type Release = 2 | 3;

/** A registry to be tested, empty or not; the names the tests use are their own. */
export interface RegistrySubject {
  /** Origin, without a slash at the end. */
  readonly url: string;
  /** Somebody who may pull, push and delete; wants Basic authentication. */
  readonly username: string;
  readonly password: string;
  /** PEM of the CA, for HTTPS. */
  readonly ca?: string;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The code of the first error in the body, as the specification has it. */
  readonly code: string | undefined;
}

export interface Ask {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Default: the subject's user. */
  readonly as?: { readonly username: string; readonly password: string } | "nobody";
}

/** Just enough of a registry client to say what a registry must answer. */
export class RegistryClientForTests {
  readonly #subject: RegistrySubject;
  readonly #agent: Agent;

  constructor(subject: RegistrySubject) {
    this.#subject = subject;
    this.#agent = new Agent({ connect: subject.ca === undefined ? {} : { ca: subject.ca } });
  }

  /** @param target a path, or a Location as the registry gave it */
  async ask(method: Dispatcher.HttpMethod, target: string, { headers, body, as }: Ask = {}): Promise<Answer> {
    const user = as ?? this.#subject;
    const answer = await request(new URL(target, this.#subject.url), {
      method,
      dispatcher: this.#agent,
      headers: {
        ...(user === "nobody"
          ? {}
          : {
              authorization: `Basic ${Buffer.from(`${user.username}:${user.password}`).toString("base64")}`,
            }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.body.text();
    return { status: answer.statusCode, headers: answer.headers, text, code: errorCode(text) };
  }

  /** Uploads a blob in one piece: POST, then PUT. */
  async pushBlob(repository: string, bytes: Buffer, digest = digestOf(bytes)): Promise<Answer> {
    const started = await this.ask("POST", `/v2/${repository}/blobs/uploads/`);
    return this.ask("PUT", withDigest(this.location(started), digest), {
      headers: { "content-type": "application/octet-stream" },
      body: bytes,
    });
  }

  async pushManifest(
    repository: string,
    reference: string,
    { mediaType, bytes }: TinyImage["manifests"][number],
  ): Promise<Answer> {
    return this.ask("PUT", `/v2/${repository}/manifests/${reference}`, {
      headers: { "content-type": mediaType },
      body: bytes,
    });
  }

  /** Pushes all of an image and returns its digest. */
  async push(repository: string, tag: string, image: TinyImage): Promise<string> {
    for (const blob of image.blobs) {
      await expectStatus(201, this.pushBlob(repository, blob));
    }
    const last = image.manifests.at(-1)!;
    for (const manifest of image.manifests) {
      const reference = manifest === last ? tag : digestOf(manifest.bytes);
      await expectStatus(201, this.pushManifest(repository, reference, manifest));
    }
    return digestOf(last.bytes);
  }

  /** The Location of an answer, absolute. */
  location({ headers }: Answer): URL {
    return new URL(String(headers.location), this.#subject.url);
  }

  close(): Promise<void> {
    return this.#agent.close();
  }
}

/** An upload's Location with the digest that ends it. */
export function withDigest(location: URL, digest: string): string {
  const ended = new URL(location);
  ended.searchParams.set("digest", digest);
  return ended.href;
}

/** Asserts that an answer is an error as the specification has it. */
export function expectError(
  { status, code, headers }: Answer,
  expected: readonly [status: number, code: string],
): void {
  expect([status, code]).to.deep.equal(expected);
  expect(headers["content-type"]).to.match(/^application\/json/);
  expect(headers["docker-distribution-api-version"]).to.equal("registry/2.0");
}

async function expectStatus(status: number, answer: Promise<Answer>): Promise<void> {
  const { status: given, text } = await answer;
  if (given !== status) {
    throw new Error(`expected status ${status}, given ${given}: ${text}`);
  }
}

function errorCode(text: string): string | undefined {
  try {
    return (JSON.parse(text) as { errors?: { code?: string }[] }).errors?.[0]?.code;
  } catch {
    return undefined;
  }
}
