import { containerd } from "./containerd.ts";
import { crio } from "./crio.ts";
import type { Runtime, RuntimeName } from "./runtime.ts";

/** The container runtimes that nodes may have, by what configuration calls them. */
export const RUNTIMES: Readonly<Record<RuntimeName, Runtime>> = { containerd, "cri-o": crio };
