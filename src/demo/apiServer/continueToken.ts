import { badRequest } from "./apiError.ts";
import { isRecord } from "./apiObject.ts";

/** Where the next page of a list begins. */
export interface ListPosition {
  /** Of the list's first page; -1 asks for whatever is current. */
  readonly resourceVersion: number;
  /** The first key that may be on the page, relative to the list's namespace. */
  readonly start: string;
}

export function encodeContinue({ resourceVersion, start }: ListPosition): string {
  return Buffer.from(JSON.stringify({ v: "meta.k8s.io/v1", rv: resourceVersion, start })).toString(
    "base64url",
  );
}

/** @throws ApiError 400 where the token is none of ours */
export function decodeContinue(token: string): ListPosition {
  let decoded: unknown;
  try {
    decoded = JSON.parse(Buffer.from(token, "base64url").toString());
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw badRequest(`invalid continue token: continue key is not valid: ${why}`);
  }
  if (
    !isRecord(decoded) ||
    decoded.v !== "meta.k8s.io/v1" ||
    typeof decoded.rv !== "number" ||
    decoded.rv === 0 ||
    typeof decoded.start !== "string" ||
    decoded.start === ""
  ) {
    throw badRequest("invalid continue token: continue key is not valid");
  }
  return { resourceVersion: decoded.rv, start: decoded.start };
}
