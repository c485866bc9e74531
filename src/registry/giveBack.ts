/**
 * Gives the memory of bytes back at once, which nobody may look at any more: V8, which does not see it, would free it late.
 * Does nothing where it is shared with other bytes.
 */
export function giveBack({ buffer, byteLength }: Buffer): void {
  if (buffer instanceof ArrayBuffer && byteLength > 0 && byteLength === buffer.byteLength) {
    buffer.transfer(0);
  }
}
