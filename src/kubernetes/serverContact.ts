import type { Logger } from "../log/logger.ts";
import type { ApiUnreachableError } from "./apiError.ts";

/** Whether the API server can be reached, said once for all that is read from it. */
export class ServerContact {
  #isLost = false;

  lost({ server, message }: ApiUnreachableError, log: Logger): void {
    if (!this.#isLost) {
      this.#isLost = true;
      log.warn({}, `the API server at ${server} cannot be reached, it is tried again: ${message}`);
    }
  }

  regained(server: string, log: Logger): void {
    if (this.#isLost) {
      this.#isLost = false;
      log.info({}, `the API server at ${server} is reached again`);
    }
  }
}
