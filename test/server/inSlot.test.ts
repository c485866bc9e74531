import { once } from "node:events";
import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { inSlot } from "../../src/server/inSlot.ts";
import { ScrapeSlots } from "../../src/server/scrapeSlots.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { until } from "../support/until.ts";

describe("inSlot()", () => {
  it("knows again who took its whole answer, and has a place for it that others cannot fill", async () => {
    const slots = new ScrapeSlots(1, 1, fakeClock());
    const ends: (() => void)[] = [];
    let asked = 0;
    const server = createServer((request, response) => {
      asked++;
      const waiting = { what: "scrapes", giveWay: () => response.destroy() } as const;
      void inSlot(slots, { request, response }, waiting, async () => {
        response.flushHeaders();
        await new Promise<void>((resolve) => ends.push(resolve));
        response.end("all of it");
        await once(response, "finish");
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const ask = (localAddress: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        get({ port, host: "127.0.0.1", localAddress, agent: false }, (response: IncomingMessage) => {
          response.resume().on("end", () => resolve(response.statusCode));
        }).on("error", reject);
      });
    try {
      const first = ask("127.0.0.1");
      await until(() => ends.length === 1);
      ends[0]?.();
      expect(await first).to.equal(200);
      void ask("127.0.0.2");
      await until(() => ends.length === 2);
      const fills = ["127.0.0.3", "127.0.0.4"].map(ask);
      expect(await Promise.race(fills)).to.equal(503);
      const again = ask("127.0.0.1");
      await until(() => asked === 5);
      ends[1]?.();
      await until(() => ends.length === 3);
      ends[2]?.();
      expect(await again).to.equal(200);
      await until(() => ends.length === 4);
      ends[3]?.();
      expect((await Promise.all(fills)).sort()).to.deep.equal([200, 503]);
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
