import { writeFile } from "node:fs/promises";

/** Writes a kubeconfig (JSON, which is YAML) for one user with a bearer token. */
export async function writeKubeconfig(
  path: string,
  server: { url: string; ca: string },
  user: { name: string; token: string; namespace?: string },
): Promise<void> {
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
    users: [{ name: user.name, user: { token: user.token } }],
    contexts: [
      {
        name: "e2e",
        context: { cluster: "e2e", user: user.name, namespace: user.namespace ?? "default" },
      },
    ],
  };
  await writeFile(path, JSON.stringify(config, undefined, 2), { mode: 0o600 });
}
