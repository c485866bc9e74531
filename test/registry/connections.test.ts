import { createSecureContext } from "node:tls";
import { expect } from "chai";
import { readProxyEnvironment } from "../../src/network/proxyEnvironment.ts";
import { createAddressGuard } from "../../src/registry/addressGuard.ts";
import { createConnections } from "../../src/registry/connections.ts";
import { createHostSettings } from "../../src/registry/hostSettings.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { DEFAULT_OPTIONS } from "./harness.ts";

describe("createConnections()", () => {
  it("asks what to trust only where TLS is spoken, which takes memory", () => {
    const context = createSecureContext();
    let asked = 0;
    const connections = createConnections({
      guard: createAddressGuard([]),
      trust: {
        revision: () => 0,
        secureContext() {
          asked++;
          return context;
        },
      },
      proxies: readProxyEnvironment({}),
      resolve: () => {},
      clock: fakeClock(),
    });
    const settings = createHostSettings(DEFAULT_OPTIONS).settingsOf("registry.test");
    for (const [url, times] of [
      ["http://registry.test", 0],
      ["https://registry.test", 1],
    ] as const) {
      connections.acquire({ url, settings, allowLoopback: false });
      expect(asked, url).to.equal(times);
    }
    connections.close();
  });
});
