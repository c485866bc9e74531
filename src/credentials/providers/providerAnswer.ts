import { duplicateKey } from "../../text/duplicateKey.ts";
import { parseGoDuration } from "../../time/goDuration.ts";
import { makeCredential } from "../credential.ts";
import type { DockerConfigEntry } from "../dockerConfig.ts";
import { Fields, Malformed } from "./fields.ts";

/** What a credential provider answers. */
export interface ProviderAnswer {
  /** What else the answer holds for: this image, all images of its registry, all. */
  readonly cacheKeyType: "Image" | "Registry" | "Global";
  /** In milliseconds; undefined leaves it to the configuration. */
  readonly cacheDuration: number | undefined;
  readonly entries: readonly DockerConfigEntry[];
}

/**
 * Reads what a credential provider has written, as strictly as the kubelet does.
 *
 * @param apiVersion which it was asked in
 * @returns the answer, or what is wrong with it; the message quotes nothing but names of fields
 */
export function readProviderAnswer(
  output: string,
  apiVersion: string,
): ProviderAnswer | { readonly error: string } {
  let document: unknown;
  try {
    document = JSON.parse(output);
  } catch {
    return { error: "its answer is not JSON" };
  }
  try {
    const fields = new Fields(document, "its answer");
    const version = fields.text("apiVersion");
    if (version !== apiVersion) {
      throw fields.error("apiVersion", `expected "${apiVersion}"`);
    }
    if (fields.text("kind") !== "CredentialProviderResponse") {
      throw fields.error("kind", 'expected "CredentialProviderResponse"');
    }
    const cacheKeyType = fields.text("cacheKeyType");
    if (cacheKeyType !== "Image" && cacheKeyType !== "Registry" && cacheKeyType !== "Global") {
      throw fields.error("cacheKeyType", "expected Image, Registry or Global");
    }
    const cacheDuration = readDuration(fields);
    const entries = fields
      .map("auth")
      .map(([key, value]) => readEntry(key, fields.within(value ?? {}, "auth")));
    fields.end();
    // JSON.parse takes the last of two equal names, the kubelet takes neither.
    if (duplicateKey(output) !== undefined) {
      throw fields.error("", "a field is there twice");
    }
    return { cacheKeyType, cacheDuration, entries };
  } catch (error) {
    if (error instanceof Malformed) {
      return { error: error.message };
    }
    throw error;
  }
}

function readDuration(fields: Fields): number | undefined {
  const text = fields.optional("cacheDuration");
  if (text === undefined) {
    return undefined;
  }
  const duration = typeof text === "string" ? parseGoDuration(text) : undefined;
  if (duration === undefined) {
    throw fields.error("cacheDuration", "expected a duration such as 12h0m0s");
  }
  return duration;
}

function readEntry(key: string, fields: Fields): DockerConfigEntry {
  const credential = makeCredential({
    username: fields.text("username"),
    password: fields.text("password"),
  });
  fields.end();
  return { key, credential };
}
