import { expect } from "chai";
import type { Config } from "../../../src/config/config.generated.ts";
import { listOptions } from "../../../src/page/view/configuration.ts";
import { defaultConfig } from "../pageFixture.ts";

describe("listOptions()", () => {
  let config: Config;
  before(async () => {
    config = await defaultConfig();
  });

  it("tells each option with its value", () => {
    const rows = new Map(listOptions(config).map(({ path, value }) => [path, value]));
    expect(rows.get("config.server.bindAddress")).to.equal(":8080");
    expect(rows.get("config.schedule.recheckWindow")).to.equal("10m");
    expect(rows.get("config.images.ignored")).to.equal("none");
    expect(rows.get("config.workloads.kinds")).to.equal("Deployment,StatefulSet,DaemonSet,CronJob");
    expect(rows.get("config.registries.hosts")).to.equal('{"docker.io":{"requestsPerSecond":10}}');
  });

  it("says which are not at their defaults", () => {
    const changed = (of: Config) =>
      listOptions(of)
        .filter((row) => row.changed)
        .map(({ path, value }) => `${path} ${value}`);
    expect(changed(config)).to.deep.equal([]);
    const schedule = { ...config.schedule, checkPeriod: 90_000 };
    expect(changed({ ...config, schedule, sharding: { shards: 3, shard: -1 } })).to.deep.equal([
      "config.schedule.checkPeriod 1m30s",
      "config.sharding.shards 3",
    ]);
  });

  it("names headers of mirrors, and never says what they say, nor the user name of a URL", () => {
    const mirror = {
      mirror: "mirror.example.com",
      path: "/v2",
      capabilities: ["pull" as const],
      insecureSkipVerify: false,
      headers: { "X-Token": "hunter2" },
      headerFiles: { Authorization: "/run/token" },
    };
    const images = {
      ...config.images,
      ignored: ["https://me:hunter3@reg.example.com"],
      mirrors: [{ prefix: "docker.io", mirrors: [mirror], fallback: true }],
    };
    const text = JSON.stringify(listOptions({ ...config, images }));
    expect(text).to.contain("X-Token").and.contain("/run/token");
    expect(text).to.not.match(/hunter/);
  });
});
