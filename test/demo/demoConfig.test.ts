import { expect } from "chai";
import { loadConfig } from "../../src/config/loadConfig.ts";
import { demoConfig } from "../../src/demo/demoConfig.ts";

const { signal } = new AbortController();

async function configOf(flags: readonly { name: string; text: string }[]) {
  const { config } = await loadConfig({ environment: {}, flags, baseDirectory: "/" }, { signal });
  return demoConfig(config, { signal });
}

describe("demoConfig()", () => {
  it("listens on this machine only, and checks in seconds", async () => {
    const { server, schedule, registries, workloads, hygiene } = await configOf([]);
    expect(server.bindAddress).to.equal("127.0.0.1:8080");
    expect(server.shutdownDelay).to.equal(0);
    expect(schedule).to.include({ checkPeriod: 1_000, recheckWindow: 10_000, failedRecheckPeriod: 3_000 });
    expect(registries.requestsPerSecond).to.equal(1_000);
    expect(workloads.kinds).to.include.members(["Deployment", "CronJob", "Job", "Pod"]);
    expect(hygiene).to.deep.equal({ pullSecrets: true, workloads: true });
    expect(workloads.custom.map(({ kind }) => kind)).to.deep.equal(["Rollout"]);
  });

  it("leaves what the user set", async () => {
    const { server, schedule, workloads } = await configOf([
      { name: "bind-address", text: "127.0.0.1:9999" },
      { name: "check-period", text: "5s" },
      { name: "workloads-kinds", text: "Deployment" },
    ]);
    expect(server.bindAddress).to.equal("127.0.0.1:9999");
    expect(schedule.checkPeriod).to.equal(5_000);
    expect(schedule.recheckWindow).to.equal(10_000);
    expect(workloads.kinds).to.deep.equal(["Deployment"]);
  });
});
