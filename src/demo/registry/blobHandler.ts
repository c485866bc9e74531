import { type ContentStore, digestOf } from "./contentStore.ts";
import { emptyReply, errorReply, type RegistryRequest, type Reply } from "./exchange.ts";

/** GET, HEAD and DELETE of a blob: OCI distribution specification 1.1, "Pulling blobs". */
export function handleBlob(
  store: ContentStore,
  { method }: RegistryRequest,
  { repository, digest }: { readonly repository: string; readonly digest: string },
): Reply {
  const bytes = store.blob(repository, digest);
  if (bytes === undefined) {
    return errorReply(404, "BLOB_UNKNOWN", method === "DELETE" ? {} : { detail: digest });
  }
  if (method === "DELETE") {
    store.deleteBlob(repository, digest);
    return emptyReply(202);
  }
  const headers = {
    "content-type": "application/octet-stream",
    "docker-content-digest": digest,
    etag: `"${digest}"`,
  };
  return { status: 200, headers, body: bytes };
}

/** Starts an upload. A single POST with a digest is not supported: 202 asks for the PUT, as the specification allows. */
export function startUpload(store: ContentStore, repository: string): Reply {
  const id = store.startUpload(repository);
  return emptyReply(202, { ...uploadHeaders(repository, id, 0), "docker-upload-uuid": id });
}

/** The rest of an upload: PATCH adds, PUT adds and ends, GET tells, DELETE gives up ("Pushing a blob in chunks"). */
export function handleUpload(
  store: ContentStore,
  { method, query, body }: RegistryRequest,
  { repository, id }: { readonly repository: string; readonly id: string },
): Reply {
  const before = store.upload(repository, id);
  if (before === undefined) {
    return errorReply(404, "BLOB_UPLOAD_INVALID");
  }
  switch (method) {
    case "DELETE":
      store.endUpload(id);
      return emptyReply(204);
    case "PUT": {
      const content = Buffer.concat([before, body]);
      const digest = query.get("digest") ?? "";
      store.endUpload(id);
      if (digest !== digestOf(content)) {
        return errorReply(400, "DIGEST_INVALID");
      }
      store.putBlob(repository, content);
      return emptyReply(201, {
        "docker-content-digest": digest,
        location: `/v2/${repository}/blobs/${digest}`,
      });
    }
    case "PATCH":
      store.appendUpload(id, body);
      return emptyReply(202, uploadHeaders(repository, id, before.length + body.length));
    default:
      return emptyReply(204, uploadHeaders(repository, id, before.length));
  }
}

function uploadHeaders(repository: string, id: string, received: number): Record<string, string> {
  return {
    location: `/v2/${repository}/blobs/uploads/${id}`,
    range: `0-${Math.max(0, received - 1)}`,
  };
}
