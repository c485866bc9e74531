import { expect } from "chai";
import type { WatchedWorkload } from "../../src/kubernetes/kinds/workload.ts";
import { type OldRevision, OldRevisions } from "../../src/kubernetes/oldRevisions.ts";
import { template, workload } from "../inventory/inventoryFixture.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { recordingLogger } from "../support/recordingLogger.ts";

const HOUR_MS = 3_600_000;
/** Lets what was answered become known. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
const revision = (number: number): OldRevision => ({
  revision: number,
  templates: [template({ app: `reg.io/web:${number}` })],
});

function make(revisions = 2) {
  const clock = fakeClock();
  const log = recordingLogger();
  const objects = new Map<string, string>();
  const calls: string[] = [];
  let answer: readonly OldRevision[] | Error = [revision(9), revision(10), revision(8), revision(7)];
  let listed = 0;
  const old = new OldRevisions({
    sink: {
      upsertWorkload({ groupKind, name, templates, disabled }) {
        calls.push(`upsert ${name}`);
        const images = templates.flatMap(({ containers }) => containers.map(({ image }) => image));
        objects.set(name, `${groupKind} ${images}${disabled ? " disabled" : ""}`);
      },
      deleteWorkload({ name }) {
        calls.push(`delete ${name}`);
        objects.delete(name);
      },
    },
    async list(_, { onBytes }) {
      listed++;
      onBytes(32 * 1024 * 1024);
      if (answer instanceof Error) {
        throw answer;
      }
      return answer;
    },
    revisions,
    windowMs: 6 * HOUR_MS,
    clock,
    random: () => 0.5,
    log,
  });
  const web = (rest: Partial<WatchedWorkload> = {}): WatchedWorkload => ({
    ...workload("web"),
    history: { labelSelector: "app=web", newest: "10" },
    ...rest,
  });
  return {
    old,
    clock,
    log,
    objects,
    calls,
    web,
    get listed() {
      return listed;
    },
    answers(next: readonly OldRevision[] | Error) {
      answer = next;
    },
  };
}

describe("OldRevisions", () => {
  it("gives the newest older revisions, by number, as workloads of the same kind", async () => {
    const { old, objects, web } = make();
    old.upsert(web());
    await settled();
    expect([...objects]).to.deep.equal([
      ["web/9", "apps/Deployment reg.io/web:9"],
      ["web/8", "apps/Deployment reg.io/web:8"],
    ]);
    old.upsert(web({ disabled: true }));
    expect(objects.get("web/9")).to.equal("apps/Deployment reg.io/web:9 disabled");
    old.delete(web());
    expect([...objects]).to.deep.equal([]);
  });

  it("asks for nothing of workloads without a history", async () => {
    const made = make();
    made.old.upsert(workload("web"));
    await settled();
    expect(made.listed).to.equal(0);
  });

  it("looks again once a roll-out has had time to leave its revision, and keeps what stays", async () => {
    const made = make();
    const { old, clock, calls, web } = made;
    old.upsert(web());
    await settled();
    made.answers([revision(11), revision(10), revision(9)]);
    calls.length = 0;
    old.upsert(web({ history: { labelSelector: "app=web", newest: "11" } }));
    expect(made.listed).to.equal(1);
    await clock.advance(10_000);
    await settled();
    expect(made.listed).to.equal(2);
    expect(calls.slice(2)).to.deep.equal(["upsert web/10", "upsert web/9", "delete web/8"]);
  });

  it("looks again once in a window, and after a failure with back-off, of which it warns once", async () => {
    const made = make();
    const { old, clock, objects, log, web } = made;
    made.answers(new Error("forbidden"));
    old.upsert(web());
    await settled();
    expect(log.lines.map(({ level }) => level)).to.deep.equal(["warn"]);
    for (let round = 0; made.listed < 3 && round < 20; round++) {
      await clock.advance(30_000);
      await settled();
    }
    expect(log.lines.map(({ level }) => level)).to.deep.equal(["warn", "debug", "debug"]);
    made.answers([revision(2), revision(1)]);
    for (let round = 0; objects.size === 0 && round < 40; round++) {
      await clock.advance(60_000);
      await settled();
    }
    expect([...objects.keys()]).to.deep.equal(["web/1"]);
    const before = made.listed;
    await clock.advance(6 * HOUR_MS);
    await settled();
    expect(made.listed).to.equal(before + 1);
  });

  it("has the API server send a megabyte a second for a namespace, however many workloads it has", async () => {
    const made = make();
    for (let n = 0; n < 100; n++) {
      made.old.upsert(made.web({ name: `web-${n}`, uid: `uid-${n}` }));
    }
    await made.clock.advance(64_000);
    expect(made.listed).to.be.within(4, 6);
  });

  it("begins anew with a workload that was deleted and made again", async () => {
    const made = make();
    const { old, objects, web } = made;
    old.upsert(web());
    await settled();
    made.answers([revision(1)]);
    old.upsert(web({ uid: "another" }));
    expect([...objects]).to.deep.equal([]);
    await settled();
    expect([made.listed, objects.size]).to.deep.equal([2, 0]);
  });

  it("asks for nothing more once it is stopped", async () => {
    const made = make();
    made.old.upsert(made.web());
    await settled();
    made.old.stop();
    await made.clock.advance(12 * HOUR_MS);
    await settled();
    expect(made.listed).to.equal(1);
  });
});
