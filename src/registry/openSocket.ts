import { isIP, type LookupFunction, connect as openTcp, type Socket } from "node:net";
import { type ConnectionOptions, connect as openTls } from "node:tls";
import { bareHostname } from "../network/hostname.ts";
import type { CancelTimer, Clock } from "../time/clock.ts";
import { giveBack } from "./giveBack.ts";
import type { ReadingTurns } from "./readingTurns.ts";
import { TlsWire } from "./tlsWire.ts";

/**
 * Makes a connection.
 *
 * @param onBytes told of all that comes in on it, which is only lent
 * @param onEnd told once when it is made, TLS included, and how many bytes have come in until then, or why it cannot be
 * @returns gives it up while it is being made; nobody is told any more then
 */
export type OpenSocket = (
  onBytes: (bytes: Buffer) => void,
  onEnd: (error: Error | undefined, socket: Socket | undefined, receivedBytes: number) => void,
) => () => void;

/** How connections are made. */
export interface SocketOptions {
  readonly lookup?: LookupFunction;
  /** How long one address may take before the next is tried, in milliseconds. */
  readonly attemptMs?: number;
  /** How long it may take in all, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  readonly clock: Clock;
}

/** How connections by TLS are made. */
export interface SecureSocketOptions extends Pick<SocketOptions, "timeoutMs" | "clock"> {
  /** Only asked for where it is needed: all authorities that a machine trusts take 8 MB. */
  readonly tls: () => Pick<ConnectionOptions, "secureContext" | "rejectUnauthorized" | "checkServerIdentity">;
  /** Makes what TLS goes over. */
  readonly through: OpenSocket;
  /** In which what comes in is dealt with, all connections together. */
  readonly turns: ReadingTurns;
}

/** What all connections read into, one after the other: nobody keeps it. */
const RECEIVED = Buffer.allocUnsafeSlow(16 * 1024);
const PROBE_IDLE_MS = 60_000;

/** Connections to the server of a URL, without TLS. */
export function openSocket(url: URL, { lookup, attemptMs, timeoutMs, clock }: SocketOptions): OpenSocket {
  const to = {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: Number(url.port) || (url.protocol === "https:" ? 443 : 80),
    ...(lookup !== undefined && { lookup }),
    ...(attemptMs !== undefined && { autoSelectFamilyAttemptTimeout: attemptMs }),
  };
  return (onBytes, onEnd) => {
    const attempt = new Attempt(onEnd, timeoutMs, clock);
    // Nothing is allocated for what comes in, and nothing waits in a stream while it is paused.
    const onread = {
      buffer: RECEIVED,
      callback(size: number) {
        onBytes(RECEIVED.subarray(0, size));
        return true;
      },
    };
    const socket = openTcp({ ...to, onread })
      .setNoDelay(true)
      .setKeepAlive(true, PROBE_IDLE_MS);
    attempt.giveUp = () => socket.destroy();
    socket.once("connect", () => attempt.end(undefined, socket)).on("error", (error) => attempt.end(error));
    return () => attempt.stop();
  };
}

/** Connections to the server of a URL, by TLS. */
export function openSecureSocket(
  url: URL,
  { tls, through, turns, timeoutMs, clock }: SecureSocketOptions,
): OpenSocket {
  const name = bareHostname(url);
  const secure: ConnectionOptions = {
    ...tls(),
    // Whom a certificate has to be for.
    host: name,
    ...(isIP(name) === 0 && { servername: name }),
    // As nodes speak to registries.
    ALPNProtocols: ["http/1.1"],
  };
  return (onBytes, onEnd) => {
    const attempt = new Attempt(onEnd, timeoutMs, clock);
    let wire: TlsWire | undefined;
    attempt.giveUp = through(
      (bytes) => wire?.receive(bytes),
      (error, under) => {
        if (under === undefined) {
          attempt.end(error);
          return;
        }
        wire = new TlsWire(under, turns);
        // Without a session of an earlier one, as nodes: a certificate that has expired since would not be looked at.
        const socket = openTls({ ...secure, socket: wire });
        attempt.giveUp = () => socket.destroy();
        wire.carry(socket);
        socket
          .on("data", (bytes: Buffer) => {
            wire?.brought(bytes.length);
            onBytes(bytes);
            giveBack(bytes);
          })
          .once("secureConnect", () => attempt.end(undefined, socket, under.bytesRead))
          .on("error", (error) => attempt.end(error));
      },
    );
    return () => attempt.stop();
  };
}

/** A connection that is being made, which ends once. */
class Attempt {
  /** Gives up what is under way. */
  giveUp: () => void = () => {};
  readonly #onEnd: Parameters<OpenSocket>[1];
  readonly #cancel: CancelTimer | undefined;
  #isOver = false;

  constructor(onEnd: Parameters<OpenSocket>[1], timeoutMs: number | undefined, clock: Clock) {
    this.#onEnd = onEnd;
    this.#cancel =
      timeoutMs === undefined
        ? undefined
        : clock.schedule(timeoutMs, () => {
            this.giveUp();
            this.end(Object.assign(new Error("it took too long"), { code: "ETIMEDOUT" }));
          });
  }

  end(error: Error | undefined, socket?: Socket, receivedBytes = 0): void {
    if (!this.#isOver) {
      this.#isOver = true;
      this.#cancel?.();
      this.#onEnd(error, error === undefined ? socket : undefined, receivedBytes);
    }
  }

  /** Nobody is told any more. */
  stop(): void {
    this.#isOver = true;
    this.#cancel?.();
    this.giveUp();
  }
}
