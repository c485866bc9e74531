import { once } from "node:events";
import { request } from "node:http";
import { connect, type Socket } from "node:net";
import { expect } from "chai";
import { parseExposition } from "../../support/parseExposition.ts";
import type { Fault } from "./fault.ts";
import type { World } from "./world.ts";

/** Where those come from that do not behave: not from where Prometheus does. */
const ELSEWHERE = "127.0.0.2";

/** What no server should have to read. */
const MALFORMED: readonly string[] = [
  "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
  "GET /metrics HTTP/9.9\r\nHost: x\r\n\r\n",
  "GET /metrics HTTP/1.1\r\n\r\n",
  "GET http://[::1 HTTP/1.1\r\nHost: x\r\n\r\n",
  "GET //%00%ff/../metrics HTTP/1.1\r\nHost: x\r\n\r\n",
  "GET /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
  "GET /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  "GET /metrics HTTP/1.1\r\nHost: x\r\nAccept: \u0000\r\n\r\n",
  `GET /metrics HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(64 * 1024)}\r\n\r\n`,
  `GET /${"x".repeat(64 * 1024)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  "POST /metrics HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
];

/** Connections that rows leave open, by world. */
const open = new WeakMap<World, Socket[]>();

function dial(world: World): Socket {
  const socket = connect({
    port: Number(new URL(world.exporter.url).port),
    host: "127.0.0.1",
    localAddress: ELSEWHERE,
  });
  socket.on("error", () => {});
  open.set(world, [...(open.get(world) ?? []), socket]);
  return socket;
}

const hangUp = (world: World) => {
  for (const socket of open.get(world) ?? []) {
    socket.destroy();
  }
};

/** What comes is checked, and what is known is told, whatever clients do. */
async function goesOn(world: World): Promise<void> {
  await world.deploy("deployment/came", `${world.ground.steady.host}/app:1`, "available");
  await world.exporter.says(world.truth);
  expect(await world.exporter.text("/livez")).to.include("ok");
}

async function scrape(world: World): Promise<number> {
  const asked = request(`${world.exporter.url}/metrics`, { localAddress: ELSEWHERE, agent: false }).end();
  const [answer] = await once(asked, "response");
  let text = "";
  for await (const chunk of answer.setEncoding("utf8")) {
    text += chunk;
  }
  if (answer.statusCode === 200) {
    parseExposition(text);
  }
  return answer.statusCode;
}

export const scraperFaults: readonly Fault[] = [
  {
    name: "200 clients scrape at once, from one address",
    meanwhile: "each is answered, with all or with 503; scrapers elsewhere and checks go on",
    afterwards: "nothing is kept of them",
    strike: () => {},
    async during(world) {
      const statuses = await Promise.all(Array.from({ length: 200 }, () => scrape(world)));
      expect(new Set(statuses)).to.include(200);
      expect(statuses.filter((status) => status !== 200 && status !== 503)).to.deep.equal([]);
      await goesOn(world);
    },
    mend: () => {},
  },
  {
    name: "600 connections begin a request and never end it",
    meanwhile: "scrapes, probes and checks go on",
    afterwards: "nothing is kept of them",
    async strike(world) {
      for (let index = 0; index < 600; index++) {
        const socket = dial(world);
        await once(socket, "connect");
        socket.write("GET /metrics HTTP/1.1\r\nHost: x\r\nX-More: ");
      }
    },
    during: goesOn,
    mend: hangUp,
  },
  {
    name: "40 clients ask for all, again and again, and read nothing",
    meanwhile: "scrapes, probes and checks go on",
    afterwards: "nothing is kept of them",
    async strike(world) {
      const asks = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".repeat(200);
      for (let index = 0; index < 40; index++) {
        const socket = dial(world);
        socket.pause();
        await once(socket, "connect");
        socket.write(asks);
      }
    },
    during: goesOn,
    mend: hangUp,
  },
  {
    name: "requests are malformed",
    meanwhile: "each is refused (4xx) or its connection ended; scrapes, probes and checks go on",
    afterwards: "nothing is kept of them",
    strike: () => {},
    async during(world) {
      for (const bytes of MALFORMED) {
        const socket = dial(world).setEncoding("latin1");
        socket.end(Buffer.from(bytes, "latin1"));
        let answer = "";
        socket.on("data", (chunk: string) => {
          answer += chunk;
        });
        // By a reset, too, which would have `once` reject.
        await new Promise((resolve) => socket.once("close", resolve));
        expect(answer, JSON.stringify(bytes.slice(0, 60))).to.match(/^$|^HTTP\/1\.1 4/);
      }
      await goesOn(world);
    },
    mend: hangUp,
  },
];
