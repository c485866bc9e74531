import { negotiateFormat } from "../../../src/metrics/expositionFormat.ts";
import { href } from "../../../src/page/html/links.ts";
import { splitUrl } from "../../../src/page/splitUrl.ts";
import { containerFilter } from "../../../src/page/view/containerFilter.ts";
import { QueryError, readListQuery } from "../../../src/page/view/listQuery.ts";
import { acceptsGzip } from "../../../src/server/acceptsGzip.ts";
import { alternativeNames } from "../../../src/server/clientCertificate.ts";
import type { ForeignReader } from "../foreignReader.ts";

/** What those send who reach the port. */
export const SCRAPER_READERS: readonly ForeignReader[] = [
  {
    name: "Accept",
    read: negotiateFormat,
    pieces: ["text/plain", ";", "version=", "0.0.4", ",", "q=", "1", "*/*", " ", '"', "="],
  },
  {
    name: "Accept-Encoding",
    read: acceptsGzip,
    pieces: ["gzip", ";", "q=", "0", ",", "*", " ", "."],
  },
  {
    name: "the names of a client's certificate",
    read: alternativeNames,
    pieces: ["DNS:", "a", ", ", '"', "\\", "URI:", "IP Address:", "::1", ":", ","],
  },
  {
    name: "a query of the status page",
    read(text) {
      const query = readListQuery(splitUrl(text).parameters, ["refresh"]);
      containerFilter(query);
      return href("images", { ...query, limit: String(query.limit) });
    },
    refuses: [QueryError],
    pieces: [
      "/images?",
      "search=",
      "state=",
      "skipped",
      "reason=absent",
      "limit=50",
      "after=",
      "&",
      "%",
      "%2",
      "(",
      "[",
    ],
  },
  {
    name: "a request",
    read: (text, { send }) => send(text),
    pieces: [
      "GET /metrics",
      "GET /readyz?verbose",
      " HTTP/1.1\r\n",
      "Host: a\r\n",
      "Connection: close\r\n",
      "Accept: ",
      "Authorization: Basic ",
      "YTpi",
      "Content-Length: 3",
      "\r\n",
      "?",
      "%",
      "#",
      "/",
      "\u0000",
    ],
  },
];
