import { expect } from "chai";
import { createCloudCredentials } from "../../../src/credentials/cloud/cloudCredentials.ts";
import { makeCredential } from "../../../src/credentials/credential.ts";
import { fakeClock } from "../../support/fakeClock.ts";
import { recordingLogger } from "../../support/recordingLogger.ts";

const HOUR = 3_600_000;

describe("createCloudCredentials", () => {
  function open(isThere: () => Promise<boolean> = async () => true, nobody = /^$/) {
    const log = recordingLogger();
    const clock = fakeClock();
    const { signal } = new AbortController();
    const fetched: string[] = [];
    let loads = 0;
    const source = createCloudCredentials<{ readonly name: string }>(
      {
        cloud: "azure",
        name: "Azure",
        readHost: (registry) => (registry.endsWith(".azurecr.io") ? { name: registry } : undefined),
        describe: ({ name }) => name,
        isThere,
        async load() {
          loads++;
          return {
            async fetch({ name }) {
              fetched.push(name);
              if (nobody.test(name)) {
                throw new Error("nobody there");
              }
              const credential = makeCredential({ username: "u", password: name });
              return { credential, expiresMs: clock.now() + 10 * HOUR };
            },
          };
        },
      },
      {
        mode: "auto",
        environment: {},
        call: () => Promise.reject(new Error("nobody is asked")),
        clock,
        random: () => 0,
        log,
        onErrors: () => {},
        signal,
      },
    );
    const find = async (index: number | "real", by?: string) => {
      const registry = index === "real" ? "real.azurecr.io" : `r${index}.azurecr.io`;
      const found = await source.find(`${registry}/app`, { signal, by });
      return found?.unknown ?? found?.credentials.map(({ credential }) => credential.password).join();
    };
    return { clock, fetched, find, log, loads: () => loads };
  }

  it("find() loads what gets tokens with the first registry of the cloud, and once", async () => {
    const { find, loads } = open();
    expect(loads()).to.equal(0);
    await Promise.all([find(1), find(2)]);
    expect(loads()).to.equal(1);
  });

  it("find() loads nothing where there is no identity, and looks for one ever more seldom until there is", async () => {
    let asked = 0;
    let isThere = false;
    const { clock, find, loads, log } = open(async () => {
      asked++;
      return isThere;
    });
    expect(await Promise.all([find(1), find(2)])).to.deep.equal([undefined, undefined]);
    expect([asked, loads()]).to.deep.equal([1, 0]);
    for (let seconds = 0; seconds < 3_600; seconds += 5) {
      await clock.advance(5_000);
      expect(await find(1)).to.equal(undefined);
    }
    expect(asked).to.be.within(8, 40);
    expect(log.lines.filter(({ message }) => /no identity at Azure/.test(message))).to.have.length(1);
    isThere = true;
    await clock.advance(10 * 60_000);
    expect(await Promise.all([find(1), find(2)])).to.deep.equal(["r1.azurecr.io", "r2.azurecr.io"]);
    const last = asked;
    await clock.advance(HOUR);
    expect([await find(3), asked]).to.deep.equal(["r3.azurecr.io", last]);
  });

  it("find() bounds the registries in use, and forgets those that no check has asked for in an hour", async () => {
    const { clock, fetched, find } = open();
    for (let index = 0; index < 2_048; index++) {
      await clock.advance(200);
      expect(await find(index)).to.equal(`r${index}.azurecr.io`);
    }
    await clock.advance(HOUR - 200 * 2_048);
    expect(await find(2_048)).to.equal("cannot get a token of r2048.azurecr.io: more than 2048 are in use");
    expect(await find(0)).to.equal("r0.azurecr.io");
    await clock.advance(600);
    expect(await find(2_048)).to.equal("r2048.azurecr.io");
    expect(fetched).to.have.length(2_049);
    // It was used lately; the second was the longest unused.
    await find(0);
    expect(fetched).to.have.length(2_049);
    await find(1);
    expect(fetched).to.have.length(2_050);
  });

  it("find() asks for a registry for the first time, however many of another namespace wait for that", async () => {
    const { clock, find } = open(undefined, /^r\d+[.]/);
    let refused = 0;
    for (let index = 0; index < 10_000; index++) {
      await clock.advance(20);
      refused += Number((await find(index, "evil"))?.includes("for the first time"));
    }
    expect(refused).to.be.above(8_000);
    expect(await find("real", "shop")).to.equal("real.azurecr.io");
  });

  it("find() has registries that nobody has made way for others, asks for few at once, and says each once", async () => {
    const { clock, fetched, find, log } = open(undefined, /^r\d+[.]/);
    const madeUp = async (from: number, to: number) => {
      for (let index = from; index < to; index++) {
        expect(await find(index)).to.include("nobody there");
      }
    };
    await madeUp(0, 256);
    expect(await find(256)).to.include("too many registries are asked for the first time");
    expect(fetched).to.have.length(256);
    for (let index = 256; index < 2_048; index++) {
      await clock.advance(200);
      await madeUp(index, index + 1);
    }
    await clock.advance(200);
    expect(await find("real")).to.equal("real.azurecr.io");
    await clock.advance(5 * HOUR);
    await madeUp(2_000, 2_048);
    expect(await find("real")).to.equal("real.azurecr.io");
    const lines = log.lines.filter(({ level }) => level === "error");
    expect(lines).to.have.length(2_048);
  });
});
