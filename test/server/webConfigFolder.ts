import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readWebConfigFile } from "../../src/server/webConfigFile.ts";
import { makeAuthority, makeServerCertificate } from "../support/certificates.ts";

export const signal = new AbortController().signal;
/** Of the password "secret". */
export const HASH = "$2y$04$nxW8b2Csvwq4oQSMuQcnl.PDF3ln91qxk4IRHEGpTYdyv0xSEjnXi";

/** A file with a `tls_server_config` that is whole, and these lines in it. */
export const tls = (...lines: readonly string[]) =>
  ["tls_server_config:", "cert_file: tls.crt", "key_file: tls.key", ...lines].join("\n  ");

/** A folder with certificates and keys, for the suite that this is called in. */
export function webConfigFolder() {
  let folder: string;
  let file: string;
  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "web-config-")));
    file = join(folder, "web.yaml");
    const [server, other, ca] = await Promise.all([
      makeServerCertificate(["localhost"]),
      makeServerCertificate(["localhost"]),
      makeAuthority(),
    ]);
    const files = {
      "tls.crt": server.cert,
      "tls.key": server.key,
      "other.key": other.key,
      "ca.crt": ca.cert,
      "broken.crt": server.cert.replace(/\n.{20}/, "\n"),
      "notes.txt": "nothing of use\n",
    };
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(folder, name), text);
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  const read = (text: string) => {
    writeFileSync(file, text);
    return readWebConfigFile(file, { signal });
  };

  return {
    /** Writes a web configuration file there and reads it. */
    read,
    get file() {
      return file;
    },
    writeFile: (name: string, text: string) => writeFileSync(join(folder, name), text),
  };
}
