import type { BuiltImage } from "./buildImage.ts";
import { type RunningProcess, startProcess } from "./startProcess.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/**
 * Starts an image's entry point as Kubernetes would under the Pod Security Standard "restricted", as far as it takes no
 * container engine: a read-only root in a mount namespace of its own, the image's user, no capabilities and no way to get
 * some. Network and processes are this machine's. Needs root, and util-linux.
 *
 * @param mounts folders of this machine, mounted read-only, by their path in the container
 */
export async function startContainer(
  { root, config }: BuiltImage,
  {
    args,
    mounts = {},
  }: { readonly args: readonly string[]; readonly mounts?: Readonly<Record<string, string>> },
): Promise<RunningProcess> {
  const [uid = "", gid = uid] = config.User.split(":");
  return await startProcess({
    name: "container",
    command: "/usr/bin/unshare",
    args: [
      ...["--mount", "--propagation=private", "--", "/bin/sh", "-euc", SCRIPT, "container"],
      ...[root, uid, gid, mountTable(mounts)],
      ...[...config.Entrypoint, ...args],
    ],
    env: Object.fromEntries(
      config.Env.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
    ),
    folder: await temporaryFolder("container"),
  });
}

const mountTable = (mounts: Readonly<Record<string, string>>): string =>
  Object.entries(mounts)
    .map(([path, source]) => `${source} ${path}\n`)
    .join("");

// Arguments: root, user, group, mounts, command. From user 0 to another one, all capabilities go; no-new-privs keeps
// them away.
const SCRIPT = `
root=$1 uid=$2 gid=$3 mounts=$4
shift 4
mount --bind "$root" "$root"
mount --rbind /proc "$root/proc"
printf %s "$mounts" | while read -r source path; do
  mkdir -p "$root$path"
  mount --bind "$source" "$root$path"
  mount -o remount,bind,ro "$root$path"
done
mount -o remount,bind,ro "$root"
exec setpriv --no-new-privs unshare --root="$root" --setgid "$gid" --setuid "$uid" --wd=/ -- "$@"
`;
