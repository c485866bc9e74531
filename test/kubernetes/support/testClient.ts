import { ClusterClient } from "../../../src/kubernetes/client.ts";
import type { ProxyEnvironment } from "../../../src/network/proxyEnvironment.ts";
import { type Clock, systemClock } from "../../../src/time/clock.ts";

/** A client for a server on the loopback interface. */
export function testClient(
  server: string,
  {
    clock = systemClock,
    tokenFile,
    user = {},
    cluster = {},
    proxies,
    multiplexed = false,
  }: {
    clock?: Clock;
    tokenFile?: string;
    user?: object;
    cluster?: object;
    proxies?: ProxyEnvironment;
    multiplexed?: boolean;
  } = {},
): ClusterClient {
  const client = new ClusterClient({
    clock,
    multiplexed,
    tokenFiles: new Map(tokenFile === undefined ? [] : [["user", tokenFile]]),
    ...(proxies !== undefined && { proxies }),
  });
  client.loadFromOptions({
    clusters: [{ name: "cluster", server, skipTLSVerify: server.startsWith("http:"), ...cluster }],
    users: [{ name: "user", ...user }],
    contexts: [{ name: "context", cluster: "cluster", user: "user" }],
    currentContext: "context",
  });
  return client;
}
