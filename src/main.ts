#!/usr/bin/env node
// An older Node.js has to be able to read this file: whatever else there is is loaded once it is new enough.
const NEEDED = [22, 19] as const;

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) {
  await import("./program.ts");
} else {
  process.stderr.write(`needs Node.js ${NEEDED.join(".")} or newer, this is ${major}.${minor}\n`);
  process.exitCode = 2;
}
