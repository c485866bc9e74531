import type { SecureContextOptions } from "node:tls";

/** TLS as a server needs to know it. */
export interface ServerTls {
  /** Whether clients are asked for a certificate. Whoever has none is connected all the same: see RequestGuard. */
  readonly asksForCertificate: boolean;
  /** What holds for the next connection. */
  readonly secure: SecureContextOptions;
  /** @param listener called with what holds from then on */
  onChange(listener: (secure: SecureContextOptions) => void): void;
}
