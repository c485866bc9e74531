import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { V1Secret } from "@kubernetes/client-node";
import type { ApiClient } from "./apiClient.ts";
import { secretPath } from "./objects.ts";

interface KeyOf {
  readonly name: string;
  readonly key: string;
}

/** Of a ServiceMonitor of prometheus-operator, what the chart writes. */
export interface ServiceMonitor {
  readonly metadata: { readonly namespace: string };
  readonly spec: {
    readonly endpoints: readonly {
      readonly scheme?: "http" | "https";
      readonly path: string;
      readonly honorLabels: boolean;
      readonly tlsConfig?: {
        readonly serverName: string;
        readonly ca?: { readonly secret: KeyOf };
        readonly cert?: { readonly secret: KeyOf };
        readonly keySecret?: KeyOf;
      };
      readonly basicAuth?: { readonly username: KeyOf; readonly password: KeyOf };
    }[];
  };
}

export interface ScrapeJobOptions {
  readonly client: ApiClient;
  /** Where the files that the job names go; written again by every call. */
  readonly folder: string;
  /** Host and port of the only target. */
  readonly target: string;
  /** Labels of the target that service discovery would find. */
  readonly labels: Readonly<Record<string, string>>;
}

/** An element of `scrape_configs` that says what prometheus-operator makes of a ServiceMonitor. */
export async function writeScrapeJob(monitor: ServiceMonitor, options: ScrapeJobOptions): Promise<object> {
  const { client, folder, target, labels } = options;
  const { scheme = "http", path, honorLabels, tlsConfig, basicAuth } = monitor.spec.endpoints[0]!;
  const textOf = async ({ name, key }: KeyOf) => {
    const { data } = await client.get<V1Secret>(secretPath(monitor.metadata.namespace, name));
    return Buffer.from(data?.[key] ?? "", "base64").toString();
  };
  const fileOf = async (from: KeyOf | undefined, name: string) => {
    if (from === undefined) {
      return undefined;
    }
    await writeFile(join(folder, name), await textOf(from));
    return join(folder, name);
  };
  return {
    job_name: labels.job,
    scheme,
    metrics_path: path,
    honor_labels: honorLabels,
    static_configs: [{ targets: [target], labels: { ...labels, endpoint: "metrics" } }],
    ...(tlsConfig !== undefined && {
      tls_config: {
        server_name: tlsConfig.serverName,
        ca_file: await fileOf(tlsConfig.ca?.secret, "ca.crt"),
        cert_file: await fileOf(tlsConfig.cert?.secret, "client.crt"),
        key_file: await fileOf(tlsConfig.keySecret, "client.key"),
      },
    }),
    ...(basicAuth !== undefined && {
      basic_auth: {
        username: await textOf(basicAuth.username),
        password_file: await fileOf(basicAuth.password, "password"),
      },
    }),
  };
}
