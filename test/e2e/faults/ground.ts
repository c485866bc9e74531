import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type KeyPair, makeAuthority, makeServerCertificate } from "../../support/certificates.ts";
import { createNamespace } from "../harness/objects.ts";
import { createServiceAccount, grant, readResources } from "../harness/roles.ts";
import { type ControlPlane, startControlPlane } from "../harness/startControlPlane.ts";
import { type Registry, startRegistry } from "../harness/startRegistry.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";

/** User and password of the registry that asks for one. */
export const puller = ["puller", "correct-horse"] as const;

/** The real servers that all rows of the matrix share. Each registry has `app:1`. */
export interface Ground {
  readonly folder: string;
  readonly cluster: ControlPlane;
  /** A new token of a ServiceAccount that may read what the exporter needs. */
  readonly token: () => Promise<string>;
  /** Never breaks. */
  readonly steady: Registry;
  /** Asks for a password. */
  readonly guarded: Registry;
  readonly open: Registry;
  /** Who vouches for what stands before servers, and the file that says so. */
  readonly authority: KeyPair;
  readonly certificate: KeyPair;
  readonly caFile: string;
  readonly stop: () => Promise<void>;
}

/** Starts them, in some 15 s on two cores. The scene stops them. */
export async function startGround(): Promise<Ground> {
  await using starting = new AsyncDisposableStack();
  const folder = await temporaryFolder("faults");
  starting.defer(() => rm(folder, { recursive: true, force: true }));
  const keep = <T extends { readonly stop: () => Promise<void> }>(part: T): T => {
    starting.defer(() => part.stop());
    return part;
  };
  const [cluster, steady, guarded, open, authority] = await Promise.all([
    startControlPlane().then(keep),
    startRegistry().then(keep),
    startRegistry({ auth: { scheme: "htpasswd", users: { [puller[0]]: puller[1] } } }).then(keep),
    startRegistry().then(keep),
    makeAuthority(),
  ]);
  for (const { client } of [steady, guarded, open]) {
    await client.push("app", "1");
  }
  const caFile = join(folder, "ca.pem");
  await writeFile(caFile, authority.cert);
  const serviceAccount = { namespace: "matrix", name: "exporter" };
  await createNamespace(cluster.client, serviceAccount.namespace);
  await createServiceAccount(cluster.client, serviceAccount.namespace, serviceAccount.name);
  await grant(cluster.client, { serviceAccount, resources: readResources.map(([, resource]) => resource) });
  const running = starting.move();
  return {
    folder,
    cluster,
    token: () => cluster.serviceAccountToken(serviceAccount.namespace, serviceAccount.name),
    steady,
    guarded,
    open,
    authority,
    certificate: await makeServerCertificate(["127.0.0.1"], authority),
    caFile,
    stop: () => running.disposeAsync(),
  };
}
