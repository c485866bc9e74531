import type { Fault } from "../faults/fault.ts";
import { faultMatrix } from "../faults/faultMatrix.ts";
import { type Ground, startGround } from "../faults/ground.ts";
import { play } from "../faults/play.ts";
import { parts, scene } from "../harness/scene.ts";

/** How many rows are played at a time, each in a world of its own: most of each is waiting. */
const AT_A_TIME = 4;

scene("the fault matrix", [parts.apiServer, parts.registry], () => {
  let ground: Ground;
  const started = new Map<Fault, Promise<void>>();
  const faults = [...faultMatrix].sort((a, b) => Number(a.alone ?? false) - Number(b.alone ?? false));

  const start = (fault: Fault): Promise<void> => {
    const running = started.get(fault) ?? play(ground, fault, `row-${faults.indexOf(fault) + 1}`);
    started.set(fault, running);
    return running;
  };

  before(async () => {
    ground = await startGround();
  });
  after(async () => {
    await Promise.allSettled(started.values());
    await ground?.stop();
  });

  for (const [index, fault] of faults.entries()) {
    it(`${fault.name}: ${fault.meanwhile}; then ${fault.afterwards}`, async () => {
      const ahead = faults.slice(index, index + AT_A_TIME).filter(({ alone }) => alone === undefined);
      for (const next of ahead) {
        start(next).catch(() => {});
      }
      await start(fault);
    });
  }
});
