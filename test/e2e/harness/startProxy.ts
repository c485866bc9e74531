import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** Stands between two parties and passes bytes on, TLS included. */
export interface PassingProxy {
  /** Its own address, with the target's scheme. */
  readonly url: string;
  /** Breaks all connections; new ones are let through. */
  readonly breakConnections: () => void;
  readonly close: () => Promise<void>;
}

/** Starts a proxy to a server of 127.0.0.1. */
export async function startProxy(target: string): Promise<PassingProxy> {
  const { protocol, port } = new URL(target);
  const open = new Set<Socket>();
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => open.delete(socket));
  };
  const server = createServer((client) => {
    const upstream = connect(Number(port), "127.0.0.1");
    for (const socket of [client, upstream]) {
      keep(socket);
    }
    client.pipe(upstream).pipe(client);
    // A connection that cannot be had, or breaks, breaks on both sides.
    client.once("close", () => upstream.destroy());
    upstream.once("close", () => client.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const breakConnections = () => {
    for (const socket of open) {
      socket.resetAndDestroy();
    }
  };
  return {
    url: `${protocol}//127.0.0.1:${(server.address() as AddressInfo).port}`,
    breakConnections,
    async close() {
      server.close();
      breakConnections();
    },
  };
}
