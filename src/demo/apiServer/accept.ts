import { ApiError, notAcceptable } from "./apiError.ts";

/** How much of each object an answer carries. */
export type Detail = "full" | "metadata";

/**
 * Reads an Accept header: whole objects, or their metadata (`as=PartialObjectMetadata`, `…List` for lists). The first
 * offer that can be met decides. Tables and protobuf cannot; kubectl and client libraries offer JSON after them.
 *
 * @throws ApiError 406 where nothing offered can be met
 */
export function acceptedDetail(header: string | undefined, verb: string): Detail {
  const list = verb === "list";
  for (const offer of (header ?? "*/*").split(",")) {
    const [type = "", ...rest] = offer.split(";").map((part) => part.trim());
    if (!["application/json", "application/*", "*/*", ""].includes(type)) {
      continue;
    }
    const parameters = new Map(rest.map((part) => part.split("=", 2) as [string, string]));
    const as = parameters.get("as");
    if (as === undefined) {
      return "full";
    }
    if (parameters.get("g") !== "meta.k8s.io" || parameters.get("v") !== "v1") {
      continue;
    }
    if (as !== "PartialObjectMetadata" && as !== "PartialObjectMetadataList") {
      continue;
    }
    if (list === (as === "PartialObjectMetadataList")) {
      return "metadata";
    }
    throw notAcceptable(`you requested ${as}, but the requested object is ${list ? "a list" : "not a list"}`);
  }
  throw new ApiError(
    406,
    "NotAcceptable",
    "406: Not Acceptable\n\nAvailable representations: application/json",
    { details: {} },
  );
}
