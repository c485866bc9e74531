import type { ApiObject } from "../../src/demo/apiServer/apiObject.ts";
import type { DemoCluster } from "../../src/demo/cluster/demoCluster.ts";
import { dockerConfig, inNamespace, type Pod } from "../../src/demo/cluster/objects.ts";
import { OUTDATED_DEPLOYER, SHOP_DEPLOYER } from "../../src/demo/cluster/registries.ts";

/** Something that is done to the world, and when, in seconds of its time from the beginning of a round. */
export interface Act {
  readonly at: number;
  readonly name: string;
  run(): unknown;
}

/** All that is new in a round has this in its name. */
export const markOf = (round: number) => `churn-${round}-`;

/** When all is as it was before, in seconds. */
export const CHURN_SECONDS = 700;
const WORKLOADS = 40;
const OUTAGES = ["reset", "hang", "unavailable"] as const;
const KINDS = ["Deployment", "StatefulSet", "DaemonSet", "CronJob", "Job", "Rollout"] as const;

/**
 * A round of churn: workloads, secrets, images, hosts that nobody has heard of, registries and an API server that fail.
 * What each act changes is put back before the round is over.
 *
 * @param random uniform in [0, 1)
 */
export function churn(world: DemoCluster, round: number, random: () => number): readonly Act[] {
  const acts: Act[] = [];
  const add = (at: number, name: string, run: () => unknown) => void acts.push({ at, name, run });
  const any = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const between = (low: number, high: number) => low + random() * (high - low);
  addObjects(world, round, { add, any, between });
  addRegistryFaults(world, { add, any, between });
  addApiServerFaults(world, { add, any, between });
  return acts.sort((a, b) => a.at - b.at);
}

interface Dice {
  add(at: number, name: string, run: () => unknown): void;
  any<T>(values: readonly T[]): T;
  between(low: number, high: number): number;
}

function addObjects({ server, registries }: DemoCluster, round: number, { add, any, between }: Dice): void {
  const mark = markOf(round);
  const { hub, shop } = registries;
  const builder = inNamespace(`${mark}team`);
  const made: ApiObject[] = [
    builder.namespace(),
    builder.pullSecret(`${mark}pull`, {
      [shop.host]: SHOP_DEPLOYER,
      [`${mark}registry.invalid`]: SHOP_DEPLOYER,
    }),
    builder.serviceAccount(`${mark}account`, [`${mark}pull`]),
    builder.service(`${mark}0`),
  ];
  const images = (index: number) => {
    const name = `${mark}${index}`;
    return [
      `${shop.host}/shop/${name}:1`,
      `${hub.host}/library/${name}:1`,
      `${name}.invalid/app:1`,
      `127.0.0.1:${20_000 + ((round * WORKLOADS + index) % 10_000)}/${name}:1`,
      `${shop.host}/Shop/${name}`,
    ];
  };
  for (let index = 0; index < WORKLOADS; index++) {
    const name = `${mark}${index}`;
    const pod = (): Pod => ({
      containers: { app: any(images(index)), other: any(images(index)) },
      serviceAccount: `${mark}account`,
    });
    const kind = any(KINDS);
    const object = builder.workload(kind, name, pod());
    add(between(0, 200), `create ${kind}`, () => server.create(object));
    add(between(200, 600), "change", () =>
      server.update({ ...builder.workload(kind, name, pod()), status: { replicas: 2, updatedReplicas: 1 } }),
    );
    made.push(object);
  }
  for (const object of made.slice(0, 4)) {
    add(0, `create ${object.kind}`, () => server.create(object));
  }
  const secret = { kind: "Secret", namespace: `${mark}team`, name: `${mark}pull` };
  add(between(210, 300), "break a secret", () =>
    server.patch(secret, { data: { ".dockerconfigjson": Buffer.from("{").toString("base64") } }),
  );
  add(between(300, 500), "mend a secret", () =>
    server.patch(secret, {
      data: { ".dockerconfigjson": dockerConfig({ [shop.host]: any([SHOP_DEPLOYER, OUTDATED_DEPLOYER]) }) },
    }),
  );
  for (let index = 0; index < WORKLOADS / 2; index++) {
    add(between(50, 400), "push", () => shop.putImage(`shop/${mark}${index}`, "1"));
    add(between(400, 690), "clean up", () => shop.deleteImage(`shop/${mark}${index}`, "1"));
  }
  for (const object of made.toReversed()) {
    const { kind, metadata } = object;
    add(CHURN_SECONDS, `delete ${kind}`, () => server.delete({ kind, ...metadata }));
  }
}

function addRegistryFaults({ registries }: DemoCluster, { add, any, between }: Dice): void {
  const { hub, shop, legacy, edge } = registries;
  const victim = any([hub, shop, legacy]);
  const began = between(100, 400);
  add(began, "a registry fails", () => victim.setDown(true, any(OUTAGES)));
  add(began + between(30, 250), "it comes back", () => victim.setDown(false));
  add(between(100, 600), "tokens are worth nothing", () => shop.revokeTokens());
  add(between(0, 300), "the edge is there", () => edge.setDown(false));
  add(between(300, 690), "the edge is gone", () => edge.setDown(true));
  add(between(100, 300), "a quota", () => hub.setQuota({ limit: 5, windowMs: 60_000, countsHead: true }));
  add(between(300, 690), "no quota", () => hub.setQuota(undefined));
  const garbage = any(["<html>not found</html>", "{", "", "\u0000".repeat(50_000)]);
  const status = any([200, 301, 401, 404, 418, 500]);
  add(between(100, 400), "garbage", () =>
    legacy.intercept(() => ({ status, headers: { "content-type": "text/html" }, body: garbage })),
  );
  add(between(400, 690), "no garbage", () => legacy.intercept(undefined));
  add(between(100, 500), "an image is gone", () => shop.deleteImage("shop/cart", "2.8.1"));
  add(between(500, 690), "it is back", () => shop.putImage("shop/cart", "2.8.1", { layout: "index" }));
}

function addApiServerFaults({ server }: DemoCluster, { add, any, between }: Dice): void {
  add(between(50, 690), "watches break", () => server.dropWatches());
  add(between(50, 500), "watches fall silent", () => server.stallWatches());
  add(between(50, 690), "history is forgotten", () => {
    server.compact();
    server.dropWatches();
  });
  const resource = any(["deployments", "secrets", "pods", "serviceaccounts", "*"]);
  const began = between(50, 300);
  add(began, "a resource is forbidden", () => {
    server.forbid("*", resource);
    server.dropWatches();
  });
  add(began + between(30, 300), "it is allowed", () => server.allow("*", resource));
  const down = between(100, 400);
  add(down, "the API server stops", () => server.stop());
  add(down + between(20, 200), "the API server starts", () => server.restart());
}
