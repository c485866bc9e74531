import { expect } from "chai";
import { originEndpoint } from "../../src/image/endpoint.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { until } from "../support/until.ts";
import { ALICE, createHarness, FOUND, registryError, type TestClient } from "./harness.ts";

const ABSENT = registryError(404, "MANIFEST_UNKNOWN");
const MINUTE = 60_000;
const { signal } = new AbortController();

describe("OriginChecks", () => {
  const { server, client } = createHarness();

  /** Checks images of `origin`, each of which the mirror is asked for first. */
  const checker = (subject: TestClient, mirror: string, origin: string) => {
    const references = new Map<string, { registry: string; repository: string; tag: string }>();
    return (repository = "shop/web") => {
      const reference = references.get(repository) ?? { registry: origin, repository, tag: "1" };
      references.set(repository, reference);
      const endpoints = [
        { ...originEndpoint({ registry: mirror, repository }), registry: mirror },
        originEndpoint(reference),
      ];
      return subject.check({ reference, credentials: [ALICE], endpoints }, { signal });
    };
  };
  const asked = (registry: ScriptedServer) => {
    const { length } = registry.requests;
    registry.requests.length = 0;
    return length > 0;
  };

  it("tell why the origin does not give out what a mirror has, and ask again after ten minutes", async () => {
    const [mirror, origin] = [await server(() => FOUND), await server(() => ABSENT)];
    const subject = client();
    const check = checker(subject, mirror.host, origin.host);
    const first = await check();
    expect(first).to.have.nested.property("origin.reason", "absent");
    expect(first.result).to.equal("available");
    expect(asked(origin), "at once").to.equal(true);
    expect(await check()).to.deep.equal(first);
    expect(asked(origin), "at the next check").to.equal(false);
    origin.script = () => FOUND;
    await subject.clock.advance(10 * MINUTE);
    expect(await check()).to.deep.equal({ result: "available" });
    expect(asked(origin), "after ten minutes").to.equal(true);
  });

  it("ask an origin that has it once an hour", async () => {
    const [mirror, origin] = [await server(() => FOUND), await server(() => FOUND)];
    const subject = client();
    const check = checker(subject, mirror.host, origin.host);
    const when: number[] = [];
    for (let minutes = 0; minutes <= 120; minutes += 10) {
      await check();
      if (asked(origin)) {
        when.push(minutes);
      }
      await subject.clock.advance(10 * MINUTE);
    }
    expect(when).to.deep.equal([0, 60, 120]);
  });

  it("do not ask an origin that has just answered in a mirror's place", async () => {
    const [mirror, origin] = [await server(() => ABSENT), await server(() => FOUND)];
    const subject = client();
    expect(await checker(subject, mirror.host, origin.host)()).to.deep.equal({ result: "available" });
    expect(origin.lines()).to.deep.equal(["HEAD /v2/shop/web/manifests/1"]);
  });

  it("say nothing of an origin that is away, blame nobody for it, and try it once in ten minutes", async () => {
    const mirror = await server(() => FOUND);
    const origin = await server(() => "drop");
    const subject = client();
    const check = checker(subject, mirror.host, origin.host);
    for (const image of ["shop/a", "shop/b", "shop/c"]) {
      expect(await check(image)).to.deep.equal({ result: "available" });
      expect(asked(origin), image).to.equal(image === "shop/a");
    }
    expect(subject.gate.settled.filter(({ end }) => end.kind === "unreachable")).to.deep.equal([]);
    await subject.clock.advance(10 * MINUTE);
    await check("shop/b");
    expect(asked(origin), "after ten minutes").to.equal(true);
  });

  it("keep what an origin said before it went away", async () => {
    const [mirror, origin] = [await server(() => FOUND), await server(() => ABSENT)];
    const subject = client();
    const check = checker(subject, mirror.host, origin.host);
    const first = await check();
    for (const script of [() => ({ status: 429 }), () => ({ status: 503 })]) {
      origin.script = script;
      await subject.clock.advance(10 * MINUTE);
      expect(await check()).to.deep.equal(first);
    }
  });

  it("let one check at a time find out whether an origin is there", async () => {
    const mirror = await server(() => FOUND);
    let answer = (_: typeof ABSENT) => {};
    const held = new Promise<typeof ABSENT>((resolve) => {
      answer = resolve;
    });
    const origin = await server(() => held);
    const subject = client();
    const check = checker(subject, mirror.host, origin.host);
    const first = check("shop/a");
    await until(() => origin.requests.length === 1);
    expect(await check("shop/b")).to.deep.equal({ result: "available" });
    expect(origin.requests).to.have.length(1);
    answer(ABSENT);
    expect(await first).to.have.nested.property("origin.reason", "absent");
    expect(await check("shop/b")).to.have.nested.property("origin.reason", "absent");
  });

  it("leave an origin alone whose budget is used up", async () => {
    const [mirror, origin] = [await server(() => FOUND), await server(() => ABSENT)];
    const subject = client();
    subject.gate.waitMs.push(1_000);
    const check = checker(subject, mirror.host, origin.host);
    expect(await check()).to.deep.equal({ result: "available" });
    expect(asked(origin)).to.equal(false);
    expect(await check()).to.have.nested.property("origin.reason", "absent");
  });

  it("hand on the digest that the mirror named", async () => {
    const [mirror, origin] = [await server(() => FOUND), await server(() => ABSENT)];
    const subject = client(undefined, { digests: true });
    expect(await checker(subject, mirror.host, origin.host)()).to.include.keys("digest", "origin");
  });
});
