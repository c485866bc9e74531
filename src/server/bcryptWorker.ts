import { parentPort } from "node:worker_threads";
import { compareSync } from "bcryptjs";

// The other side of BcryptThread: one comparison at a time takes all the time of a thread that nobody else needs.
parentPort?.on("message", ({ password, hash }: { readonly password: string; readonly hash: string }) => {
  parentPort?.postMessage(compareSync(password, hash));
});
