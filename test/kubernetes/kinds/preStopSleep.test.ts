import { expect } from "chai";
import { preStopSleepSeconds } from "../../../src/kubernetes/kinds/preStopSleep.ts";

const exec = (...command: unknown[]) => ({ exec: { command } });

describe("preStopSleepSeconds()", () => {
  const table: readonly (readonly [string, unknown, number | undefined])[] = [
    ["the sleep action", { sleep: { seconds: 15 } }, 15],
    ["a sleep action of no time", { sleep: { seconds: 0 } }, 0],
    ["sleep by itself", exec("sleep", "10"), 10],
    ["sleep by its path, with a unit", exec("/usr/bin/sleep", "1.5m"), 90],
    ["sleep in a shell", exec("sh", "-c", "sleep 20"), 20],
    ["sleep in a shell by its path, before more", exec("/bin/bash", "-ec", " sleep 5s && nginx -s quit"), 5],
    ["sleep before the next line", exec("/bin/sh", "-c", "/bin/sleep 7\nkill 1"), 7],
    ["exec sleep", exec("/bin/ash", "-c", "exec sleep 3;"), 3],
    ["nothing of what sleeps perhaps", exec("sh", "-c", "test -f /x || sleep 5"), undefined],
    ["nothing of what comes after something else", exec("sh", "-c", "nginx -s quit; sleep 5"), undefined],
    ["nothing of a sleep in the background", exec("sh", "-c", "sleep 5 & wait"), undefined],
    ["nothing of a variable", exec("sh", "-c", "sleep $DRAIN"), undefined],
    ["nothing of other programs", exec("/app/drain", "--for", "sleep 5"), undefined],
    ["nothing of a shell's script file", exec("sh", "/drain.sh"), undefined],
    ["nothing of a request", { httpGet: { path: "/drain", port: 8080 } }, undefined],
    ["nothing of odd shapes", { exec: { command: 5 }, sleep: "x" }, undefined],
    ["nothing of nothing", undefined, undefined],
  ];
  for (const [what, preStop, expected] of table) {
    it(`preStopSleepSeconds() reads ${what}`, () => {
      expect(preStopSleepSeconds(preStop)).to.equal(expected);
    });
  }
});
