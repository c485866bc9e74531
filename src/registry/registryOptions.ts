/** How registries are asked: `config.registries`, durations in milliseconds. */
export interface RegistryOptions extends Required<Omit<RegistryHostOptions, "caFile">> {
  /** HTTPS first, then HTTP. */
  readonly allowPlainHttp: boolean;
  /** Paths of PEM files whose authorities are trusted besides the system's. */
  readonly caFiles: readonly string[];
  /** The most that `Retry-After` can ask for, in milliseconds. */
  readonly maxRetryAfter: number;
  /** Networks in CIDR notation that the address guard lets pass. */
  readonly allowedNetworks: readonly string[];
  /** Deviations by exact `host[:port]` or glob; a missing key follows the options above. */
  readonly hosts: Readonly<Record<string, RegistryHostOptions>>;
}

/** What can be set for one registry. */
export interface RegistryHostOptions {
  /** HTTP only. */
  readonly plainHttp?: boolean;
  /** Accept any certificate. */
  readonly insecureSkipVerify?: boolean;
  /** A PEM file whose authorities are trusted for this registry, besides the others. */
  readonly caFile?: string;
  /** Most checks, and so connections, at a time. */
  readonly concurrency?: number;
  /** Most requests a second. */
  readonly requestsPerSecond?: number;
  /** The longest one request may take, from the connection to the last byte, in milliseconds. */
  readonly timeout?: number;
}
