import { expect } from "chai";
import type { Verdict } from "../../src/image/outcome.ts";
import { ChangeLog, MAX_CHANGES } from "../../src/page/changeLog.ts";
import { fakeClock } from "../support/fakeClock.ts";

describe("ChangeLog", () => {
  const clock = fakeClock();
  let log: ChangeLog;
  beforeEach(() => {
    log = new ChangeLog(clock);
  });

  function change(
    name: string,
    image: string,
    from: Verdict | undefined,
    to: Verdict | undefined,
    namespace = "shop",
  ): void {
    const [registry = ""] = image.split("/");
    const labels = { namespace, kind: "deployment", name, container: "app", image, registry };
    log.record({ ...labels, owner: {} }, from, to, to === "available" ? "" : "404");
  }
  const told = () =>
    log
      .recent()
      .map(
        ({ first, from, to, containers, severalImages }) =>
          `${first.name} ${first.image} ${from}>${to} ${containers}${severalImages ? " images" : ""}`,
      );

  it("tells changes, the newest first, and no first success", async () => {
    change("new", "reg.io/a:1", undefined, "available");
    change("gone", "reg.io/b:1", "available", "absent");
    await clock.advance(1);
    change("back", "reg.io/c:1", "absent", "available");
    change("bad", "reg.io/d:1", undefined, "absent");
    expect(told()).to.deep.equal([
      "bad reg.io/d:1 undefined>absent 1",
      "back reg.io/c:1 absent>available 1",
      "gone reg.io/b:1 available>absent 1",
    ]);
  });

  it("tells the containers of one image together", () => {
    change("one", "reg.io/a:1", "available", "absent");
    change("two", "reg.io/a:1", "available", "absent");
    change("other", "reg.io/b:1", "available", "absent");
    expect(told()).to.deep.equal([
      "other reg.io/b:1 available>absent 1",
      "one reg.io/a:1 available>absent 2",
    ]);
  });

  it("tells an outage of a registry as one change, and its end", () => {
    for (const image of ["reg.io/a:1", "reg.io/b:1", "other.io/c:1"]) {
      change("app", image, "available", "registry_unavailable");
      change("app", image, "registry_unavailable", "available");
    }
    expect(told()).to.deep.equal([
      "app other.io/c:1 registry_unavailable>available 1",
      "app other.io/c:1 available>registry_unavailable 1",
      "app reg.io/a:1 registry_unavailable>available 2 images",
      "app reg.io/a:1 available>registry_unavailable 2 images",
    ]);
  });

  it("tells what comes a minute later apart", async () => {
    change("one", "reg.io/a:1", "available", "absent");
    await clock.advance(60_000);
    change("two", "reg.io/a:1", "available", "absent");
    expect(told().length).to.equal(2);
  });

  it("forgets what is older than a day", async () => {
    change("one", "reg.io/a:1", "available", "absent");
    await clock.advance(24 * 60 * 60_000);
    change("two", "reg.io/b:1", "available", "absent");
    expect(told()).to.deep.equal(["two reg.io/b:1 available>absent 1"]);
  });

  it("keeps a bounded number, the newest", () => {
    for (let index = 0; index < 5 * MAX_CHANGES; index++) {
      change("app", `reg.io/a:${index}`, "available", "absent");
    }
    const all = told();
    expect(all.length).to.equal(MAX_CHANGES);
    expect(all[0]).to.contain(`:${5 * MAX_CHANGES - 1} `);
  });

  it("keeps those of a namespace with few, whatever others have", () => {
    change("shop", "reg.io/shop:1", "available", "absent");
    for (let index = 0; index < 5 * MAX_CHANGES; index++) {
      change("a", `reg.io/a:${index}`, "available", "absent", index % 3 === 0 ? "team-a" : "team-b");
    }
    const all = told();
    expect(all.length).to.be.within(MAX_CHANGES - 1, MAX_CHANGES);
    expect(all.at(-1)).to.equal("shop reg.io/shop:1 available>absent 1");
    expect(log.recent().filter(({ first }) => first.namespace === "team-a").length).to.be.above(
      MAX_CHANGES / 3 - 1,
    );
  });
});
