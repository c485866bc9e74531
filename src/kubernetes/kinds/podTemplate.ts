import { sameTexts } from "../../collections/sameTexts.ts";
import type { ContainerImage, PodTemplate } from "../../inventory/model.ts";
import type { Interner } from "./interner.ts";
import { child, descend, elements, isRecord, text } from "./json.ts";
import { placementOf } from "./placement.ts";
import type { ProjectionContext } from "./resourceKind.ts";
import { otherSecretsOf, referencedNames } from "./secretReferences.ts";
import { sameServing, servingTemplateOf } from "./servingTemplate.ts";

const NEVER = "Never";

type TemplateContext = Pick<ProjectionContext, "interner" | "hygiene" | "placed">;

/**
 * What of a `PodSpec` is pulled, by whom: containers, init containers and image volumes. Ephemeral containers are left
 * out, because nobody ever re-creates them. Entries without an image name nothing to pull.
 *
 * @param labels of the pods
 * @returns undefined where the value is no object
 */
export function projectPodSpec(
  spec: unknown,
  { interner, hygiene, placed }: TemplateContext,
  labels?: unknown,
): PodTemplate | undefined {
  if (!isRecord(spec)) {
    return undefined;
  }
  const containers: ContainerImage[] = [];
  for (const container of elements(child(spec, "containers"))) {
    add(containers, container, container, "image", "imagePullPolicy", interner);
  }
  for (const container of elements(child(spec, "initContainers"))) {
    add(containers, container, container, "image", "imagePullPolicy", interner);
  }
  for (const volume of elements(child(spec, "volumes"))) {
    add(containers, volume, child(volume, "image"), "reference", "pullPolicy", interner, placed);
  }
  // `serviceAccount` is the deprecated alias that old objects may still carry alone.
  const account = text(child(spec, "serviceAccountName")) ?? text(child(spec, "serviceAccount"));
  const template: { -readonly [Key in keyof PodTemplate]: PodTemplate[Key] } = {
    serviceAccount: account === undefined ? "default" : interner.text(account),
    pullSecrets: interner.list(referencedNames(child(spec, "imagePullSecrets"))),
    // A copy is as long as it need be; what grew has room for more.
    containers: containers.slice(),
  };
  const otherSecrets = hygiene.pullSecrets ? otherSecretsOf(spec, interner) : undefined;
  if (otherSecrets !== undefined) {
    template.otherSecrets = otherSecrets;
  }
  const serving = hygiene.workloads ? servingTemplateOf(spec, labels, interner) : undefined;
  if (serving !== undefined) {
    template.serving = serving;
  }
  const placement = placed ? placementOf(spec, interner) : undefined;
  if (placement !== undefined) {
    template.placement = placement;
  }
  return template;
}

/** The same for a `PodTemplateSpec`: a pod spec below `spec`. */
export function projectPodTemplate(template: unknown, context: TemplateContext): PodTemplate | undefined {
  const labels = context.hygiene.workloads ? descend(template, "metadata", "labels") : undefined;
  return projectPodSpec(child(template, "spec"), context, labels);
}

export function sameTemplate(a: PodTemplate, b: PodTemplate): boolean {
  return (
    a.serviceAccount === b.serviceAccount &&
    sameTexts(a.pullSecrets, b.pullSecrets) &&
    sameTexts(a.otherSecrets ?? [], b.otherSecrets ?? []) &&
    sameServing(a.serving, b.serving) &&
    a.placement === b.placement &&
    a.containers.length === b.containers.length &&
    a.containers.every((container, index) => sameContainer(container, b.containers[index]))
  );
}

function sameContainer(a: ContainerImage, b: ContainerImage | undefined): boolean {
  return (
    a.container === b?.container &&
    a.image === b.image &&
    a.neverPulled === b.neverPulled &&
    a.volume === b.volume
  );
}

function add(
  to: ContainerImage[],
  named: unknown,
  holder: unknown,
  imageKey: string,
  policyKey: string,
  interner: Interner,
  isVolume = false,
): void {
  const image = text(child(holder, imageKey));
  if (image === undefined) {
    return;
  }
  to.push({
    container: interner.text(text(child(named, "name")) ?? ""),
    image: interner.text(withoutUserInfo(image)),
    neverPulled: child(holder, policyKey) === NEVER,
    ...(isVolume && { volume: true as const }),
  });
}

/** What may follow an `@` in an image's name. */
const DIGEST = /^(?:sha\d+|md5|blake\w+):|:[0-9a-f]{32,}$/i;

/**
 * No image's name has a user name and password, but people write them there, as in a URL. Such a name cannot be pulled,
 * and is shown in series, logs and pages: the password never gets as far as that.
 */
export function withoutUserInfo(image: string): string {
  const last = image.lastIndexOf("@");
  const at = last > 0 && DIGEST.test(image.slice(last + 1)) ? image.lastIndexOf("@", last - 1) : last;
  // Without a colon before and a path behind it, it is a digest that somebody has got wrong.
  if (at < 0 || !(image.slice(0, at).includes(":") || image.indexOf("/", at) > at)) {
    return image;
  }
  const [scheme = ""] = /^[a-z][a-z0-9+.-]*:\/\//i.exec(image) ?? [];
  return `${scheme}[redacted]${image.slice(at)}`;
}
