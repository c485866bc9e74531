import type { GuardAnswer } from "./story.ts";

/** Runs the command `guard` on a list, a reference a line. */
export type RunGuard = (
  list: string,
  args: readonly string[],
) => Promise<{ readonly code: number; readonly out: string; readonly err: string }>;

/** A candidate as `guard --output=json` tells it. */
interface Judged {
  readonly candidate: { readonly text: string };
  readonly stays: boolean;
  readonly why: string | null;
  readonly usedBy: readonly { readonly kind: string; readonly namespace: string; readonly name: string }[];
}

/**
 * Asks the command `guard` what of a cleanup's list must stay in the demo's cluster.
 *
 * @param images as `host/repository:tag`
 * @throws Error where `guard` gives no answer
 */
export async function guardAnswer(
  images: readonly string[],
  { kubeconfig, dockerConfig }: { readonly kubeconfig: string; readonly dockerConfig: string },
  runGuard: RunGuard,
): Promise<GuardAnswer> {
  const files = ["--kubeconfig", kubeconfig, "--docker-config", dockerConfig];
  const { code, out, err } = await runGuard(images.join("\n"), [...files, "--output=json"]);
  if (code !== 0 && code !== 1) {
    throw new Error(`guard ends with ${code}, and nothing is deleted: ${err.trim()}`);
  }
  const judged: readonly Judged[] = JSON.parse(out);
  return {
    lines: judged.map(({ candidate, stays, why, usedBy: [user] }) => {
      const by = user === undefined ? "" : `, by ${user.kind} ${user.namespace}/${user.name}`;
      return `  guard: ${candidate.text} ${stays ? `stays: ${why}${by}` : "may go, and is deleted"}`;
    }),
    mayGo: judged.filter(({ stays }) => !stays).map(({ candidate }) => candidate.text),
  };
}
