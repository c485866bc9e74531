import { dirname } from "node:path";

/**
 * Where relative paths that a user typed start. npm runs a script in its package's folder and leaves the user's own in
 * INIT_CWD; a program that a script started elsewhere is not concerned.
 *
 * @param workingDirectory the process' own
 */
export function baseDirectory(
  workingDirectory: string,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const { INIT_CWD: initial, npm_package_json: packageFile } = environment;
  const movedByNpm = packageFile !== undefined && dirname(packageFile) === workingDirectory;
  return movedByNpm && initial !== undefined && initial !== "" ? initial : workingDirectory;
}
