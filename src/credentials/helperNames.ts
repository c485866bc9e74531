/** Which credential helpers a docker config names, without their prefix `docker-credential-`. */
export interface HelperNames {
  /** `credHelpers`: by server, exactly as Docker names it. */
  readonly byServer: ReadonlyMap<string, string>;
  /** `credsStore`: for all other servers. */
  readonly byDefault: string | undefined;
}

/**
 * Reads `credHelpers` and `credsStore`; what is of another type than it should be counts for nothing.
 *
 * @param text JSON
 */
export function parseHelperNames(text: string): HelperNames {
  const document: unknown = JSON.parse(text);
  const byServer = new Map<string, string>();
  let byDefault: string | undefined;
  for (const [name, value] of Object.entries(isObject(document) ? document : {})) {
    if (/^credsstore$/iu.test(name) && typeof value === "string" && value !== "") {
      byDefault = value;
    } else if (/^credhelpers$/iu.test(name) && isObject(value)) {
      for (const [server, helper] of Object.entries(value)) {
        if (typeof helper === "string" && helper !== "") {
          byServer.set(server, helper);
        }
      }
    }
  }
  return { byServer, byDefault };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
