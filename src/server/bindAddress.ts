/** An address to listen on. */
export interface BindAddress {
  /** Undefined: all addresses of the machine. */
  readonly host: string | undefined;
  /** 0: any free port. */
  readonly port: number;
}

/**
 * Reads an address as Go's `net.Listen` takes it: `:8080`, `127.0.0.1:0`, `[::1]:8080`, `localhost:8080`. Named ports
 * are not understood.
 *
 * @throws Error when the text is no such address
 */
export function parseBindAddress(text: string): BindAddress {
  const match = /^(?:\[([0-9a-fA-F:.]+(?:%[^\]]+)?)\]|([^:[\]]*)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  if (match === null || port > 65_535) {
    throw new Error(
      `Cannot listen on "${text}": expected host:port such as ":8080", "127.0.0.1:8080" or "[::1]:8080"`,
    );
  }
  return { host: match[1] ?? (match[2] || undefined), port };
}

/** `host:port`, with the brackets that an IPv6 address needs. */
export function formatHostPort(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}
