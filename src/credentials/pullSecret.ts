import { type DockerConfigEntry, type ParsedDockerConfig, parseDockerConfig } from "./dockerConfig.ts";

const FORMATS = {
  "kubernetes.io/dockerconfigjson": "dockerconfigjson",
  "kubernetes.io/dockercfg": "dockercfg",
} as const;

/** In bytes; room for 1,000 entries of any usual length. */
const MAX_BYTES = 256 * 1024;

/** User name and password, in characters: more than registries take in a header. Whatever is shown is searched for all of it. */
const MAX_LOGIN = 8 * 1024;

/**
 * Reads a pull secret as the kubelet does. A secret whose key is missing or empty is passed over: it has no entries,
 * and that is no error.
 *
 * @param secret its type, and the value of its key as the API gives it, in base64
 */
export function parsePullSecret(secret: {
  readonly type: keyof typeof FORMATS;
  readonly payload: string | undefined;
}): ParsedDockerConfig {
  const { payload = "" } = secret;
  if (Buffer.byteLength(payload, "base64") > MAX_BYTES) {
    return { ok: false, error: `it is longer than ${MAX_BYTES / 1024} KiB`, tooLarge: true };
  }
  const bytes = Buffer.from(payload, "base64");
  if (bytes.length === 0) {
    return { ok: true, entries: [] };
  }
  const parsed = parseDockerConfig(FORMATS[secret.type], bytes.toString("utf8"));
  const isLong = ({ credential: { username, password } }: DockerConfigEntry) =>
    username.length + password.length > MAX_LOGIN;
  return parsed.ok && parsed.entries.some(isLong)
    ? { ok: false, error: `it has a password of more than ${MAX_LOGIN / 1024} KiB`, tooLarge: true }
    : parsed;
}
