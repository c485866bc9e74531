import { errorText } from "../../text/errorText.ts";
import type { CancelTimer, Clock } from "../../time/clock.ts";
import { ApiError } from "../apiServer/apiError.ts";
import { fieldAt } from "../apiServer/storedObject.ts";
import { frontendPod } from "./cluster.ts";
import { type DemoCluster, NODES, nodeObject } from "./demoCluster.ts";
import { dockerConfig, podContainers } from "./objects.ts";
import { OUTDATED_DEPLOYER, SHOP_DEPLOYER } from "./registries.ts";

/** What `guard` says of the images that a cleanup means to delete: a line for each, and those that may go. */
export interface GuardAnswer {
  readonly lines: readonly string[];
  readonly mayGo: readonly string[];
}

/** What the story is played on. */
export interface StoryWorld extends DemoCluster {
  /** Asks `guard` of the cluster. @param images as `host/repository:tag` */
  askGuard(images: readonly string[]): Promise<GuardAnswer>;
}

/** Something that happens in the demo's world. */
export interface StoryStep {
  /** Seconds after the beginning of the round. */
  readonly at: number;
  /** What happens and what to look for. */
  readonly text: string;
  /** What is done; each by itself, as one may have been made impossible. */
  readonly acts: readonly ((world: StoryWorld) => void)[];
  /** What takes its time; gives what there is to tell of it. */
  readonly andThen?: (world: StoryWorld) => Promise<readonly string[]>;
}

/** How long a round of the story takes, in seconds. */
export const ROUND_SECONDS = 240;

/** In the shop's registry. */
const OLD_FRONTEND = "shop/frontend:3.14.0";
const NEW_FRONTEND = "shop/frontend:3.15.0";
const CATALOG = "shop/catalog:5.0.2";
/** What a cleanup finds that goes by the age of tags. */
const OLD_TAGS = ["shop/cart:2.8.1", "shop/mailer:1.4.0", OLD_FRONTEND, "shop/frontend:3.13.0"];

/** One round; its last step puts everything back. */
export const STORY: readonly StoryStep[] = [
  {
    at: 15,
    text: "frontend is rolled out as 3.15.0, which nobody has pushed yet: absent; the roll-out is stuck, old pods live on",
    acts: [(world) => setFrontend(world, "3.15.0")],
  },
  {
    at: 35,
    text: "the pipeline pushes frontend:3.15.0: available; 3.14.0 is left as the revision to roll back to",
    acts: [(world) => push(world, NEW_FRONTEND)],
  },
  {
    at: 55,
    text: "a cleanup deletes cart:2.8.1, mailer:1.4.0 and frontend:3.14.0: absent, and no roll-back of frontend any more",
    acts: OLD_TAGS.map((name) => (world: StoryWorld) => remove(world, name)),
  },
  {
    at: 75,
    text: "a node dies, and cart's pod cannot start on another: the last copy of its image is on one node",
    acts: [loseNode],
  },
  {
    at: 95,
    text: "the node comes back, and the images are pushed again: available",
    acts: [
      ...NODES.map((name) => ({ server }: StoryWorld) => {
        if (server.get({ kind: "Node", name }) === undefined) {
          server.create(nodeObject(name));
        }
      }),
      ...OLD_TAGS.map((name) => (world: StoryWorld) => push(world, name)),
    ],
  },
  {
    at: 115,
    text: "the cleanup comes again, and asks guard first: what clusters use stays",
    acts: [],
    andThen: cleanUp,
  },
  {
    at: 135,
    text: "frontend is rolled back to 3.14.0, which is still there for that",
    acts: [(world) => setFrontend(world, "3.14.0")],
  },
  {
    at: 150,
    text: "somebody pushes catalog:5.0.2 once more: its pods run what the tag no longer leads to",
    acts: [(world) => push(world, CATALOG, "pushed once more")],
  },
  {
    at: 170,
    text: "payments gets the new registry password: its three workloads are available at once",
    acts: [(world) => setPaymentsSecret(world, SHOP_DEPLOYER)],
  },
  {
    at: 190,
    text: "the edge registry comes back: its images are available",
    acts: [({ registries }) => registries.edge.setDown(false)],
  },
  {
    at: 210,
    text: "shop/black-friday is scaled from 0 to 3, and its image is gone: absent",
    acts: [(world) => scaleBlackFriday(world, 3)],
  },
  {
    at: ROUND_SECONDS,
    text: "everything is put back to where the story began",
    acts: [
      (world) => setFrontend(world, "3.14.0"),
      (world) => remove(world, NEW_FRONTEND),
      (world) => setPaymentsSecret(world, OUTDATED_DEPLOYER),
      ({ registries }) => registries.edge.setDown(true),
      (world) => scaleBlackFriday(world, 0),
      (world) => world.recover(),
      forgetFrontends,
    ],
  },
];

