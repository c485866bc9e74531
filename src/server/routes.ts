import type { IncomingMessage, ServerResponse } from "node:http";

/**
 * Answers GET and HEAD requests of one path. Node.js leaves out the body of an answer to HEAD by itself. A rejection
 * becomes status 500 where that can still be said.
 */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Handlers by path, which must be equal; a query does not belong to it. */
export type Routes = ReadonlyMap<string, RequestHandler>;
