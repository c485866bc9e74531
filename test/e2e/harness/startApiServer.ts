import { generateKeyPairSync } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { locateTool } from "../tools/locateTool.ts";
import { createApiClient } from "./apiClient.ts";
import { freePorts } from "./freePorts.ts";
import { type RunningProcess, startProcess } from "./startProcess.ts";

export interface ApiUser {
  readonly name: string;
  readonly token: string;
  readonly groups?: readonly string[];
}

export interface ApiServer {
  readonly url: string;
  /** PEM of the CA that signed its certificate for 127.0.0.1, and the file that holds it. */
  readonly ca: string;
  readonly caFile: string;
  /** Private key that signs ServiceAccount tokens. */
  readonly serviceAccountKeyFile: string;
  /** The process that runs now. */
  readonly process: () => RunningProcess;
  /** Stops it (default: SIGTERM; SIGKILL for a crash) and waits for its end. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
  /** Starts it again on the same port with the same keys and data, and waits until it is ready. */
  readonly start: () => Promise<void>;
}

export interface ApiServerOptions {
  readonly folder: string;
  readonly etcdUrl: string;
  /** Who may log in; RBAC says what they may do (group system:masters: everything). The first asks for readiness. */
  readonly users: readonly [ApiUser, ...ApiUser[]];
  /** Without a controller-manager no ServiceAccount exists, so Pods must not be made to wait for theirs. */
  readonly serviceAccountAdmission: boolean;
  readonly extraArgs?: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** Starts a kube-apiserver with RBAC, real TLS and a token file on a free port of 127.0.0.1. */
export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const { folder, users, signal } = options;
  const [port] = await freePorts(1);
  const url = `https://127.0.0.1:${port}`;
  const certificates = join(folder, "certificates");
  const tokenFile = join(folder, "tokens.csv");
  const keys = await writeServiceAccountKeys(folder);
  await mkdir(certificates, { recursive: true });
  await writeFile(tokenFile, users.map(tokenLine).join(""));

  const command = await locateTool("kube-apiserver", { signal });
  const args = [
    ...["--etcd-servers", options.etcdUrl],
    ...["--secure-port", String(port), "--bind-address", "127.0.0.1", "--advertise-address", "127.0.0.1"],
    // The endpoints of the Service `kubernetes` cannot be loopback addresses.
    ...["--endpoint-reconciler-type", "none", "--service-cluster-ip-range", "10.0.0.0/24"],
    ...["--cert-dir", certificates, "--token-auth-file", tokenFile, "--authorization-mode", "RBAC"],
    ...["--service-account-issuer", "https://kubernetes.default.svc"],
    ...[
      "--service-account-key-file",
      keys.publicFile,
      "--service-account-signing-key-file",
      keys.privateFile,
    ],
    ...(options.serviceAccountAdmission ? [] : ["--disable-admission-plugins", "ServiceAccount"]),
    ...(options.extraArgs ?? []),
  ];

  const start = async (): Promise<RunningProcess> => {
    const process = await startProcess({ name: "kube-apiserver", command, args, folder });
    await process.ready(
      async (lookSignal) => {
        const client = createApiClient({ url, ca: await readCa(certificates), token: users[0].token });
        try {
          return (await client.exchange("GET", "/readyz", undefined, { signal: lookSignal })).status === 200;
        } finally {
          await client.close();
        }
      },
      { signal },
    );
    return process;
  };

  let process = await start();
  const caFile = join(folder, "ca.pem");
  const ca = await readCa(certificates);
  await writeFile(caFile, ca);
  return {
    url,
    ca,
    caFile,
    serviceAccountKeyFile: keys.privateFile,
    process: () => process,
    async stop(stopSignal = "SIGTERM") {
      // Its orderly end waits up to a minute for watches to close; half a minute is enough for any scene.
      await process.stop({ signal: stopSignal, graceMs: 30_000 });
    },
    async start() {
      process = await start();
    },
  };
}

/** A line of a static token file: token,user,uid,"group,group". */
const tokenLine = (user: ApiUser): string =>
  `${user.token},${user.name},${user.name},"${(user.groups ?? []).join(",")}"\n`;

async function writeServiceAccountKeys(folder: string): Promise<{ publicFile: string; privateFile: string }> {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const publicFile = join(folder, "service-accounts.pub");
  const privateFile = join(folder, "service-accounts.key");
  await writeFile(publicFile, publicKey.export({ type: "spki", format: "pem" }));
  await writeFile(privateFile, privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600 });
  return { publicFile, privateFile };
}

/** The server makes its own certificate; the file holds that one and, after it, the CA's. */
async function readCa(certificates: string): Promise<string> {
  const text = await readFile(join(certificates, "apiserver.crt"), "utf8");
  const ca = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/g)?.at(-1);
  if (ca === undefined) {
    throw new Error("Cannot read the API server's certificate: there is none in the file yet");
  }
  return ca;
}
