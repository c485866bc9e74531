import { randomBytes } from "node:crypto";
import type { ApiClient, ApiServerSubject } from "./client.ts";

/** What the tests of one suite share. */
export interface Scene {
  readonly subject: ApiServerSubject;
  readonly client: ApiClient;
  /** Makes a namespace that nothing else uses. */
  namespace(): Promise<string>;
}

export function makeScene(subject: ApiServerSubject, client: ApiClient): Scene {
  return {
    subject,
    client,
    async namespace() {
      const name = `behaviour-${randomBytes(4).toString("hex")}`;
      await client.create("/api/v1/namespaces", {
        apiVersion: "v1",
        kind: "Namespace",
        metadata: { name },
      });
      return name;
    },
  };
}

export const METADATA_LIST = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1";
export const METADATA = "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1";

export function secretsPath(namespace: string): string {
  return `/api/v1/namespaces/${namespace}/secrets`;
}

export function deploymentsPath(namespace: string): string {
  return `/apis/apps/v1/namespaces/${namespace}/deployments`;
}

/** A Secret: no controller touches one, so its versions are the test's own. */
export function secret(name: string, more: { labels?: Record<string, string>; type?: string } = {}): object {
  const docker = more.type === "kubernetes.io/dockerconfigjson";
  return {
    apiVersion: "v1",
    kind: "Secret",
    metadata: { name, ...(more.labels !== undefined && { labels: more.labels }) },
    ...(more.type !== undefined && { type: more.type }),
    ...(docker && { stringData: { ".dockerconfigjson": '{"auths":{}}' } }),
  };
}

/** A Deployment of no replicas. */
export function deployment(name: string, image = "registry.example/web:1"): object {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, labels: { app: name } },
    spec: {
      replicas: 0,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: "web", image }] },
      },
    },
  };
}
