import { request } from "undici";
import {
  type DemoRegistry,
  type DemoRegistryOptions,
  startDemoRegistry,
} from "../../src/demo/registry/demoRegistry.ts";
import { OCI_MANIFEST } from "../../src/demo/registry/mediaTypes.ts";

/** Starts registries that are closed after the test; call it inside `describe`. */
export function registriesForTests(): (options?: DemoRegistryOptions) => Promise<DemoRegistry> {
  const open: DemoRegistry[] = [];
  const start = async (options?: DemoRegistryOptions) => {
    const registry = await startDemoRegistry(options);
    open.push(registry);
    return registry;
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map((registry) => registry.close()));
  });
  return start;
}

/** A header for Basic authentication. */
export const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`,
});

/** The address of `team/app:1`, or of another repository's `1`. */
export const manifest = (registry: DemoRegistry, name = "team/app") =>
  `${registry.url}/v2/${name}/manifests/1`;

/** Asks a registry, accepting an OCI manifest; `code` is that of the first error in the body. */
export async function ask(
  url: string,
  {
    method = "GET",
    headers = {},
    body,
  }: { method?: "GET" | "HEAD" | "POST"; headers?: Record<string, string>; body?: string } = {},
) {
  const answer = await request(url, {
    method,
    headers: { accept: OCI_MANIFEST, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.body.text();
  const json = text.startsWith("{") ? (JSON.parse(text) as { errors?: { code: string }[] }) : {};
  return { status: answer.statusCode, headers: answer.headers, text, code: json.errors?.[0]?.code };
}
