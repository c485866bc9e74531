import { expect } from "chai";
import { Readiness } from "../../src/server/readiness.ts";

describe("Readiness", () => {
  it("report() says not ready before anybody decides", () => {
    expect(new Readiness().report().ready).to.equal(false);
  });

  it("report() says ready when all checks are", () => {
    const readiness = new Readiness();
    let synced = false;
    readiness.decideBy(() => [
      { name: "a", ok: true },
      { name: "b", ok: synced },
    ]);
    expect(readiness.report().ready).to.equal(false);
    synced = true;
    expect(readiness.report()).to.deep.equal({
      ready: true,
      checks: [
        { name: "a", ok: true },
        { name: "b", ok: true },
        { name: "shutdown", ok: true },
      ],
    });
  });

  it("beginShutdown() makes it not ready for good", () => {
    const readiness = new Readiness();
    readiness.beginShutdown();
    readiness.decideBy(() => [{ name: "a", ok: true }]);
    expect(readiness.report()).to.deep.equal({
      ready: false,
      checks: [
        { name: "a", ok: true },
        { name: "shutdown", ok: false, message: "shutting down" },
      ],
    });
  });
});
