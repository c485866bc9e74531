import type { CancelTimer, Clock } from "../../time/clock.ts";
import { ApiError } from "../apiServer/apiError.ts";
import { frontendPod } from "./cluster.ts";
import type { DemoCluster } from "./demoCluster.ts";
import { dockerConfig, podContainers } from "./objects.ts";
import { OUTDATED_DEPLOYER, SHOP_DEPLOYER } from "./registries.ts";

/** Something that happens in the demo's world. */
export interface StoryStep {
  /** Seconds after the beginning of the round. */
  readonly at: number;
  /** What happens and what to look for. */
  readonly text: string;
  /** What is done; each by itself, as one may have been made impossible. */
  readonly acts: readonly ((world: DemoCluster) => void)[];
}

/** How long a round of the story takes, in seconds. */
export const ROUND_SECONDS = 180;

const NEW_FRONTEND = { repository: "shop/frontend", tag: "3.15.0" } as const;

/** One round; its last step puts everything back. */
export const STORY: readonly StoryStep[] = [
  {
    at: 15,
    text: "shop/frontend is rolled out as 3.15.0, which nobody has pushed yet: absent",
    acts: [(world) => setFrontend(world, NEW_FRONTEND.tag)],
  },
  {
    at: 35,
    text: "the pipeline pushes frontend:3.15.0: available",
    acts: [({ registries }) => registries.shop.putImage(NEW_FRONTEND.repository, NEW_FRONTEND.tag)],
  },
  {
    at: 55,
    text: "a cleanup deletes cart:2.8.1 and mailer:1.4.0 from the registry while their pods live on: absent",
    acts: [
      ({ registries }) => registries.shop.deleteImage("shop/cart", "2.8.1"),
      ({ registries }) => registries.shop.deleteImage("shop/mailer", "1.4.0"),
    ],
  },
  {
    at: 85,
    text: "they are pushed again: available",
    acts: [
      ({ registries }) => registries.shop.putImage("shop/cart", "2.8.1"),
      ({ registries }) => registries.shop.putImage("shop/mailer", "1.4.0"),
    ],
  },
  {
    at: 100,
    text: "payments gets the new registry password: its three workloads are available at once",
    acts: [(world) => setPaymentsSecret(world, SHOP_DEPLOYER)],
  },
  {
    at: 120,
    text: "the edge registry comes back: its images are available",
    acts: [({ registries }) => registries.edge.setDown(false)],
  },
  {
    at: 140,
    text: "shop/black-friday is scaled from 0 to 3, and its image is gone: absent",
    acts: [(world) => scaleBlackFriday(world, 3)],
  },
  {
    at: ROUND_SECONDS,
    text: "everything is put back to where the story began",
    acts: [
      (world) => setFrontend(world, "3.14.0"),
      ({ registries }) => registries.shop.deleteImage(NEW_FRONTEND.repository, NEW_FRONTEND.tag),
      (world) => setPaymentsSecret(world, OUTDATED_DEPLOYER),
      ({ registries }) => registries.edge.setDown(true),
      (world) => scaleBlackFriday(world, 0),
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
  world: DemoCluster,
  { clock, tell }: { clock: Clock; tell: (text: string) => void },
): CancelTimer {
  let cancel: CancelTimer = () => {};
  const playFrom = (index: number) => {
    const step = STORY[index];
    if (step === undefined) {
      playFrom(0);
      return;
    }
    const before = STORY[index - 1]?.at ?? 0;
    cancel = clock.schedule((step.at - before) * 1000, () => {
      tell(`${step.text}${failuresOf(step, world)}`);
      playFrom(index + 1);
    });
  };
  playFrom(0);
  return () => cancel();
}

/** Whoever watches may have deleted what a step changes: the story goes on without it. */
function failuresOf({ acts }: StoryStep, world: DemoCluster): string {
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
  return failures.length === 0 ? "" : ` (not this time: ${failures.join("; ")})`;
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
