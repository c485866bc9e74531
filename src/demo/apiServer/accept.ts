import { ApiError, notAcceptable } from "./apiError.ts";

/** How much of each object an answer carries. */
export type Detail = "full" | "metadata" | "table";

/**
 * Reads an Accept header: whole objects, their metadata (`as=PartialObjectMetadata`, `…List` for lists), or what
 * `kubectl get` shows of them (`as=Table`). The first offer that can be met decides. Protobuf cannot, nor tables of what
 * is watched; kubectl and client libraries offer JSON after them.
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
    if (as === "Table" && (list || verb === "get")) {
      return "table";
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
