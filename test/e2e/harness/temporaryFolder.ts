import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guardFolder } from "./reaper.ts";

/** A new empty folder, which is removed when this process ends, however it ends. */
export async function temporaryFolder(purpose: string): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), `iae-e2e-${purpose}-`));
  guardFolder(path);
  return path;
}
