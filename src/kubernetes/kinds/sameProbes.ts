import { isDeepStrictEqual } from "node:util";
import { child, elements, isRecord } from "./json.ts";

/** What decides when a probe counts as failed, and what Kubernetes takes where nothing is said. */
const PARAMETERS = {
  initialDelaySeconds: 0,
  periodSeconds: 10,
  timeoutSeconds: 1,
  failureThreshold: 3,
} as const;

/**
 * Whether two probes ask the same and count as failed at the same time. `successThreshold` says only when a container is
 * ready again, and is always 1 for liveness; `terminationGracePeriodSeconds` is for liveness alone.
 *
 * Defaults are filled in, because the API server does not do it inside custom resources.
 *
 * @param ports numbers of ports by their names
 */
export function sameProbes(a: unknown, b: unknown, ports: ReadonlyMap<unknown, unknown>): boolean {
  const handler = handlerOf(a, ports);
  if (handler === undefined || !isDeepStrictEqual(handler, handlerOf(b, ports))) {
    return false;
  }
  return Object.entries(PARAMETERS).every(
    ([key, byDefault]) => (child(a, key) ?? byDefault) === (child(b, key) ?? byDefault),
  );
}

function handlerOf(probe: unknown, ports: ReadonlyMap<unknown, unknown>): unknown {
  const exec = child(probe, "exec");
  const httpGet = child(probe, "httpGet");
  const tcpSocket = child(probe, "tcpSocket");
  const grpc = child(probe, "grpc");
  const port = (handler: unknown) => {
    const given = child(handler, "port");
    return ports.get(given) ?? given;
  };
  if (isRecord(exec)) {
    return ["exec", elements(exec.command)];
  }
  if (isRecord(tcpSocket)) {
    return ["tcpSocket", port(tcpSocket), tcpSocket.host ?? ""];
  }
  if (isRecord(grpc)) {
    return ["grpc", grpc.port, grpc.service ?? ""];
  }
  if (!isRecord(httpGet)) {
    return undefined;
  }
  const { path = "/", host = "", scheme = "HTTP" } = httpGet;
  return ["httpGet", port(httpGet), path, host, scheme, elements(httpGet.httpHeaders)];
}
