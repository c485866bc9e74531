import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";

/** What goes wrong with connections, those that are open included. */
export type ConnectionFault =
  /** All comes later by so many milliseconds. */
  | { readonly kind: "latency"; readonly ms: number }
  | { readonly kind: "throttled"; readonly bytesPerSecond: number }
  /** Nothing comes any more, and nothing ends: the connection is half open, and stays so. */
  | { readonly kind: "silent" }
  | { readonly kind: "reset" }
  /** Each ends in good order after so many bytes of answers. */
  | { readonly kind: "cut"; readonly afterBytes: number }
  /** Each is answered with bytes that no protocol knows. */
  | { readonly kind: "garbage" };

/** Stands between two parties and passes bytes on, TLS included. */
export interface PassingProxy {
  /** Its own address, with the target's scheme. */
  readonly url: string;
  /** Has this go wrong from now on; undefined: nothing more does, though connections that fell silent stay so. */
  readonly inject: (fault: ConnectionFault | undefined) => void;
  /** Breaks all connections; new ones are let through. */
  readonly breakConnections: () => void;
  readonly close: () => Promise<void>;
}

/** Starts a proxy to a server of 127.0.0.1. */
export async function startProxy(target: string): Promise<PassingProxy> {
  const { protocol, port } = new URL(target);
  const open = new Set<Socket>();
  let fault: ConnectionFault | undefined;
  const keep = (socket: Socket) => {
    open.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => open.delete(socket));
  };
  const carry = (from: Socket, to: Socket, isAnswer: boolean) => {
    pipeline(from, (source: AsyncIterable<Buffer>) => impaired(source, isAnswer, () => fault), to).catch(
      () => {},
    );
  };
  const server = createServer((client) => {
    keep(client);
    if (fault?.kind === "reset") {
      client.resetAndDestroy();
      return;
    }
    if (fault?.kind === "garbage") {
      client.resume();
      client.end(Buffer.from("\u0000\u00ff?? 99 no such protocol\r\n\r\n\u0001\u0002", "latin1"));
      return;
    }
    const upstream = connect(Number(port), "127.0.0.1");
    keep(upstream);
    carry(client, upstream, false);
    carry(upstream, client, true);
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
    inject(next) {
      fault = next;
      if (next?.kind === "reset" || next?.kind === "garbage") {
        breakConnections();
      }
    },
    breakConnections,
    async close() {
      server.close();
      breakConnections();
    },
  };
}

/** What of one direction's bytes comes through, as long as they come. */
async function* impaired(
  source: AsyncIterable<Buffer>,
  isAnswer: boolean,
  currentFault: () => ConnectionFault | undefined,
): AsyncGenerator<Buffer, void> {
  let passed = 0;
  let isSilent = false;
  for await (const chunk of source) {
    const fault = currentFault();
    isSilent ||= fault?.kind === "silent";
    if (isSilent) {
      continue;
    }
    if (fault?.kind === "latency") {
      await sleep(fault.ms);
    } else if (fault?.kind === "throttled") {
      const step = Math.max(1, Math.floor(fault.bytesPerSecond / 10));
      for (let start = 0; start < chunk.length; start += step) {
        await sleep(100);
        yield chunk.subarray(start, start + step);
      }
      continue;
    } else if (fault?.kind === "cut" && isAnswer) {
      passed += chunk.length;
      if (passed > fault.afterBytes) {
        yield chunk.subarray(0, Math.max(0, chunk.length - (passed - fault.afterBytes)));
        return;
      }
    }
    yield chunk;
  }
}
