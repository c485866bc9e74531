import { expect } from "chai";
import { listNodeSettings } from "../../src/kubernetes/listNodeSettings.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { testClient } from "./support/testClient.ts";
import { startWatchServer } from "./support/watchServer.ts";

describe("listNodeSettings()", () => {
  it("delivers what there is, and says what may not be read; what is not installed is no problem", async () => {
    const server = await startWatchServer((exchange) => {
      if (exchange.path.endsWith("/missing")) {
        exchange.refuse(404, { message: "none" });
      } else if (exchange.path.endsWith("/forbidden")) {
        exchange.refuse(403, { message: "no" });
      } else {
        exchange.list([{ metadata: { name: "a" }, spec: { b: 1 } }]);
      }
    });
    const clock = fakeClock();
    const client = testClient(server.url, { clock });
    const told: string[] = [];
    try {
      const problems = await listNodeSettings(
        {
          kinds: ["here", "missing", "forbidden"].map((plural) => ({
            resource: plural,
            basePath: "/apis/a/v1",
            plural,
            keys: ["spec"],
          })),
          put: (resource, name, content) => told.push(`${resource} ${name} ${JSON.stringify(content)}`),
          settle: (resource, access) => told.push(`${resource} ${access}`),
        },
        { client, clock, signal: new AbortController().signal },
      );
      expect(problems).to.deep.equal(["cannot list forbidden: no"]);
      expect(told).to.deep.equal([
        'here a {"spec":{"b":1}}',
        "here readable",
        "missing missing",
        "forbidden unreadable",
      ]);
    } finally {
      await client.close();
      await server.close();
    }
  });
});
