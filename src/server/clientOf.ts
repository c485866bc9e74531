/** A network that IPv6 gives to one machine: whoever has one has 2^64 addresses. In groups of 16 bits. */
const NETWORK = 4;

/** Who is at the other end of a connection, as far as its address tells: those of one network are one client. */
export function clientOf({ remoteAddress = "" }: { readonly remoteAddress?: string | undefined }): string {
  const address = remoteAddress.replace(/^::ffff:(?=[\d.]+$)/i, "");
  if (!address.includes(":")) {
    return address;
  }
  const [head = "", tail] = address.split("::");
  const before = head.split(":").filter((group) => group !== "");
  const after = tail?.split(":").filter((group) => group !== "") ?? [];
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill("0");
  return [...before, ...zeros, ...after].slice(0, NETWORK).join(":");
}
