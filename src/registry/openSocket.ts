import type { Socket } from "node:net";
import type { buildConnector } from "undici";
import { bareHostname } from "../network/hostname.ts";
import { proxyError } from "./requestFailure.ts";
import { ResponseReader } from "./responseReader.ts";

/** Makes a connection. @returns gives it up while it is being made; `onEnd` is not called any more then */
export type OpenSocket = (
  onEnd: (error: Error | undefined, socket: Socket | undefined) => void,
) => () => void;

/** Connections to a server, as the connector makes them. */
export function openDirectly(connect: buildConnector.connector, url: URL): OpenSocket {
  return (onEnd) => begin(connect, url, undefined, onEnd);
}

/**
 * Connections to a server that a proxy forwards as they are, in TLS.
 *
 * @param toProxy makes those to the proxy
 * @param connect makes one of TLS inside
 * @param fields for the proxy: names and values in turn
 */
export function openTunnel(
  toProxy: OpenSocket,
  { connect, url, fields }: { connect: buildConnector.connector; url: URL; fields: readonly string[] },
): OpenSocket {
  const to = `${url.hostname}:${url.port || 443}`;
  const lines = [`CONNECT ${to} HTTP/1.1`, `host: ${url.host}`];
  for (let index = 0; index < fields.length; index += 2) {
    lines.push(`${fields[index]}: ${fields[index + 1]}`);
  }
  const request = `${lines.join("\r\n")}\r\n\r\n`;
  return (onEnd) => {
    let giveUp = toProxy((error, socket) => {
      if (socket === undefined) {
        onEnd(error, socket);
        return;
      }
      giveUp = () => socket.destroy();
      ask(socket, request, (refusal) => {
        if (refusal === undefined) {
          giveUp = begin(connect, url, socket, onEnd);
        } else {
          socket.destroy();
          onEnd(refusal, undefined);
        }
      });
    });
    return () => giveUp();
  };
}

function begin(
  connect: buildConnector.connector,
  url: URL,
  httpSocket: Socket | undefined,
  onEnd: Parameters<OpenSocket>[0],
): () => void {
  const { protocol, host, hostname, port } = url;
  let isGivenUp = false;
  // It returns the socket, which its type leaves out.
  const socket = connect(
    {
      protocol,
      host,
      hostname,
      port,

      ...(httpSocket !== undefined && { httpSocket }),
    },
    (error, made) => {
      if (!isGivenUp) {
        onEnd(error ?? undefined, made ?? undefined);
      }
    },
  ) as unknown as Socket;
  return () => {
    isGivenUp = true;
    // With an error, for the connector to let go of its timer.
    socket.destroy(new Error("nobody needs the connection any more"));
    httpSocket?.destroy();
  };
}

/** Asks a proxy for a tunnel. */
function ask(socket: Socket, request: string, onEnd: (refusal: Error | undefined) => void): void {
  const reader = new ResponseReader("HEAD", 0);
  const end = (error: Error | undefined) => {
    socket.off("data", onData).off("close", onClose).off("error", onClose);
    onEnd(error);
  };
  const onData = (bytes: Buffer) => {
    try {
      reader.push(bytes);
    } catch {
      end(proxyError("its answer to CONNECT is no valid HTTP"));
      return;
    }
    if (reader.head !== undefined) {
      const { status } = reader.head;
      end(status === 200 ? undefined : proxyError(`it answered ${status} to CONNECT`));
    }
  };
  const onClose = () => end(proxyError("it closed the connection"));
  socket.on("data", onData).once("close", onClose).once("error", onClose);
  socket.write(request, "latin1");
}
