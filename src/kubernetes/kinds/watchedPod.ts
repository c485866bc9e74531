import { sameTexts } from "../../collections/sameTexts.ts";
import type { RunningContainer, RunningPod } from "../../inventory/model.ts";
import { workloadMessages } from "../protobuf/apiMessages.ts";
import type { Interner } from "./interner.ts";
import { child, descend, elements, text } from "./json.ts";
import { controllerOf, objectName, sameController, sharedControllers } from "./metadata.ts";
import { withoutUserInfo } from "./podTemplate.ts";
import type { ProjectionContext, ResourceKind } from "./resourceKind.ts";
import { otherSecretsOf, referencedNames } from "./secretReferences.ts";
import { sharing } from "./sharing.ts";
import type { WatchedWorkload } from "./workload.ts";
import { hasEnded } from "./workloadKinds.ts";

/** All that is kept of a Pod, whatever it is watched for: there is one watch of Pods. */
export interface WatchedPod extends RunningPod {
  /** The Secrets that it names; none where nobody asks. */
  readonly secrets: readonly string[];
  /** As a workload, where Pods are. */
  readonly workload?: WatchedWorkload;
}

/** What Pods are watched for. */
export interface PodInterest {
  /** The kind as a workload; undefined where Pods are none. */
  readonly workload: ResourceKind<WatchedWorkload> | undefined;
  /** The Secrets that they name, whoever owns them and whether they are running or over. */
  readonly secrets: boolean;
  /** What their containers run. */
  readonly running: boolean;
}

const NONE: readonly never[] = Object.freeze([]);

/** Pods. What a service account gives to a Pod stands in the Pod itself: the API server writes it there. */
export function podKind(
  context: ProjectionContext,
  { workload, secrets, running }: PodInterest,
): ResourceKind<WatchedPod> {
  const { interner } = context;
  // Most Pods run what others of the same owner run.
  const containers = sharing<readonly RunningContainer[]>();
  const controllers = sharedControllers();
  return {
    resource: "pods",
    basePath: "/api/v1",
    plural: "pods",
    metadataOnly: false,
    protobuf: workloadMessages(context).Pod,
    project(object) {
      const named = objectName(object);
      if (named === undefined) {
        return undefined;
      }
      const asWorkload = workload?.project(object);
      const secretNames = secrets ? secretsOf(child(object, "spec"), interner) : NONE;
      const runs = running && !hasEnded(object) ? runningContainers(object, interner) : NONE;
      if (asWorkload === undefined && secretNames.length === 0 && runs.length === 0) {
        return undefined;
      }
      const controller = runs.length > 0 ? controllerOf(object, interner) : undefined;
      return {
        namespace: interner.text(named.namespace),
        name: named.name,
        node: runs.length > 0 ? interner.text(text(descend(object, "spec", "nodeName")) ?? "") : "",
        controller: controllers(controller),
        containers: containers(runs.map(texts).join(), runs),
        secrets: secretNames,
        ...(asWorkload !== undefined && { workload: asWorkload }),
      };
    },
    same: (a, b) =>
      a.node === b.node &&
      sameController(a.controller, b.controller) &&
      sameTexts(a.secrets, b.secrets) &&
      (a.containers === b.containers || sameTexts(a.containers.map(texts), b.containers.map(texts))) &&
      (a.workload === undefined || b.workload === undefined
        ? a.workload === b.workload
        : workload?.same(a.workload, b.workload) === true),
  };
}

function secretsOf(spec: unknown, interner: Interner): readonly string[] {
  const pull = interner.list(referencedNames(child(spec, "imagePullSecrets")));
  const others = otherSecretsOf(spec, interner);
  return others !== undefined ? interner.list([...pull, ...others]) : pull;
}

/** Containers and init containers; ephemeral ones are never re-created. */
function runningContainers(object: unknown, interner: Interner): readonly RunningContainer[] {
  const [spec, status] = [child(object, "spec"), child(object, "status")];
  const found: RunningContainer[] = [];
  for (const [list, statuses] of LISTS) {
    // Of equal names the first counts. Looked up, as there may be thousands.
    const told = new Map(
      elements(child(status, statuses))
        .toReversed()
        .map((one) => [child(one, "name"), one]),
    );
    for (const container of elements(child(spec, list))) {
      const name = text(child(container, "name")) ?? "";
      const image = text(child(container, "image"));
      if (image === undefined) {
        continue;
      }
      const its = told.get(name);
      found.push({
        container: interner.text(name),
        image: interner.text(withoutUserInfo(image)),
        imageId: interner.text(readImageId(text(child(its, "imageID")) ?? "")),
      });
    }
  }
  return found;
}

const LISTS = [
  ["containers", "containerStatuses"],
  ["initContainers", "initContainerStatuses"],
] as const;

/**
 * What container runtimes say of the image that a container runs, in one form: `repository@digest`, or where the
 * runtime knows none of a repository, the digest of the image's configuration. containerd: `docker.io/library/a@sha256:…`
 * or `sha256:…`; CRI-O: the same, or the digest's bare hexadecimal digits; Docker: `docker-pullable://a@sha256:…` or
 * `docker://sha256:…`.
 *
 * @returns empty where it says nothing that could be read
 */
export function readImageId(imageId: string): string {
  const plain = imageId.replace(/^[a-z-]+:\/\//, "");
  if (/^[0-9a-f]{64}$/.test(plain)) {
    return `sha256:${plain}`;
  }
  return /(?:^|.@)(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(plain) ? plain : "";
}

function texts({ container, image, imageId }: RunningContainer): string {
  return JSON.stringify([container, image, imageId]);
}
