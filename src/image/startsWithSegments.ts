/** Whether a name begins with a prefix, on whole path segments: `reg.io/shop` with `reg.io`, and not with `reg.io/sh`. */
export function startsWithSegments(name: string, prefix: string): boolean {
  return name.startsWith(prefix) && (name.length === prefix.length || name[prefix.length] === "/");
}
