/** Takes a request's target apart. */
export function splitUrl(url: string): { readonly path: string; readonly parameters: URLSearchParams } {
  const [path = "/", query = ""] = url.split(/\?(.*)/s, 2);
  return { path, parameters: new URLSearchParams(query.replace(/#.*$/s, "")) };
}
