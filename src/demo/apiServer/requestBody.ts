import { errorText } from "../../text/errorText.ts";
import { ApiError, badRequest, unsupportedMediaType } from "./apiError.ts";
import type { PatchStyle } from "./mergePatch.ts";
import { readProtobuf } from "./protobuf.ts";

/** How a patch is meant: `merge` and `strategic` as `applyPatch` has it, `json` is RFC 6902. */
export type PatchType = PatchStyle | "json";

/** What is needed of a request to read its body. */
export interface IncomingBody extends AsyncIterable<Uint8Array> {
  readonly headers: {
    readonly [name: string]: string | readonly string[] | undefined;
    readonly accept?: string | undefined;
  };
}

/** The real server's limit. */
const MAX_BODY_BYTES = 3 * 1024 * 1024;
const PROTOBUF = "application/vnd.kubernetes.protobuf";

/** @throws ApiError 415 for an object in another format than JSON or protobuf, 400 for what is none, 413 for too much */
export async function objectBody(request: IncomingBody): Promise<unknown> {
  const type = mediaType(request);
  if (type === PROTOBUF) {
    return readProtobuf(await readBody(request));
  }
  if (type !== "application/json") {
    const message = `the body of the request was in an unknown format - accepted media types include: application/json, ${PROTOBUF}`;
    throw new ApiError(415, "UnsupportedMediaType", message);
  }
  return jsonBody(request);
}

/** @throws ApiError 400 for what is no JSON, 413 for too much of it */
export async function jsonBody(request: IncomingBody): Promise<unknown> {
  const text = (await readBody(request)).toString();
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(`json parse error: ${errorText(error)}`);
  }
}

async function readBody(request: IncomingBody): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BODY_BYTES) {
      throw new ApiError(413, "RequestEntityTooLarge", `limit is ${MAX_BODY_BYTES}`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Reads how a patch is to be applied from its content type.
 *
 * @throws ApiError 415 for server-side apply, which this server does not do, and for anything else
 */
export function patchType(request: IncomingBody): PatchType {
  const type = mediaType(request);
  if (type === "application/json-patch+json") {
    return "json";
  }
  if (type === "application/merge-patch+json") {
    return "merge";
  }
  if (type === "application/strategic-merge-patch+json") {
    return "strategic";
  }
  throw unsupportedMediaType();
}

function mediaType(request: IncomingBody): string {
  return String(request.headers["content-type"] ?? "")
    .replace(/;.*/, "")
    .trim();
}
