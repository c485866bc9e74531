import type { Socket } from "node:net";
import type { OpenSocket } from "./openSocket.ts";
import { proxyError } from "./requestFailure.ts";
import { ResponseReader } from "./responseReader.ts";

/**
 * Connections to a server that a proxy forwards as they are.
 *
 * @param toProxy makes those to the proxy
 * @param fields for the proxy: names and values in turn
 */
export function openTunnel(toProxy: OpenSocket, to: URL, fields: readonly string[]): OpenSocket {
  const target = `${to.hostname}:${to.port || 443}`;
  let request = `CONNECT ${target} HTTP/1.1\r\nhost: ${target}\r\n`;
  for (let index = 0; index < fields.length; index += 2) {
    request += `${fields[index]}: ${fields[index + 1]}\r\n`;
  }
  return (onTunnelled, onEnd) => {
    const reader = new ResponseReader("HEAD", 0);
    let socket: Socket | undefined;
    let isOver = false;
    const end = (refusal: Error | undefined) => {
      if (!isOver) {
        isOver = true;
        if (refusal !== undefined) {
          socket?.destroy();
        }
        onEnd(refusal, refusal === undefined ? socket : undefined, 0);
      }
    };
    const onBytes = (bytes: Buffer) => {
      if (isOver) {
        onTunnelled(bytes);
        return;
      }
      try {
        reader.push(bytes);
      } catch {
        end(proxyError("its answer to CONNECT is no valid HTTP"));
        return;
      }
      const status = reader.head?.status;
      if (status !== undefined) {
        end(status === 200 ? undefined : proxyError(`it answered ${status} to CONNECT`));
      }
    };
    const giveUp = toProxy(onBytes, (error, made) => {
      socket = made;
      if (made === undefined) {
        end(error);
        return;
      }
      const onClose = () => end(proxyError("it closed the connection"));
      made.once("end", onClose).once("close", onClose);
      made.write(`${request}\r\n`, "latin1");
    });
    return () => {
      isOver = true;
      giveUp();
      socket?.destroy();
    };
  };
}
