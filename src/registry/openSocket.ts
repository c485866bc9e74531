import { isIP, type LookupFunction, connect as openTcp, type Socket, type TcpNetConnectOpts } from "node:net";
import { type ConnectionOptions, connect as openTls } from "node:tls";
import { bareHostname } from "../network/hostname.ts";
import type { Clock } from "../time/clock.ts";
import { giveBack } from "./giveBack.ts";

/**
 * Makes a connection.
 *
 * @param onBytes told of all that comes in on it, which is only lent
 * @param onEnd told once when it is made, TLS included, or why it cannot be
 * @returns gives it up while it is being made; nobody is told any more then
 */
export type OpenSocket = (
  onBytes: (bytes: Buffer) => void,
  onEnd: (error: Error | undefined, socket: Socket | undefined) => void,
) => () => void;

/** How connections are made. */
export interface SocketOptions {
  /** Only asked for where it is needed: all authorities that a machine trusts take 8 MB. */
  readonly tls?: () => Pick<
    ConnectionOptions,
    "secureContext" | "rejectUnauthorized" | "checkServerIdentity"
  >;
  readonly lookup?: LookupFunction;
  /** How long one address may take before the next is tried, in milliseconds. */
  readonly attemptMs?: number;
  /** How long it may take in all, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  readonly clock: Clock;
  /** Makes what TLS goes over; undefined for a connection of its own. */
  readonly through?: OpenSocket;
}

/** What all connections read into, one after the other: nobody keeps it. */
const RECEIVED = Buffer.allocUnsafeSlow(64 * 1024);
const PROBE_IDLE_MS = 60_000;

/** Connections to the server of a URL, by TLS where its scheme is https. */
export function openSocket(url: URL, options: SocketOptions): OpenSocket {
  const { through, timeoutMs, clock } = options;
  const connect = connector(url, options);
  const event = url.protocol === "https:" ? "secureConnect" : "connect";
  return (onBytes, onEnd) => {
    let isOver = false;
    let socket: Socket | undefined;
    let giveUpUnder = () => {};
    const end = (error: Error | undefined) => {
      if (!isOver) {
        isOver = true;
        cancel?.();
        onEnd(error, error === undefined ? socket : undefined);
      }
    };
    const start = (under?: Socket) => {
      socket = connect(onBytes, under).setNoDelay(true).setKeepAlive(true, PROBE_IDLE_MS);
      socket.once(event, () => end(undefined)).on("error", end);
    };
    const giveUp = (error?: Error) => {
      giveUpUnder();
      socket?.destroy();
      if (error === undefined) {
        isOver = true;
        cancel?.();
      } else {
        end(error);
      }
    };
    const late = () => giveUp(Object.assign(new Error("it took too long"), { code: "ETIMEDOUT" }));
    const cancel = timeoutMs === undefined ? undefined : clock.schedule(timeoutMs, late);
    if (through === undefined) {
      start();
    } else {
      giveUpUnder = through(
        () => {},
        (error, under) => {
          giveUpUnder = () => under?.destroy();
          if (under === undefined) {
            end(error);
          } else {
            start(under);
          }
        },
      );
    }
    return giveUp;
  };
}

function connector(
  url: URL,
  { tls, lookup, attemptMs }: SocketOptions,
): (onBytes: (bytes: Buffer) => void, under: Socket | undefined) => Socket {
  const isSecure = url.protocol === "https:";
  const name = bareHostname(url);
  const to = {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: Number(url.port) || (isSecure ? 443 : 80),
    ...(lookup !== undefined && { lookup }),
    ...(attemptMs !== undefined && { autoSelectFamilyAttemptTimeout: attemptMs }),
  };
  const secure = isSecure && {
    ...tls?.(),
    ...(isIP(name) === 0 && { servername: name }),
    // As nodes speak to registries.
    ALPNProtocols: ["http/1.1"],
  };
  return (onBytes, under) => {
    // Nothing is allocated for what comes in, and nothing waits in a stream while it is paused.
    const onread = {
      buffer: RECEIVED,
      callback(size: number) {
        onBytes(RECEIVED.subarray(0, size));
        return true;
      },
    };
    if (!isSecure) {
      return openTcp({ ...to, onread });
    }
    const options: ConnectionOptions & Partial<TcpNetConnectOpts> = {
      ...to,
      ...secure,
      ...(under === undefined ? { onread } : { socket: under }),
    };
    // Without a session of an earlier one, as nodes: a certificate that has expired since would not be looked at.
    const socket = openTls(options);
    if (under !== undefined) {
      // There it cannot be lent.
      socket.on("data", (bytes: Buffer) => {
        onBytes(bytes);
        giveBack(bytes);
      });
    }
    return socket;
  };
}
