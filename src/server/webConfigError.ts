/** A web configuration file that cannot be used; the message is one line, without any password or key. */
export class WebConfigError extends Error {
  override readonly name = "WebConfigError";
  readonly path: string;

  /** @param problem what is wrong, from the key on: `tls_server_config.cert_file: expected …` */
  constructor(path: string, problem: string) {
    super(`Cannot use the web configuration file ${path}: ${problem}`);
    this.path = path;
  }
}
