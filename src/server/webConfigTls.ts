import type { SecureVersion } from "node:tls";
import type { WebConfigSection } from "./webConfigSection.ts";

/** PEM text, or where it is; a relative path starts at the web configuration's folder. */
export type PemSource =
  | { readonly key: string; readonly file: string }
  | { readonly key: string; readonly pem: string };

/** What is asked of clients, as Go's `tls.ClientAuthType` names it. */
export type ClientAuth = "none" | "request" | "require" | "verifyIfGiven" | "requireAndVerify";

/** The TLS of a web configuration. */
export interface WebTls {
  readonly cert: PemSource;
  readonly key: PemSource;
  /** Who signs clients' certificates. Undefined: none is verified. */
  readonly clientCa: PemSource | undefined;
  readonly clientAuth: ClientAuth;
  /** One of these alternative names has to be in the client's certificate; undefined: any will do. */
  readonly allowedSans: readonly string[] | undefined;
  readonly minVersion: SecureVersion;
  readonly maxVersion: SecureVersion;
  /** OpenSSL's names; undefined: the runtime's choice. */
  readonly ciphers: readonly string[] | undefined;
  readonly curves: readonly string[] | undefined;
  readonly serverPrefers: boolean;
}

export const TLS_KEYS: readonly string[] = [
  "cert",
  "cert_file",
  "key",
  "key_file",
  "client_ca",
  "client_ca_file",
  "client_auth_type",
  "client_allowed_sans",
  "min_version",
  "max_version",
  "cipher_suites",
  "curve_preferences",
  "prefer_server_cipher_suites",
];

const CLIENT_AUTH: Readonly<Record<string, ClientAuth>> = {
  NoClientCert: "none",
  RequestClientCert: "request",
  RequireAnyClientCert: "require",
  RequireClientCert: "require",
  VerifyClientCertIfGiven: "verifyIfGiven",
  RequireAndVerifyClientCert: "requireAndVerify",
};

/** Nothing older than 1.2 is ever spoken; a file that would allow it holds all the same. */
const MIN_VERSIONS: Readonly<Record<string, SecureVersion>> = {
  TLS13: "TLSv1.3",
  TLS12: "TLSv1.2",
  TLS11: "TLSv1.2",
  TLS10: "TLSv1.2",
};
const MAX_VERSIONS: Readonly<Record<string, SecureVersion>> = { TLS13: "TLSv1.3", TLS12: "TLSv1.2" };

/** Go's names (https://pkg.go.dev/crypto/tls#CipherSuites) and OpenSSL's. */
const CIPHERS: Readonly<Record<string, string>> = {
  TLS_AES_128_GCM_SHA256: "TLS_AES_128_GCM_SHA256",
  TLS_AES_256_GCM_SHA384: "TLS_AES_256_GCM_SHA384",
  TLS_CHACHA20_POLY1305_SHA256: "TLS_CHACHA20_POLY1305_SHA256",
  TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA: "ECDHE-ECDSA-AES128-SHA",
  TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA: "ECDHE-ECDSA-AES256-SHA",
  TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA: "ECDHE-RSA-AES128-SHA",
  TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA: "ECDHE-RSA-AES256-SHA",
  TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256: "ECDHE-ECDSA-AES128-GCM-SHA256",
  TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384: "ECDHE-ECDSA-AES256-GCM-SHA384",
  TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256: "ECDHE-RSA-AES128-GCM-SHA256",
  TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384: "ECDHE-RSA-AES256-GCM-SHA384",
  TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256: "ECDHE-RSA-CHACHA20-POLY1305",
  TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256: "ECDHE-ECDSA-CHACHA20-POLY1305",
};
const CURVES: Readonly<Record<string, string>> = {
  CurveP256: "P-256",
  CurveP384: "P-384",
  CurveP521: "P-521",
  X25519: "X25519",
};

/**
 * Reads `tls_server_config`.
 *
 * @returns undefined where it says nothing that makes TLS of it, as exporters judge that
 * @throws WebConfigProblem
 */
export function readTlsSection(section: WebConfigSection): WebTls | undefined {
  const cert = readSource(section, "cert");
  const key = readSource(section, "key");
  const clientCa = readSource(section, "client_ca");
  const clientAuth = section.choice("client_auth_type", CLIENT_AUTH, "none");
  const settings = readSettings(section);
  const named = section.text("client_auth_type", "a name") !== undefined;
  if (cert === undefined && key === undefined && clientCa === undefined && !named) {
    return undefined;
  }
  if (cert === undefined) {
    section.refuse("cert_file", "expected a path, given nothing");
  }
  if (key === undefined) {
    section.refuse("key_file", "expected a path, given nothing");
  }
  if (clientCa !== undefined && clientAuth === "none") {
    section.refuse(clientCa.key, "expected only with a client_auth_type that asks clients for a certificate");
  }
  // Go would take the machine's authorities, which sign for anybody who has a name of his own.
  if (clientCa === undefined && (clientAuth === "verifyIfGiven" || clientAuth === "requireAndVerify")) {
    section.refuse(
      "client_ca_file",
      "expected the authorities of clients' certificates, as client_auth_type has them verified, given nothing",
    );
  }
  const allowedSans = readAllowedSans(section);
  if (allowedSans !== undefined && clientAuth !== "require" && clientAuth !== "requireAndVerify") {
    section.refuse(
      "client_allowed_sans",
      "expected only with client_auth_type RequireAnyClientCert or RequireAndVerifyClientCert",
    );
  }
  return { cert, key, clientCa, clientAuth, allowedSans, ...settings };
}

function readSettings(section: WebConfigSection) {
  const minVersion = section.choice("min_version", MIN_VERSIONS, "TLSv1.2");
  const maxVersion = section.choice("max_version", MAX_VERSIONS, "TLSv1.3");
  if (minVersion > maxVersion) {
    section.refuse("max_version", "expected at least min_version");
  }
  const ciphers = section.choices("cipher_suites", CIPHERS);
  const curves = section.choices("curve_preferences", CURVES);
  return {
    minVersion,
    maxVersion,
    ciphers: ciphers?.length === 0 ? undefined : ciphers,
    curves: curves?.length === 0 ? undefined : curves,
    serverPrefers: section.boolean("prefer_server_cipher_suites", true),
  };
}

function readSource(section: WebConfigSection, key: string): PemSource | undefined {
  const pem = section.text(key, "PEM text");
  const file = section.text(`${key}_file`, "a path");
  if (pem !== undefined && file !== undefined) {
    section.refuse(key, `expected either this or ${section.pathOf(`${key}_file`)}, given both`);
  }
  if (pem !== undefined) {
    return { key, pem };
  }
  return file === undefined ? undefined : { key: `${key}_file`, file };
}

function readAllowedSans(section: WebConfigSection): readonly string[] | undefined {
  return section.list("client_allowed_sans")?.map((name) => {
    if (typeof name === "string" && name !== "") {
      return name;
    }
    return section.refuse("client_allowed_sans", "expected a list of names, addresses and URIs");
  });
}
