import { open, readFile, rm, stat } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";

export interface LockOptions {
  readonly signal?: AbortSignal | undefined;
  /** How often a held lock is looked at again, in milliseconds. Default: 100. */
  readonly pollMs?: number;
  /** Called once if the lock is held by another process. */
  readonly onWait?: () => void;
}

/**
 * Runs `work` while holding the lock file `path`, which contains the holder's process id. A lock whose holder is
 * gone is taken over.
 *
 * @throws whatever `work` throws, and `signal.reason` when aborted while waiting.
 */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  options: LockOptions = {},
): Promise<T> {
  let waited = false;
  while (!(await acquire(path))) {
    if (!waited) {
      options.onWait?.();
    }
    waited = true;
    await sleep(options.pollMs ?? 100, undefined, { signal: options.signal });
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function acquire(path: string): Promise<boolean> {
  try {
    const file = await open(path, "wx");
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw error;
    }
  }
  // Two that wait may both find it stale, and the slower one removes the quicker one's new lock. They then do the same
  // work twice, which costs time and harms nothing: what is made is renamed into place whole.
  if (await isStale(path)) {
    await rm(path, { force: true });
  }
  return false;
}

/** Between creating the file and writing the process id a lock is empty: it is given this long, in ms. */
const emptyLockGraceMs = 5_000;

async function isStale(path: string): Promise<boolean> {
  try {
    const holder = Number(await readFile(path, "utf8"));
    if (holder > 0) {
      return !isAlive(holder);
    }
    return Date.now() - (await stat(path)).mtimeMs > emptyLockGraceMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return false;
    }
    throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