/**
 * Plays the story over and over.
 *
 * @param tell is given what happens, as it happens
 * @returns ends it
 */
export function playStory(
  world: StoryWorld,
  { clock, tell }: { clock: Clock; tell: (text: string) => void },
): CancelTimer {
  let cancel: CancelTimer = () => {};
  let isOver = false;
  const playFrom = (index: number) => {
    const step = STORY[index];
    if (step === undefined) {
      playFrom(0);
      return;
    }
    const before = STORY[index - 1]?.at ?? 0;
    cancel = clock.schedule((step.at - before) * 1000, () => {
      const { failures, later } = playStep(step, world);
      const but = failures.length === 0 ? "" : ` (not this time: ${failures.join("; ")})`;
      tell(`${step.text}${but}`);
      later.then((lines) => {
        if (!isOver) {
          lines.forEach(tell);
        }
      });
      playFrom(index + 1);
    });
  };
  playFrom(0);
  return () => {
    isOver = true;
    cancel();
  };
}

/**
 * Does what a step does. Whoever watches may have deleted what it changes: the story goes on without it.
 *
 * @returns what could not be done, and what there is to tell later
 */
export function playStep(
  { acts, andThen }: StoryStep,
  world: StoryWorld,
): { readonly failures: readonly string[]; readonly later: Promise<readonly string[]> } {
  const failures: string[] = [];
  for (const act of acts) {
    try {
      act(world);
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      failures.push(error.message);
    }
  }
  world.settle();
  const later = andThen?.(world).catch((error: unknown) => [errorText(error)]);
  return { failures, later: later ?? Promise.resolve([]) };
}

function push({ registries }: StoryWorld, name: string, seed = name): void {
  const [repository = "", tag = ""] = name.split(":");
  registries.shop.putImage(repository, tag, { layout: "index", seed });
}

function remove({ registries }: StoryWorld, name: string): void {
  const [repository = "", tag = ""] = name.split(":");
  registries.shop.deleteImage(repository, tag);
}

/** A node on which a pod of the cart runs, but not the only one. */
function loseNode({ server }: StoryWorld): void {
  const nodes = server
    .list("Pod")
    .filter(({ metadata: { namespace, name } }) => namespace === "shop" && name.startsWith("cart-"))
    .map((pod) => fieldAt(pod, "spec.nodeName"));
  const node = [...new Set(nodes)][1];
  if (typeof node === "string") {
    server.delete({ kind: "Node", name: node });
  }
}

/** Deletes of the old tags what guard lets go. */
async function cleanUp(world: StoryWorld): Promise<readonly string[]> {
  const { host } = world.registries.shop;
  const { lines, mayGo } = await world.askGuard(OLD_TAGS.map((name) => `${host}/${name}`));
  for (const name of OLD_TAGS.filter((name) => mayGo.includes(`${host}/${name}`))) {
    remove(world, name);
  }
  return lines;
}

/** Drops the revisions of the round that is over. */
function forgetFrontends({ server }: StoryWorld): void {
  for (const { metadata, spec } of server.list("ReplicaSet")) {
    const { namespace = "", name } = metadata;
    if (namespace === "shop" && name.startsWith("frontend-") && fieldAt(spec, "replicas") === 0) {
      server.delete({ kind: "ReplicaSet", namespace, name });
    }
  }
}

function setFrontend({ server, registries }: DemoCluster, tag: string): void {
  const name = { kind: "Deployment", namespace: "shop", name: "frontend" };
  // A merge patch replaces the list of containers.
  const hosts = { hub: registries.hub.host, shop: registries.shop.host };
  const containers = podContainers(frontendPod(hosts, tag));
  server.patch(name, { spec: { template: { spec: { containers } } } });
}

function setPaymentsSecret({ server, registries }: DemoCluster, user: typeof SHOP_DEPLOYER): void {
  const data = { ".dockerconfigjson": dockerConfig({ [registries.shop.host]: user }) };
  server.patch({ kind: "Secret", namespace: "payments", name: "regcred" }, { data });
}

function scaleBlackFriday({ server }: DemoCluster, replicas: number): void {
  server.patch({ kind: "Deployment", namespace: "shop", name: "black-friday" }, { spec: { replicas } });
}
