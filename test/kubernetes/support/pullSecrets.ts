/** The two types of pull secrets. */
export const JSON_TYPE = "kubernetes.io/dockerconfigjson";
export const CFG_TYPE = "kubernetes.io/dockercfg";

/** The type and data of a pull secret. @param payload in base64 */
export function secret(type: typeof JSON_TYPE | typeof CFG_TYPE, payload: string): object {
  return { type, data: { [type === JSON_TYPE ? ".dockerconfigjson" : ".dockercfg"]: payload } };
}

/** A payload that can be told from others: a JSON object, as the API server wants it. */
export function payloadOf(word: string): string {
  return Buffer.from(JSON.stringify({ [word]: {} })).toString("base64");
}
