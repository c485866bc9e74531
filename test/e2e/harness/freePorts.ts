import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";

/** `count` different ports of 127.0.0.1 on which nobody listens now. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports: number[] = [];
  try {
    for (const server of servers) {
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      ports.push((server.address() as AddressInfo).port);
    }
  } finally {
    for (const server of servers) {
      server.close();
    }
  }
  return ports;
}
