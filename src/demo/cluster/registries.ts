import type { Clock } from "../../time/clock.ts";
import { type DemoRegistry, startDemoRegistry } from "../registry/demoRegistry.ts";

/** The registries that the demo's cluster pulls from. */
export interface DemoRegistries {
  /** Open to everybody: what Docker Hub would be. */
  readonly hub: DemoRegistry;
  /** The shop's own, with a token service. */
  readonly shop: DemoRegistry;
  /** An older one with user names and passwords (HTTP Basic). */
  readonly legacy: DemoRegistry;
  /** Down when the demo begins. */
  readonly edge: DemoRegistry;
  close(): Promise<void>;
}

/** A user name and a password of the demo's registries; both are of no use anywhere else. */
export interface DemoUser {
  readonly username: string;
  readonly password: string;
}

export const SHOP_DEPLOYER: DemoUser = { username: "shop-deployer", password: "demo:shop" };
/** What the payments team still has: the password was rotated, and nobody told them. */
export const OUTDATED_DEPLOYER: DemoUser = { ...SHOP_DEPLOYER, password: "demo:shop-before-rotation" };
export const MODEL_READER: DemoUser = { username: "model-reader", password: "demo:models" };
export const DATA_TEAM: DemoUser = { username: "data-team", password: "demo:data" };

/** Starts them on free ports of 127.0.0.1, still empty. */
export async function startDemoRegistries({ clock }: { clock: Clock }): Promise<DemoRegistries> {
  const hub = await startDemoRegistry({ clock });
  const shop = await startDemoRegistry({
    clock,
    authentication: "bearer",
    users: usersOf(SHOP_DEPLOYER, MODEL_READER),
    access: [{ repository: "models/*", pull: [MODEL_READER.username] }],
  });
  const legacy = await startDemoRegistry({
    clock,
    authentication: "basic",
    users: usersOf(DATA_TEAM),
    access: [{ repository: "finance/*", pull: [] }],
  });
  const edge = await startDemoRegistry({ clock });
  edge.setDown(true);
  return {
    hub,
    shop,
    legacy,
    edge,
    async close() {
      await Promise.all([hub, shop, legacy, edge].map((registry) => registry.close()));
    },
  };
}

function usersOf(...users: readonly DemoUser[]): Readonly<Record<string, string>> {
  return Object.fromEntries(users.map(({ username, password }) => [username, password]));
}
