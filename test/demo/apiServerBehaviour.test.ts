import { type ApiServerOptions, startApiServer } from "../../src/demo/apiServer/apiServer.ts";
import { makeAuthority, makeServerCertificate } from "../support/certificates.ts";
import { fakeClock } from "../support/fakeClock.ts";
import type { ApiServerSubject } from "./apiServerBehaviour/client.ts";
import { apiServerBehaviour } from "./apiServerBehaviour.ts";

async function makeSubject(options: ApiServerOptions): Promise<ApiServerSubject> {
  const clock = fakeClock();
  const server = await startApiServer({ clock, ...options });
  return {
    url: server.url,
    token: server.token,
    restrictedToken: server.restrictedToken,
    ...(options.tls !== undefined && { ca: options.tls.ca }),
    expire: async () => server.compact(),
    pass: (ms) => clock.advance(ms),
    close: () => server.stop(),
  };
}

apiServerBehaviour("the demo", () => makeSubject({}));

apiServerBehaviour("the demo, over TLS and HTTP/2", async () => {
  const authority = await makeAuthority();
  const tls = { ...(await makeServerCertificate(["127.0.0.1"], authority)), ca: authority.cert };
  return makeSubject({ tls });
});
