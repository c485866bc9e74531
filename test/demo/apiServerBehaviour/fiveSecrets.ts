import type { Json } from "./client.ts";
import { type Scene, secret, secretsPath } from "./scene.ts";

/** Makes a namespace with the Secrets s1 to s5, labelled by number and parity; returns the path of its Secrets. */
export async function fiveSecrets(scene: Scene): Promise<string> {
  const path = secretsPath(await scene.namespace());
  for (let n = 5; n >= 1; n -= 1) {
    const type = n === 3 ? "kubernetes.io/dockerconfigjson" : "Opaque";
    const labels = { n: String(n), parity: n % 2 ? "odd" : "even", ...(n === 1 && { first: "" }) };
    await scene.client.create(path, secret(`s${n}`, { labels, type }));
  }
  return path;
}

export function items(body: Json): Json[] {
  return body.items as unknown as Json[];
}

export function names(body: Json): unknown[] {
  return items(body).map(({ metadata }) => metadata?.name);
}
