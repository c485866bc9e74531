/** How an informer stands. */
export interface InformerStatus {
  /**
   * `pending`: the first list is not complete yet; `synced`: what is known is up to date; `failing`: it is not, and is
   * tried again; `forbidden`: the same, because the resource may not be read or does not exist.
   */
  readonly phase: "pending" | "synced" | "failing" | "forbidden";
  /** Whether a list has ever been complete: then there is something to work with. */
  readonly everSynced: boolean;
  /** Whether all objects are known: a list is complete, and nobody has forbidden it since. */
  readonly access: "pending" | "readable" | "unreadable";
  /** The last error, while it lasts. */
  readonly error?: string;
  /** The HTTP status of that error, where it came from the server. */
  readonly statusCode?: number;
}

/** Is told how an informer fares: for metrics, /readyz and what depends on the objects. */
export interface InformerObserver {
  /** Called after each change of the status, when all objects that go with it have been delivered. */
  onStatus(status: InformerStatus): void;
  /** It was begun anew after an error, an expired resource version or silence. */
  onRestart(): void;
}

/** Readable only when all of it is: both types of secrets. */
export function accessOf(statuses: readonly (InformerStatus | undefined)[]): InformerStatus["access"] {
  if (statuses.some((status) => status?.access === "unreadable")) {
    return "unreadable";
  }
  return statuses.every((status) => status?.access === "readable") ? "readable" : "pending";
}

/** Whether all of a resource has been listed once, except for what may not be read. */
export function stateOf(statuses: readonly InformerStatus[]): "pending" | "synced" | "forbidden" {
  const missing = statuses.filter(({ everSynced }) => !everSynced);
  if (missing.some(({ phase }) => phase !== "forbidden")) {
    return "pending";
  }
  return missing.length > 0 ? "forbidden" : "synced";
}
