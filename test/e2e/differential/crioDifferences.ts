import { type ByMethod, MEDIA_TYPE, type RegistryScene, type SceneReply } from "./registryScene.ts";

type Part = "available" | "asked" | "saw";

/** In what CRI-O and we may differ in a scene, and by which sentence of the semantics. */
export interface CrioDifference {
  readonly in: readonly Part[];
  readonly as: string;
  /** Whether it has to be us who say that the image is there. */
  readonly byHead: boolean;
}

/** @returns undefined where the scene is none for CRI-O: its library waits half a minute after a 429, for ever without an answer */
export function crioDifference(scene: RegistryScene): CrioDifference | undefined {
  const text = JSON.stringify(scene);
  if (/"status":429|"hang"/.test(text)) {
    return undefined;
  }
  const { in: parts = [], as = "" } = scene.mayDiffer ?? {};
  // What containerd repeats or looks for elsewhere.
  if (parts.length > 0) {
    // A registry's root is not asked for each image.
    const more: readonly Part[] = text.includes('"vault"') ? ["asked"] : [];
    return { in: [...parts, ...more], as, byHead: false };
  }
  const servers = Object.values(scene.servers);
  if (servers.some(({ first, tag, digest }) => first !== undefined || isTold(tag) || isTold(digest))) {
    return { in: ["available", "asked", "saw"], as: "HEAD comes first for CRI-O too", byHead: true };
  }
  if (text.includes('"token":{') && EMPTY_TOKEN.test(text)) {
    return { in: ["asked", "saw"], as: "Available: a node would get the manifest", byHead: false };
  }
  return { in: [], as: "", byHead: false };
}

/** A token service that gives no token, which is then sent. */
const EMPTY_TOKEN = /"body":(?:"null"|"\{\\"token\\":null)/;

/** Whether the answer to HEAD says something else than the one to GET does, which has a body. */
function isTold(reply: SceneReply | ByMethod | undefined): boolean {
  if (reply === undefined || typeof reply === "string") {
    return false;
  }
  return "status" in reply ? reply.status === 200 && isWhole(reply) : true;
}

function isWhole({ headers = {} }: Extract<SceneReply, { readonly status: number }>): boolean {
  return headers["docker-content-digest"] !== undefined && headers["content-type"] !== MEDIA_TYPE;
}
