import { expect } from "chai";
import { createDnsClient } from "../../src/registry/dnsClient.ts";
import { startNameServer } from "../support/nameServer.ts";
import { createHarness } from "./harness.ts";

describe("createDnsClient()", () => {
  const { onEnd } = createHarness();
  const many = Array.from({ length: 3_900 }, (_, index) => `10.1.${index >> 8}.${index & 255}`);

  async function names(answer: Parameters<typeof startNameServer>[0]) {
    const started = await startNameServer(answer);
    onEnd(async () => await started[Symbol.asyncDispose]());
    return started;
  }

  function client() {
    const created = createDnsClient();
    onEnd(async () => created.close());
    return created;
  }

  it("asks by TCP for what does not fit otherwise", async () => {
    const { address, questions } = await names(() => many);
    expect(await client().ask([address], "many.test", "A")).to.deep.equal(many);
    expect(questions).to.deep.equal(["many.test A", "many.test A by TCP"]);
  });

  it("asks the next name server where one fails, refuses or is not there, and that one first from then on", async () => {
    for (const wrong of ["failed", "refused"] as const) {
      const bad = await names(() => wrong);
      const good = await names(() => ["10.0.0.1"]);
      const subject = client();
      const servers = ["127.0.0.1:1", bad.address, good.address];
      for (const name of ["a.test", "b.test"]) {
        expect(await subject.ask(servers, name, "A")).to.deep.equal(["10.0.0.1"]);
      }
      expect(bad.questions).to.deep.equal(["a.test A"]);
      expect(good.questions).to.deep.equal(["a.test A", "b.test A"]);
    }
  });

  it("believes a name server that knows no such name", async () => {
    const one = await names(() => "unknown");
    const other = await names(() => ["10.0.0.1"]);
    expect(await client().ask([one.address, other.address], "a.test", "A")).to.deep.equal([]);
    expect(other.questions).to.deep.equal([]);
  });

  it("cannot tell where no name server answers, nor of names that none can have", async () => {
    const { address, questions } = await names(() => "failed");
    expect(await client().ask([address], "a.test", "A")).to.equal(undefined);
    expect(questions).to.deep.equal(["a.test A"]);
    for (const name of [`${"a".repeat(64)}.test`, "a..test", `${"a.".repeat(130)}test`]) {
      expect(await client().ask([address], name, "A"), name).to.equal(undefined);
    }
    expect(questions).to.have.length(1);
  });

  it("ends what it asks when it is closed, and asks nothing more", async () => {
    const { address, questions } = await names(() => "silent");
    const subject = client();
    const asked = subject.ask([address, address], "a.test", "A");
    subject.close();
    expect(await asked).to.equal(undefined);
    expect(await subject.ask([address], "b.test", "A")).to.equal(undefined);
    expect(questions).to.deep.equal([]);
  });
});
