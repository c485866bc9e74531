import { STATUS_CODES } from "node:http";

/**
 * The value of the label `code`: registries choose their status codes, so only those that are standardised stand for
 * themselves, others for their class (`5xx`). Where there is no status it is a word of our own that says why (`dns`,
 * `certificate`); what does not look like one is `other`.
 */
export function boundedCode(code: string | number): string {
  const text = String(code);
  if (Object.hasOwn(STATUS_CODES, text)) {
    return text;
  }
  if (/^[1-5]\d\d$/.test(text)) {
    return `${text[0]}xx`;
  }
  return /^[a-z][a-z_]{1,31}$/.test(text) ? text : "other";
}
