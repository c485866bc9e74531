/** What was looked for, in the order in which tables count it. */
export const CHECKS = [
  "expired",
  "unused",
  "never-removed",
  "unbounded",
  "long-history",
  "annotation",
] as const;
export type Check = (typeof CHECKS)[number];

/** An object, as `kubectl` is told of it. */
export interface Named {
  /** Empty for objects of the cluster. */
  readonly namespace: string;
  /** Plural, with its group but for the core's: `deployments.apps`. */
  readonly resource: string;
  readonly kind: string;
  readonly name: string;
  /** When it was made, in milliseconds since the Unix epoch; undefined where it does not say. */
  readonly created: number | undefined;
}

/** Something that could go, or should be bounded. */
export interface Leftover extends Named {
  readonly check: Check;
  readonly reason: string;
  /** What would remove or bound it, a line of a shell; undefined where a person has to decide. */
  readonly command: string | undefined;
}

/** Makes commands for a cluster. */
export class Kubectl {
  readonly #start: string;

  /** What of these is empty, kubectl finds by itself as we did: of a kubeconfig that is not named, the file alone. */
  constructor({ kubeconfig, context }: { readonly kubeconfig: string; readonly context: string }) {
    const flags = Object.entries({ kubeconfig, context }).filter(([, value]) => value !== "");
    this.#start = ["kubectl", ...flags.map(([name, value]) => quoted(`--${name}=${value}`))].join(" ");
  }

  delete(object: Named): string {
    return `${this.#start} delete${target(object)}`;
  }

  /** @param spec what is set below `spec` */
  patch(object: Named, spec: object): string {
    return `${this.#start} patch${target(object)} --type=merge ${quoted(`--patch=${JSON.stringify({ spec })}`)}`;
  }
}

/** A type and name in one word: a name such as `--all` is no flag then. */
function target({ namespace, resource, name }: Named): string {
  const scope = namespace === "" ? "" : ` ${quoted(`--namespace=${namespace}`)}`;
  return `${scope} ${quoted(`${resource}/${name}`)}`;
}

/** A word of a shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
