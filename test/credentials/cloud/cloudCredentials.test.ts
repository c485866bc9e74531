import { expect } from "chai";
import { createCloudCredentials } from "../../../src/credentials/cloud/cloudCredentials.ts";
import { makeCredential } from "../../../src/credentials/credential.ts";
import { fakeClock } from "../../support/fakeClock.ts";
import { recordingLogger } from "../../support/recordingLogger.ts";

const HOUR = 3_600_000;

describe("createCloudCredentials", () => {
  function open(isThere: () => Promise<boolean> = async () => true) {
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
        log: recordingLogger(),
        onErrors: () => {},
        signal,
      },
    );
    const find = async (index: number) => {
      const found = await source.find(`r${index}.azurecr.io/app`, { signal });
      return found?.unknown ?? found?.credentials.map(({ credential }) => credential.password).join();
    };
    return { clock, fetched, find, loads: () => loads };
  }

  it("find() loads what gets tokens with the first registry of the cloud, and once", async () => {
    const { find, loads } = open();
    expect(loads()).to.equal(0);
    await Promise.all([find(1), find(2)]);
    expect(loads()).to.equal(1);
  });

  it("find() loads nothing where there is no identity, and asks for one once", async () => {
    let asked = 0;
    const { find, loads } = open(async () => {
      asked++;
      return false;
    });
    expect([await find(1), await find(2)]).to.deep.equal([undefined, undefined]);
    expect([asked, loads()]).to.deep.equal([1, 0]);
  });

  it("find() bounds the registries in use, and forgets those that no check has asked for in an hour", async () => {
    const { clock, fetched, find } = open();
    for (let index = 0; index < 256; index++) {
      expect(await find(index)).to.equal(`r${index}.azurecr.io`);
    }
    expect(await find(256)).to.equal("cannot get a token of r256.azurecr.io: more than 256 are in use");
    await clock.advance(HOUR - 1);
    expect(await find(0)).to.equal("r0.azurecr.io");
    expect(await find(256)).to.include("more than 256");
    await clock.advance(1);
    expect(await find(256)).to.equal("r256.azurecr.io");
    expect(fetched).to.have.length(257);
    // It was used lately; the second was the longest unused.
    await find(0);
    expect(fetched).to.have.length(257);
    await find(1);
    expect(fetched).to.have.length(258);
  });
});
