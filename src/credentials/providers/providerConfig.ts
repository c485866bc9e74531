import { constants } from "node:fs";
import { access, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { readBoundedFile } from "../../files/readBoundedFile.ts";
import { parseYaml } from "../../text/parseYaml.ts";
import { parseGoDuration } from "../../time/goDuration.ts";
import { parseSchemelessUrl } from "../schemelessUrl.ts";
import { Fields, Malformed } from "./fields.ts";

/** A program that gives the kubelet credentials, as the kubelet's configuration describes it. */
export interface CredentialProvider {
  readonly name: string;
  /** Where the program is. */
  readonly program: string;
  readonly matchImages: readonly string[];
  /** In milliseconds; what counts where an answer says nothing of its own. */
  readonly defaultCacheDuration: number;
  /** Of its requests and answers. */
  readonly apiVersion: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Whether the kubelet gives it a token of the pod's service account. */
  readonly needsToken: boolean;
}

/** A configuration of credential providers that the kubelet would not start with: one line that names the file. */
export class ProviderConfigError extends Error {
  override readonly name = "ProviderConfigError";
}

/**
 * Reads the kubelet's CredentialProviderConfig (kubelet.config.k8s.io/v1) as the kubelet does: a file, or all `.json`,
 * `.yaml` and `.yml` files of a directory in lexical order. Strictly: a field that is not known is an error.
 *
 * @param path of the file or directory
 * @param binDir the folder that has the programs
 * @throws ProviderConfigError, or `signal.reason`
 */
export async function readProviderConfig(
  path: string,
  binDir: string,
  { signal }: { signal: AbortSignal },
): Promise<readonly CredentialProvider[]> {
  const providers = new Map<string, CredentialProvider>();
  for (const file of await configFiles(path)) {
    const read = await readBoundedFile(file, { signal });
    if (!read.ok) {
      throw new ProviderConfigError(`${file}: ${read.error}`);
    }
    for (const provider of parseConfig(read.text, file, binDir)) {
      if (providers.has(provider.name)) {
        throw new ProviderConfigError(`${file}: there is a second provider "${provider.name}"`);
      }
      providers.set(provider.name, provider);
      await requireProgram(provider, file);
    }
  }
  if (providers.size === 0) {
    throw new ProviderConfigError(`${path}: expected at least one provider, given none`);
  }
  return [...providers.values()];
}

async function configFiles(path: string): Promise<readonly string[]> {
  try {
    if (!(await stat(path)).isDirectory()) {
      return [path];
    }
    const entries = await readdir(path, { withFileTypes: true });
    const files = entries
      // Files of a ConfigMap are links.
      .filter((entry) => !entry.isDirectory() && /\.(?:json|ya?ml)$/.test(entry.name))
      .map(({ name }) => join(path, name))
      .sort((a, b) => (a < b ? -1 : 1));
    if (files.length === 0) {
      throw new ProviderConfigError(`${path}: expected a file .json, .yaml or .yml in it, given none`);
    }
    return files;
  } catch (error) {
    if (error instanceof ProviderConfigError) {
      throw error;
    }
    throw new ProviderConfigError(`${path}: ${describe(error)}`);
  }
}

async function requireProgram({ name, program }: CredentialProvider, file: string): Promise<void> {
  try {
    await access(program, constants.X_OK);
    if ((await stat(program)).isFile()) {
      return;
    }
  } catch (error) {
    throw new ProviderConfigError(`${file}: provider "${name}": ${program}: ${describe(error)}`);
  }
  throw new ProviderConfigError(`${file}: provider "${name}": ${program} is no program`);
}

function describe(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return code === "ENOENT" ? "no such file" : code === "EACCES" ? "permission denied" : code;
}

const CONFIG_VERSIONS = /^kubelet\.config\.k8s\.io\/(v1|v1beta1|v1alpha1)$/;
const PROVIDER_VERSIONS = /^credentialprovider\.kubelet\.k8s\.io\/(?:v1|v1beta1|v1alpha1)$/;

function parseConfig(text: string, file: string, binDir: string): readonly CredentialProvider[] {
  let document: unknown;
  try {
    document = parseYaml(text, { schema: "yaml-1.1", merge: true });
  } catch (error) {
    // The first line says what and where; what follows shows the text.
    const [line] = String(error instanceof Error ? error.message : error).split("\n", 1);
    throw new ProviderConfigError(`${file}: ${line?.replace(/:$/, "")}`);
  }
  try {
    const root = new Fields(document, "the document");
    if (root.text("kind") !== "CredentialProviderConfig") {
      throw new Malformed('kind: expected "CredentialProviderConfig"');
    }
    const [, version] = CONFIG_VERSIONS.exec(root.text("apiVersion")) ?? [];
    if (version === undefined) {
      throw new Malformed('apiVersion: expected "kubelet.config.k8s.io/v1"');
    }
    const providers = root
      .list("providers")
      .map((value, index) =>
        readProvider(new Fields(value, `providers[${index}]`), binDir, version === "v1"),
      );
    root.end();
    return providers;
  } catch (error) {
    throw error instanceof Malformed ? new ProviderConfigError(`${file}: ${error.message}`) : error;
  }
}

function readProvider(fields: Fields, binDir: string, mayHaveToken: boolean): CredentialProvider {
  const name = fields.text("name");
  if (!/^[^/ ]+$/.test(name) || name === "." || name === "..") {
    throw fields.error("name", `expected a file's name without "/" and spaces, given "${name}"`);
  }
  const matchImages = fields.texts("matchImages");
  const [unreadable] = matchImages.filter((pattern) => parseSchemelessUrl(pattern) === undefined);
  if (matchImages.length === 0 || unreadable !== undefined) {
    throw fields.error(
      "matchImages",
      unreadable === undefined ? "expected at least one pattern" : `cannot read "${unreadable}"`,
    );
  }
  const duration = fields.text("defaultCacheDuration");
  const defaultCacheDuration = parseGoDuration(duration);
  if (defaultCacheDuration === undefined || defaultCacheDuration < 0) {
    throw fields.error("defaultCacheDuration", `expected a duration such as 12h, given "${duration}"`);
  }
  const apiVersion = fields.text("apiVersion");
  if (!PROVIDER_VERSIONS.test(apiVersion)) {
    throw fields.error(
      "apiVersion",
      `expected "credentialprovider.kubelet.k8s.io/v1", given "${apiVersion}"`,
    );
  }
  const args = fields.texts("args");
  const env: Record<string, string> = {};
  for (const [index, value] of fields.list("env").entries()) {
    const variable = fields.within(value, `env[${index}]`);
    env[variable.text("name")] = variable.text("value");
    variable.end();
  }
  const token = mayHaveToken ? fields.optional("tokenAttributes") : undefined;
  if (token !== undefined) {
    readTokenAttributes(fields.within(token, "tokenAttributes"), apiVersion);
  }
  fields.end();
  return {
    name,
    program: join(binDir, name),
    matchImages,
    defaultCacheDuration,
    apiVersion,
    args,
    env,
    needsToken: token !== undefined,
  };
}

function readTokenAttributes(fields: Fields, apiVersion: string): void {
  if (!apiVersion.endsWith("/v1")) {
    throw fields.error("", `expected apiVersion credentialprovider.kubelet.k8s.io/v1 with it`);
  }
  if (fields.text("serviceAccountTokenAudience") === "") {
    throw fields.error("serviceAccountTokenAudience", "expected an audience, given none");
  }
  const cacheType = fields.text("cacheType");
  if (cacheType !== "Token" && cacheType !== "ServiceAccount") {
    throw fields.error("cacheType", `expected Token or ServiceAccount, given "${cacheType}"`);
  }
  const isRequired = fields.flag("requireServiceAccount");
  const required = fields.texts("requiredServiceAccountAnnotationKeys");
  const optional = fields.texts("optionalServiceAccountAnnotationKeys");
  if (isRequired === undefined || (isRequired === false && required.length > 0)) {
    throw fields.error(
      "requireServiceAccount",
      isRequired === undefined
        ? "expected true or false, given none"
        : "expected true, as annotations are required",
    );
  }
  const keys = [...required, ...optional];
  const [wrong] = keys.filter((key) => !QUALIFIED_NAME.test(key.toLowerCase()));
  if (wrong !== undefined) {
    throw fields.error("", `"${wrong}" is no name of an annotation`);
  }
  const [twice] = keys.filter((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) {
    throw fields.error("", `the annotation "${twice}" is named twice`);
  }
  fields.end();
}

// As Kubernetes names labels and annotations: a DNS name and a slash may come first.
const QUALIFIED_NAME =
  /^(?:(?=[^/]{1,253}\/)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*\/)?(?=.{1,63}$)[a-z0-9](?:[-_.a-z0-9]*[a-z0-9])?$/;
