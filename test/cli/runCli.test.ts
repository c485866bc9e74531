import { expect } from "chai";
import { runCli } from "../../src/cli/runCli.ts";
import { StopRequested } from "../../src/cli/stopRequested.ts";
import { UsageError } from "../../src/cli/usageError.ts";
import { ClusterConfigError } from "../../src/kubernetes/clusterConfigError.ts";
import { VERSION } from "../../src/version.ts";
import { fakeCommands } from "./fakeCommands.ts";
import { memoryIo } from "./memoryIo.ts";

describe("runCli", () => {
  it("runCli() gives the command its configuration, images and own flags", async () => {
    const { commands, calls } = fakeCommands(() => 7);
    const io = memoryIo({ IAE_LOG_LEVEL: "debug", IAE_NONSENSE: "1" });
    const argv = ["look", "nginx", "redis", "--from", "x/config.json", "--ignored-images=a"];
    expect(await runCli(argv, commands, io)).to.equal(7);
    expect(calls.map(({ name }) => name)).to.deep.equal(["look"]);
    const { config, images, flags, warnings } = calls[0]!.input;
    expect(images).to.deep.equal(["nginx", "redis"]);
    expect([...flags]).to.deep.equal([["from", "/home/user/x/config.json"]]);
    expect(config.images.ignored).to.deep.equal(["a"]);
    expect(config.log.level).to.equal("debug");
    expect(warnings).to.deep.equal(["unknown environment variable IAE_NONSENSE is ignored"]);
    expect(io.out() + io.err()).to.equal("");
  });

  const BAD: readonly (readonly [name: string, argv: readonly string[], lines: string])[] = [
    ["an unknown flag", ["--nonsense"], "unknown flag --nonsense\n"],
    ["a command without its images", ["look"], "look needs at least one image, such as nginx:1.27\n"],
    [
      "a flag with none of its values",
      ["look", "a", "--as=xml"],
      '--as: expected one of table, json, given "xml"\n',
    ],
    ["an empty path", ["look", "a", "--from="], '--from: expected a path, given ""\n'],
    [
      "bad values, a line each",
      ["--log-level=x", "--check-period=1y"],
      'config.log.level: expected one of debug, info, warn, error, given "x" (--log-level)\n' +
        'config.schedule.checkPeriod: expected a duration such as 15s, 1m30s or 500ms, given "1y" (--check-period)\n',
    ],
    [
      "two configuration files",
      ["--config", "x.yaml", "--config=y.yaml"],
      '--config: expected one file, given "x.yaml" and "y.yaml"\n',
    ],
    [
      "a configuration file that is not there",
      ["--config", "x.yaml"],
      "Cannot read the configuration file /home/user/x.yaml: no such file\n",
    ],
  ];
  for (const [name, argv, lines] of BAD) {
    it(`runCli() answers ${name} on stderr, with exit code 2, and runs nothing`, async () => {
      const { commands, calls } = fakeCommands();
      const io = memoryIo();
      expect(await runCli(argv, commands, io)).to.equal(2);
      expect(io.err()).to.equal(lines);
      expect(io.out()).to.equal("");
      expect(calls).to.deep.equal([]);
    });
  }

  const FAILURES: readonly (readonly [name: string, error: unknown, code: number, line: string])[] = [
    ["a failure", new Error("it broke\n  in two places"), 70, "it broke in two places\n"],
    ["what is no Error", "odd", 70, "odd\n"],
    ["bad input that a command finds", new UsageError("no such thing"), 2, "no such thing\n"],
    ["a cluster that cannot be found", new ClusterConfigError("no cluster"), 2, "no cluster\n"],
    ["SIGTERM", new StopRequested("SIGTERM"), 143, ""],
    ["SIGINT", new StopRequested("SIGINT"), 130, ""],
  ];
  for (const [name, error, code, line] of FAILURES) {
    it(`runCli() ends with ${code} after ${name}, without a stack trace`, async () => {
      const { commands } = fakeCommands(() => {
        throw error;
      });
      const io = memoryIo();
      expect(await runCli([], commands, io)).to.equal(code);
      expect(io.err()).to.equal(line);
    });
  }

  it("runCli() prints the version", async () => {
    const io = memoryIo();
    expect(await runCli(["--version"], fakeCommands().commands, io)).to.equal(0);
    expect(io.out()).to.equal(`${VERSION}\n`);
    expect(VERSION).to.match(/^\d+\.\d+\.\d+/);
  });

  it("runCli() prints help even where something else is wrong with the configuration", async () => {
    const io = memoryIo({ IAE_LOG_LEVEL: "nonsense" });
    expect(await runCli(["--help"], fakeCommands().commands, io)).to.equal(0);
    expect(io.out()).to.match(/^k8s-image-availability-exporter \[command\] \[flags\]\n/);
  });
});
