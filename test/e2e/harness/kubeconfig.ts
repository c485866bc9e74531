import { writeFile } from "node:fs/promises";

/** Who logs in: with a bearer token, or with whatever token a file holds. */
export type KubeconfigUser = {
  readonly name: string;
  /** Default: `default`. */
  readonly namespace?: string;
} & ({ readonly token: string } | { readonly tokenFile: string });

/** Writes a kubeconfig (JSON, which is YAML) for one user. */
export async function writeKubeconfig(
  path: string,
  server: { url: string; ca: string },
  user: KubeconfigUser,
): Promise<void> {
  const { name, namespace = "default", ...login } = user;
  const config = {
    apiVersion: "v1",
    kind: "Config",
    "current-context": "e2e",
    clusters: [
      {
        name: "e2e",
        cluster: {
          server: server.url,
          "certificate-authority-data": Buffer.from(server.ca).toString("base64"),
        },
      },
    ],
    users: [{ name, user: login }],
    contexts: [
      {
        name: "e2e",
        context: { cluster: "e2e", user: name, namespace },
      },
    ],
  };
  await writeFile(path, JSON.stringify(config, undefined, 2), { mode: 0o600 });
}
