import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Runtime } from "../../../src/registry/runtime/runtime.ts";
import { makeAuthority, makeServerCertificate } from "../../support/certificates.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";
import type { Stage } from "./playScene.ts";
import { RegistryJudge } from "./registryJudge.ts";

/**
 * Makes what scenes are played with; its judge is to be closed.
 *
 * @param program the judge
 */
export async function setStage(
  runtime: Runtime,
  program: string,
  files: Pick<Stage, "pathsOf" | "fileName">,
): Promise<Stage> {
  const folder = await temporaryFolder("verdicts");
  const [authority, other] = await Promise.all([makeAuthority(), makeAuthority("unknown")]);
  const names = ["*.test", "*.a.test", "127.0.0.1", "127.0.0.2", "127.0.0.3"];
  const authorityFile = join(folder, "ca.pem");
  await writeFile(authorityFile, authority.cert);
  return {
    runtime,
    judge: new RegistryJudge(program),
    ...files,
    certificates: {
      trusted: await makeServerCertificate(names, authority),
      untrusted: await makeServerCertificate(names, other),
      commonName: await makeServerCertificate([], authority),
    },
    authority: authority.cert,
    authorityFile,
    folder,
  };
}
