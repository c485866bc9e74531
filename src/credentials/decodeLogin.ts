/**
 * Reads a user name and a password in base64, with a colon between, as container runtimes do.
 *
 * @returns or what is wrong with it
 */
export function decodeLogin(
  text: string,
): { readonly username: string; readonly password: string } | "not_base64" | "no_colon" {
  const encoded = text.replace(/[\r\n]/g, "");
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(encoded)) {
    return "not_base64";
  }
  const decoded = Buffer.from(encoded, "base64").toString("utf8");
  const colon = decoded.indexOf(":");
  return colon < 0
    ? "no_colon"
    : {
        username: decoded.slice(0, colon),
        password: decoded.slice(colon + 1).replace(/^\0+|\0+$/g, ""),
      };
}
