import { chmod, copyFile, cp, mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "../../support/bundle.ts";
import { locateTool } from "../tools/locateTool.ts";
import { runCommand } from "../tools/runCommand.ts";
import { libraryFolders } from "./libraryFolders.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

const project = fileURLToPath(new URL("../../../", import.meta.url));

/** What an image's configuration says, as the OCI image specification names it. */
export interface ImageConfig {
  readonly User: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
  readonly ExposedPorts: Readonly<Record<string, unknown>>;
  readonly Labels: Readonly<Record<string, string>>;
}

export interface BuiltImage {
  readonly config: ImageConfig;
  /** Where its files lie. */
  readonly root: string;
  /** Of the files that the Dockerfile adds to its base, in bytes. */
  readonly addedBytes: number;
  /** The image in a folder, laid out as the OCI image specification says. */
  readonly layout: string;
  /** The checksum of its configuration, which has those of its layers. */
  readonly id: string;
  /** Builds it once more, of files that are newer; returns the `id` of what comes out. */
  readonly rebuild: () => Promise<string>;
  readonly remove: () => Promise<void>;
}

/**
 * Builds the image of the project's Dockerfile, as root, with the bundle that the tests use and on a base laid out as
 * distroless ones are: Debian's libraries, the present runtime in /nodejs/bin, and no shell.
 */
export async function buildImage(
  buildArgs: Readonly<Record<string, string>>,
  { signal }: { signal?: AbortSignal } = {},
): Promise<BuiltImage> {
  const folder = await temporaryFolder("image");
  const buildah = await openBuildah(folder, signal);
  await fillBase(join(folder, "base"));
  await buildah.packFolder(join(folder, "base"), "localhost/base");
  const build = async (tag: string): Promise<string> => {
    await rm(join(folder, "bundle"), { recursive: true, force: true });
    await fillBundle(join(folder, "bundle", "out"));
    await buildah.packFolder(join(folder, "bundle"), "localhost/bundle");
    const args = { BASE: "localhost/base", BUNDLE: "localhost/bundle", ...buildArgs };
    const id = join(folder, "id");
    await buildah.run([
      ...["bud", "--isolation=chroot", ...buildah.policy],
      // What SOURCE_DATE_EPOCH and rewrite-timestamp are for BuildKit.
      ...["--no-cache", "--timestamp=1700000000"],
      ...Object.entries(args).map(([name, value]) => `--build-arg=${name}=${value}`),
      ...[`--iidfile=${id}`, `--tag=${tag}`, project],
    ]);
    return (await readFile(id, "utf8")).trim();
  };
  const id = await build("localhost/exporter");
  const layout = join(folder, "layout");
  await buildah.run(["push", ...buildah.policy, "localhost/exporter", `oci:${layout}:exporter`]);
  const { OCIv1 } = JSON.parse(await buildah.run(["inspect", "--type=image", "localhost/exporter"]));
  const container = (
    await buildah.run(["from", "--pull-never", ...buildah.policy, "localhost/exporter"])
  ).trim();
  const root = (await buildah.run(["mount", container])).trim();
  return {
    config: OCIv1.config,
    root,
    addedBytes: (await sizeOf(join(root, "app"))) + (await sizeOf(join(root, "licenses"))),
    layout,
    id,
    rebuild: () => build("localhost/again"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function openBuildah(folder: string, signal: AbortSignal | undefined) {
  const given = await locateTool("buildah");
  const isTree = (await stat(given)).isDirectory();
  const libraries = isTree ? await libraryFolders(given) : [];
  const policyFile = join(folder, "policy.json");
  await writeFile(policyFile, JSON.stringify({ default: [{ type: "insecureAcceptAnything" }] }));
  const storage = [`--root=${folder}/storage`, `--runroot=${folder}/run`, "--storage-driver=vfs"];
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    TMPDIR: folder,
    ...(libraries.length === 0 ? {} : { LD_LIBRARY_PATH: libraries.join(":") }),
  };
  const policy = [`--signature-policy=${policyFile}`];
  const run = (args: readonly string[]) =>
    runCommand(isTree ? join(given, "usr/bin/buildah") : given, [...storage, ...args], { env, signal });
  return {
    policy,
    run,
    /** Makes an image of a folder's content. */
    async packFolder(content: string, tag: string): Promise<void> {
      const file = join(folder, "Dockerfile");
      await writeFile(file, "FROM scratch\nCOPY . /\n");
      await run(["bud", "--isolation=chroot", ...policy, `--file=${file}`, `--tag=${tag}`, content]);
    },
  };
}

async function fillBase(base: string): Promise<void> {
  await cp(await locateTool("image-base"), base, { recursive: true, verbatimSymlinks: true });
  for (const unneeded of ["doc", "man", "locale"]) {
    await rm(join(base, "usr/share", unneeded), { recursive: true, force: true });
  }
  const certificates = join(base, "usr/share/ca-certificates/mozilla");
  const texts = (await readdir(certificates)).map((name) => readFile(join(certificates, name), "utf8"));
  await mkdir(join(base, "etc/ssl/certs"), { recursive: true });
  await writeFile(join(base, "etc/ssl/certs/ca-certificates.crt"), (await Promise.all(texts)).join(""));
  const node = join(base, "nodejs/bin/node");
  await mkdir(dirname(node), { recursive: true });
  await copyFile(process.execPath, node);
  await chmod(node, 0o755);
}

async function fillBundle(target: string): Promise<void> {
  await cp(dirname(await bundle()), target, { recursive: true });
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
