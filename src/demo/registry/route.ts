/** A request's path, read; every route but the last three is within one repository. */
export type Route =
  | { readonly kind: "manifest"; readonly repository: string; readonly reference: string }
  | { readonly kind: "tags"; readonly repository: string }
  | { readonly kind: "blob"; readonly repository: string; readonly digest: string }
  | { readonly kind: "startUpload"; readonly repository: string }
  | { readonly kind: "upload"; readonly repository: string; readonly id: string }
  | { readonly kind: "base" }
  | { readonly kind: "catalog" }
  | { readonly kind: "baseWithoutSlash" };

// OCI distribution specification 1.1, section "Pull": the grammars of <name>, of a tag, and of a digest.
const NAME = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*";
const TAG = "[A-Za-z0-9_][A-Za-z0-9._-]{0,127}";
const DIGEST = "[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[A-Fa-f0-9]+";

const MANIFEST_PATH = new RegExp(`^/v2/(${NAME})/manifests/(${TAG}|${DIGEST})$`);
const TAGS_PATH = new RegExp(`^/v2/(${NAME})/tags/list$`);
const BLOB_PATH = new RegExp(`^/v2/(${NAME})/blobs/(${DIGEST})$`);
const UPLOAD_PATH = new RegExp(`^/v2/(${NAME})/blobs/uploads/([A-Za-z0-9_.=-]*)$`);

/** The methods that a route answers. */
export const METHODS: Readonly<Record<Route["kind"], readonly string[]>> = {
  manifest: ["DELETE", "GET", "HEAD", "PUT"],
  tags: ["GET"],
  blob: ["DELETE", "GET", "HEAD"],
  startUpload: ["POST"],
  upload: ["DELETE", "GET", "PATCH", "PUT"],
  base: ["GET", "HEAD"],
  catalog: ["GET"],
  baseWithoutSlash: ["GET", "HEAD"],
};

/** Undefined for what is no path of the API. */
export function parseRoute(path: string): Route | undefined {
  const manifest = MANIFEST_PATH.exec(path);
  if (manifest !== null) {
    return { kind: "manifest", repository: manifest[1]!, reference: manifest[2]! };
  }
  const tags = TAGS_PATH.exec(path);
  if (tags !== null) {
    return { kind: "tags", repository: tags[1]! };
  }
  const upload = UPLOAD_PATH.exec(path);
  if (upload?.[2] === "") {
    return { kind: "startUpload", repository: upload[1]! };
  }
  if (upload !== null) {
    return { kind: "upload", repository: upload[1]!, id: upload[2]! };
  }
  const blob = BLOB_PATH.exec(path);
  if (blob !== null) {
    return { kind: "blob", repository: blob[1]!, digest: blob[2]! };
  }
  if (path === "/v2/") {
    return { kind: "base" };
  }
  if (path === "/v2/_catalog") {
    return { kind: "catalog" };
  }
  return path === "/v2" ? { kind: "baseWithoutSlash" } : undefined;
}
