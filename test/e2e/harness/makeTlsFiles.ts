import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generate } from "selfsigned";

/** Makes a self-signed certificate for 127.0.0.1 and writes it and its key to `folder`. */
export async function makeTlsFiles(folder: string) {
  const certificate = await generate([{ name: "commonName", value: "e2e" }], {
    extensions: [{ name: "subjectAltName", altNames: [{ type: 7, ip: "127.0.0.1" }] }],
  });
  const files = {
    certificateFile: join(folder, "tls.crt"),
    keyFile: join(folder, "tls.key"),
    ca: certificate.cert,
  };
  await writeFile(files.certificateFile, certificate.cert);
  await writeFile(files.keyFile, certificate.private);
  return files;
}
