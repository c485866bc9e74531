import { stat } from "node:fs/promises";
import { join } from "node:path";
import { locateTool } from "../tools/locateTool.ts";
import { libraryFolders } from "./libraryFolders.ts";

/** Chromium's headless shell, and the environment that it needs: libraries lie beside it where it was unpacked. */
export async function locateChromium(): Promise<{ readonly path: string; readonly env: NodeJS.ProcessEnv }> {
  const given = await locateTool("chromium");
  const isTree = (await stat(given)).isDirectory();
  const folders = isTree ? await libraryFolders(given) : [];
  const libraries = folders.flatMap((folder) => [folder, join(folder, "pulseaudio")]);
  return {
    path: isTree ? join(given, "usr/lib/chromium/chromium-headless-shell") : given,
    env: {
      PATH: process.env.PATH,
      ...(libraries.length > 0 && { LD_LIBRARY_PATH: libraries.join(":") }),
    },
  };
}
