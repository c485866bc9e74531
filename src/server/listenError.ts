const EXPLANATIONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is already in use",
  EACCES: "permission denied; ports below 1024 need a privilege",
  EADDRNOTAVAIL: "this machine has no such address",
  ENOTFOUND: "the host name cannot be resolved",
  EAI_AGAIN: "the host name cannot be resolved at present",
};

/** The server cannot take the address it was told to listen on. */
export class ListenError extends Error {
  override readonly name = "ListenError";
  /** As configured. */
  readonly bindAddress: string;
  /** Node's error code, such as `EADDRINUSE`. */
  readonly code: string;

  constructor(bindAddress: string, cause: NodeJS.ErrnoException) {
    const code = cause.code ?? "";
    super(`Cannot listen on "${bindAddress}": ${EXPLANATIONS[code] ?? cause.message}`, { cause });
    this.bindAddress = bindAddress;
    this.code = code;
  }
}
