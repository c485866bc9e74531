const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;

/** Whether a registry's text is the digest of content: only then it is asked for by that. */
export function isDigest(text: string): boolean {
  return DIGEST.test(text);
}
