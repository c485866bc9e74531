import { createHash, createPrivateKey, X509Certificate } from "node:crypto";
import { dirname, resolve } from "node:path";
import { createSecureContext, DEFAULT_CIPHERS, type SecureContextOptions } from "node:tls";
import { readBoundedFile } from "../files/readBoundedFile.ts";
import { parseYaml } from "../text/parseYaml.ts";
import { FEW_TOKENS } from "../text/yamlDocuments.ts";
import { readWebConfig, type WebConfig } from "./webConfig.ts";
import { WebConfigProblem } from "./webConfigSection.ts";
import type { PemSource, WebTls } from "./webConfigTls.ts";

/** A web configuration file that cannot be used; the message is one line, without any password or key. */
export class WebConfigError extends Error {
  override readonly name = "WebConfigError";
  readonly path: string;

  /** @param problem what is wrong, from the key on: `tls_server_config.cert_file: expected …` */
  constructor(path: string, problem: string) {
    super(`Cannot use the web configuration file ${path}: ${problem}`);
    this.path = path;
  }
}

/** A web configuration with the content of all files that it names. */
export interface LoadedWebConfig extends WebConfig {
  /** Proven to work; undefined: plain HTTP. */
  readonly secure: SecureContextOptions | undefined;
  /** Equal for equal contents of all files. */
  readonly fingerprint: string;
}

/**
 * Reads a web configuration file and the files that it names.
 *
 * @param path an absolute path; relative ones in the file start at its folder
 * @throws WebConfigError with one line that names the key; `signal.reason`
 */
export async function readWebConfigFile(
  path: string,
  { signal }: { signal: AbortSignal },
): Promise<LoadedWebConfig> {
  const read = await readBoundedFile(path, { signal });
  if (!read.ok) {
    throw new WebConfigError(path, read.error);
  }
  try {
    const config = readWebConfig(parseDocument(read.text));
    const hash = createHash("sha256").update(read.text);
    const readPem = async (source: PemSource): Promise<string> => {
      if ("pem" in source) {
        return source.pem;
      }
      const file = await readBoundedFile(resolve(dirname(path), source.file), { signal });
      if (!file.ok) {
        throw refusal(source, `cannot read ${source.file}: ${file.error}`);
      }
      // Lengths keep two files from being taken for two others that make the same text.
      hash.update(`\n${file.text.length} ${file.text}`);
      return file.text;
    };
    const secure = config.tls && (await readSecureContext(config.tls, readPem));
    return { ...config, secure, fingerprint: hash.digest("base64") };
  } catch (error) {
    if (error instanceof WebConfigProblem) {
      throw new WebConfigError(path, error.message);
    }
    throw error;
  }
}

// A parser's own message may quote the file, and that holds secrets.
function parseDocument(text: string): unknown {
  try {
    // It is read again each time that it changes.
    return parseYaml(text, { maxTokens: FEW_TOKENS });
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error && "linePos" in error)) {
      throw new WebConfigProblem("", "its aliases cannot be resolved");
    }
    const [{ line, col }] = error.linePos as [{ line: number; col: number }];
    if (error.code === "RESOURCE_EXHAUSTION") {
      throw new WebConfigProblem("", error.message);
    }
    const what = String(error.code).toLowerCase().replaceAll("_", " ");
    throw new WebConfigProblem("", `line ${line}, column ${col} is not YAML (${what})`);
  }
}

async function readSecureContext(
  tls: WebTls,
  readPem: (source: PemSource) => Promise<string>,
): Promise<SecureContextOptions> {
  const cert = await readPem(tls.cert);
  const [first] = checkCertificates(tls.cert, cert);
  const key = await readPem(tls.key);
  checkKey(tls.key, key, first);
  const ca = tls.clientCa && (await readPem(tls.clientCa));
  if (tls.clientCa !== undefined && ca !== undefined) {
    checkCertificates(tls.clientCa, ca);
  }
  const options: SecureContextOptions = {
    cert,
    key,
    ...(ca === undefined ? {} : { ca }),
    minVersion: tls.minVersion,
    maxVersion: tls.maxVersion,
    honorCipherOrder: tls.serverPrefers,
    ...(tls.ciphers === undefined ? {} : { ciphers: cipherList(tls.ciphers) }),
    ...(tls.curves === undefined ? {} : { ecdhCurve: tls.curves.join(":") }),
  };
  try {
    createSecureContext(options);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown error";
    throw new WebConfigProblem("tls_server_config", `cannot be used for TLS: ${code}`);
  }
  return options;
}

/** As in Go, the suites of TLS 1.3 are always there; those named are the ones of 1.2. */
function cipherList(named: readonly string[]): string {
  const always = DEFAULT_CIPHERS.split(":").filter((name) => name.startsWith("TLS_"));
  return [...new Set([...named, ...always])].join(":");
}

function checkCertificates(source: PemSource, text: string): readonly [X509Certificate] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  const [first] = blocks.map((block, index) => {
    try {
      return new X509Certificate(block);
    } catch {
      throw refusal(source, `certificate ${index + 1}${placeOf(source)} cannot be read`);
    }
  });
  if (first === undefined) {
    throw refusal(source, `expected PEM certificates, given none${placeOf(source)}`);
  }
  return [first];
}

function checkKey(source: PemSource, text: string, certificate: X509Certificate): void {
  let matches: boolean;
  try {
    matches = certificate.checkPrivateKey(createPrivateKey(text));
  } catch {
    throw refusal(source, `expected a PEM private key without a passphrase, given none${placeOf(source)}`);
  }
  if (!matches) {
    throw refusal(source, `the key${placeOf(source)} does not belong to the certificate`);
  }
}

function refusal(source: PemSource, text: string): WebConfigProblem {
  return new WebConfigProblem(`tls_server_config.${source.key}`, text);
}

function placeOf(source: PemSource): string {
  return "file" in source ? ` in ${source.file}` : "";
}
