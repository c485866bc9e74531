import { qualifiedName, type Resource } from "./resource.ts";

/** Why one field of an object was refused. */
export interface FieldError {
  readonly reason:
    | "FieldValueRequired"
    | "FieldValueInvalid"
    | "FieldValueForbidden"
    | "FieldValueNotSupported";
  readonly message: string;
  readonly field: string;
}

/** The body of every answer that is no object: `kind: Status` of `v1`. */
export interface Status {
  readonly kind: "Status";
  readonly apiVersion: "v1";
  readonly metadata: { readonly continue?: string };
  readonly status: "Failure" | "Success";
  readonly message?: string;
  readonly reason?: string;
  readonly details?: {
    readonly name?: string;
    readonly group?: string;
    readonly kind?: string;
    readonly uid?: string;
    readonly causes?: readonly { reason: string; message: string; field?: string }[];
    readonly retryAfterSeconds?: number;
  };
  readonly code?: number;
}

/** A request that the API server refuses, with the Status it answers; texts and reasons are those of 1.35. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: Status;
  /** The HTTP status. */
  readonly code: number;

  constructor(
    code: number,
    reason: string,
    message: string,
    more: Pick<Status, "details"> & { continue?: string } = {},
  ) {
    super(message);
    this.code = code;
    this.status = {
      kind: "Status",
      apiVersion: "v1",
      metadata: more.continue === undefined ? {} : { continue: more.continue },
      status: "Failure",
      message,
      reason,
      ...(more.details !== undefined && { details: more.details }),
      code,
    };
  }
}

type Named = Pick<Resource, "group" | "resource">;

/** The `details` that name an object, or a resource where `name` is empty. */
export function objectDetails(resource: Named, name: string): NonNullable<Status["details"]> {
  return {
    ...(name !== "" && { name }),
    ...(resource.group !== "" && { group: resource.group }),
    kind: resource.resource,
  };
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, "BadRequest", message);
}

export function unauthorized(): ApiError {
  return new ApiError(401, "Unauthorized", "Unauthorized");
}

export function notFound(resource: Named, name: string): ApiError {
  return new ApiError(404, "NotFound", `${qualifiedName(resource)} "${name}" not found`, {
    details: objectDetails(resource, name),
  });
}

/** A resource that a served group does not have, or a verb that a resource does not have. */
export function unknownResource(): ApiError {
  return new ApiError(404, "NotFound", "the server could not find the requested resource", { details: {} });
}

export function alreadyExists(resource: Named, name: string): ApiError {
  return new ApiError(409, "AlreadyExists", `${qualifiedName(resource)} "${name}" already exists`, {
    details: objectDetails(resource, name),
  });
}

export function conflict(resource: Named, name: string): ApiError {
  const why = "the object has been modified; please apply your changes to the latest version and try again";
  return new ApiError(
    409,
    "Conflict",
    `Operation cannot be fulfilled on ${qualifiedName(resource)} "${name}": ${why}`,
    { details: objectDetails(resource, name) },
  );
}

export function notAcceptable(message: string): ApiError {
  return new ApiError(406, "NotAcceptable", message);
}

export function unsupportedMediaType(): ApiError {
  return new ApiError(415, "UnsupportedMediaType", "415: Unsupported Media Type", { details: {} });
}

/** @param kind the object's kind, or `ListOptions` for query parameters */
export function invalid(
  { group, kind }: Pick<Resource, "group" | "kind">,
  name: string,
  causes: readonly FieldError[],
): ApiError {
  const lines = causes.map(({ field, message }) => `${field}: ${message}`);
  const what = lines.length === 1 ? lines[0] : `[${lines.join(", ")}]`;
  return new ApiError(
    422,
    "Invalid",
    `${group === "" ? kind : `${kind}.${group}`} "${name}" is invalid: ${what}`,
    {
      details: { ...(name !== "" && { name }), ...(group !== "" && { group }), kind, causes },
    },
  );
}

/** A list or page at a resourceVersion whose history is gone. */
export function expired(continueToken?: string): ApiError {
  if (continueToken === undefined) {
    return new ApiError(410, "Expired", "The resourceVersion for the provided list is too old.");
  }
  const message =
    "The provided continue parameter is too old to display a consistent list result. You can start a new list " +
    "without the continue parameter, or use the continue token in this response to retrieve the remainder of the " +
    "results. Continuing with the provided token results in an inconsistent list - objects that were created, " +
    "modified, or deleted between the time the first chunk was returned and now may show up in the list.";
  return new ApiError(410, "Expired", message, { continue: continueToken });
}

/** A watch from a resourceVersion before `oldest`. */
export function tooOld(resourceVersion: number, oldest: number): ApiError {
  return new ApiError(410, "Expired", `too old resource version: ${resourceVersion} (${oldest})`);
}

/** A resourceVersion that the server has not reached. */
export function tooLarge(resourceVersion: number, current: number): ApiError {
  const message = `Timeout: Too large resource version: ${resourceVersion}, current: ${current}`;
  return new ApiError(504, "Timeout", message, {
    details: {
      causes: [{ reason: "ResourceVersionTooLarge", message: "Too large resource version" }],
      retryAfterSeconds: 1,
    },
  });
}
