import { stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { locateTool } from "../tools/locateTool.ts";
import { libraryFolders } from "./libraryFolders.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/** Chromium's headless shell, and the environment that it needs: libraries and fonts lie beside it where it was unpacked. */
export async function locateChromium(): Promise<{
  readonly path: string;
  readonly env: Record<string, string>;
}> {
  const given = await locateTool("chromium");
  const { PATH = "" } = process.env;
  if (!(await stat(given)).isDirectory()) {
    return { path: given, env: { PATH } };
  }
  const libraries = (await libraryFolders(given)).flatMap((folder) => [folder, join(folder, "pulseaudio")]);
  const folder = await temporaryFolder("fonts");
  const fonts = join(folder, "fonts.conf");
  const [from, cache] = [join(given, "usr/share/fonts"), join(folder, "cache")];
  await writeFile(fonts, `<fontconfig><dir>${from}</dir><cachedir>${cache}</cachedir></fontconfig>\n`);
  return {
    path: join(given, "usr/lib/chromium/chromium-headless-shell"),
    env: { PATH, LD_LIBRARY_PATH: libraries.join(":"), FONTCONFIG_FILE: fonts },
  };
}
