import { once } from "node:events";
import { createServer } from "node:net";
import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import { leftOpen } from "./leaveNothingOpen.ts";

describe("leftOpen()", () => {
  it("names what keeps a process from ending", async () => {
    await setImmediate();
    expect(leftOpen()).to.deep.equal([]);
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const timer = setTimeout(() => {}, 60_000);
    expect(leftOpen()).to.have.members(["TCPServerWrap", "Timeout"]);
    clearTimeout(timer);
    server.close();
    await once(server, "close");
    await setImmediate();
    expect(leftOpen()).to.deep.equal([]);
  });
});
