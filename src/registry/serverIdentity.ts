import { isIP } from "node:net";
import type { PeerCertificate } from "node:tls";

/**
 * Whether a certificate is for a host, as Go sees it, which container runtimes are written in: only subject alternative
 * names count, and a star stands for the whole first label, whatever follows.
 *
 * @returns undefined where it is; an error as Node's own check returns it
 */
export function checkServerIdentity(hostname: string, certificate: PeerCertificate): Error | undefined {
  const names = (certificate.subjectaltname ?? "").split(", ");
  const host = hostname.replace(/\.$/, "").toLowerCase();
  if (certificate.subjectaltname === undefined || certificate.subjectaltname === "") {
    return refusal(`it has no subject alternative name, which nodes ask for; its common name does not count`);
  }
  const matches =
    isIP(host) === 0
      ? names.some((name) => name.startsWith("DNS:") && matchesName(host, name.slice(4).toLowerCase()))
      : names.some((name) => name.startsWith("IP Address:") && sameAddress(host, name.slice(11)));
  return matches ? undefined : refusal(`it is for ${names.slice(0, 8).join(", ")}, not for ${host}`);
}

function refusal(problem: string): Error {
  return Object.assign(new Error(problem), { code: "ERR_TLS_CERT_ALTNAME_INVALID" });
}

function matchesName(host: string, pattern: string): boolean {
  if (!pattern.startsWith("*.")) {
    return host === pattern.replace(/\.$/, "");
  }
  const dot = host.indexOf(".");
  return dot > 0 && host.slice(dot) === pattern.slice(1);
}

function sameAddress(host: string, address: string): boolean {
  return normalised(host) === normalised(address);
}

function normalised(address: string): string {
  return isIP(address) === 6 ? new URL(`http://[${address}]`).hostname : address;
}
