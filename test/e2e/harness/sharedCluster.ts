import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ControlPlane, startControlPlane } from "./startControlPlane.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** One request as the API server's audit log has it. */
export interface AuditedRequest {
  readonly verb: string;
  readonly resource: string;
  readonly namespace: string | undefined;
  /** Path and query. */
  readonly uri: string;
  /** HTTP status. */
  readonly code: number;
}

export interface SharedCluster extends ControlPlane {
  /** What a ServiceAccount has asked the API server for. */
  readonly requestsOf: (namespace: string, serviceAccount: string) => Promise<readonly AuditedRequest[]>;
}

let started: Promise<SharedCluster> | undefined;

/**
 * A cluster with one node for all of this process' scenes that tell their namespaces from others' by a label and leave the API
 * server running. It starts when the first scene asks, and goes when the last has ended.
 */
export function sharedCluster(): Promise<SharedCluster> {
  started ??= start();
  return started;
}

/** For the run's end. */
export async function stopSharedCluster(): Promise<void> {
  const cluster = await started?.catch(() => undefined);
  started = undefined;
  await cluster?.stop();
}

async function start(): Promise<SharedCluster> {
  const folder = await temporaryFolder("audit");
  const policyFile = join(folder, "policy.json");
  const logFile = join(folder, "audit.log");
  await writeFile(policyFile, JSON.stringify(policy));
  const cluster = await startControlPlane({
    nodes: 1,
    apiServerArgs: ["--audit-policy-file", policyFile, "--audit-log-path", logFile],
  });
  return {
    ...cluster,
    async requestsOf(namespace, serviceAccount) {
      const user = `system:serviceaccount:${namespace}:${serviceAccount}`;
      const lines = (await readFile(logFile, "utf8")).split("\n").filter((line) => line.includes(user));
      return lines
        .map((line): AuditEvent => JSON.parse(line))
        .filter((event) => event.user.username === user)
        .map((event) => ({
          verb: event.verb,
          resource: event.objectRef?.resource ?? "",
          namespace: event.objectRef?.namespace,
          uri: event.requestURI,
          code: event.responseStatus?.code ?? 0,
        }));
    },
  };
}

/** Notes what ServiceAccounts other than the controllers' ask for, as soon as it is answered. */
const policy = {
  apiVersion: "audit.k8s.io/v1",
  kind: "Policy",
  omitStages: ["RequestReceived"],
  rules: [
    { level: "None", userGroups: ["system:serviceaccounts:kube-system"] },
    { level: "Metadata", userGroups: ["system:serviceaccounts"] },
    { level: "None" },
  ],
};

interface AuditEvent {
  readonly verb: string;
  readonly requestURI: string;
  readonly user: { readonly username: string };
  readonly objectRef?: { readonly resource?: string; readonly namespace?: string };
  readonly responseStatus?: { readonly code?: number };
}
