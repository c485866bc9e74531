/** A kubeconfig as `~/.kube/config` holds it; its JSON text is YAML too. */
export interface Kubeconfig {
  readonly apiVersion: "v1";
  readonly kind: "Config";
  readonly "current-context": string;
  readonly clusters: readonly {
    readonly name: string;
    readonly cluster: {
      readonly server: string;
      readonly "certificate-authority-data"?: string;
      readonly "insecure-skip-tls-verify"?: true;
    };
  }[];
  readonly users: readonly { readonly name: string; readonly user: { readonly token: string } }[];
  readonly contexts: readonly {
    readonly name: string;
    readonly context: { readonly cluster: string; readonly user: string };
  }[];
}

/**
 * Makes a kubeconfig with one context.
 *
 * @param ca certificate authority in PEM, where the server speaks TLS
 */
export function makeKubeconfig(server: {
  name: string;
  url: string;
  token: string;
  ca?: string;
}): Kubeconfig {
  const { name, url, token, ca } = server;
  // With plain HTTP there is nothing to verify, and some clients insist on hearing so.
  const authority =
    ca === undefined
      ? { "insecure-skip-tls-verify": true as const }
      : { "certificate-authority-data": Buffer.from(ca).toString("base64") };
  return {
    apiVersion: "v1",
    kind: "Config",
    "current-context": name,
    clusters: [{ name, cluster: { server: url, ...authority } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
  };
}
