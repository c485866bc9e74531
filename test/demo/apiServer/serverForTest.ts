import {
  type ApiServer,
  type ApiServerOptions,
  startApiServer,
} from "../../../src/demo/apiServer/apiServer.ts";
import { type FakeClock, fakeClock } from "../../support/fakeClock.ts";
import { ApiClient } from "../apiServerBehaviour/client.ts";

export interface ServerForTest {
  readonly server: ApiServer;
  readonly client: ApiClient;
  readonly clock: FakeClock;
}

/** The path of the Secrets in the namespace that every server for a test has. */
export const SECRETS = "/api/v1/namespaces/shop/secrets";

/**
 * To be called in a `describe`: gives a function that starts servers on a fake clock, with the namespace `shop`, and
 * stops them after the test.
 *
 * @param closing what else is to be closed after the test, last first
 */
export function useServers(
  closing: (() => Promise<void>)[] = [],
): (options?: ApiServerOptions) => Promise<ServerForTest> {
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) {
      await close();
    }
  });
  return async (options = {}) => {
    const clock = fakeClock();
    const server = await startApiServer({ clock, ...options });
    const ca = options.tls && { ca: options.tls.ca };
    const client = new ApiClient({ ...server, ...ca, expire: async () => {}, close: async () => {} });
    closing.push(() => server.stop());
    closing.push(() => client.close());
    server.create({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } });
    return { server, client, clock };
  };
}

/** An object of `scene.ts`, put into the namespace `shop`. */
export function inShop(object: object): Parameters<ApiServer["create"]>[0] {
  const { metadata, ...rest } = object as { metadata: object };
  return { ...rest, metadata: { ...metadata, namespace: "shop" } } as Parameters<ApiServer["create"]>[0];
}
