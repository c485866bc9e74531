import { expect } from "chai";
import { readArguments } from "../../src/cli/readArguments.ts";
import { UsageError } from "../../src/cli/usageError.ts";
import { fakeCommands } from "./fakeCommands.ts";

const { commands } = fakeCommands();

/** `look a b --flag=text`: what was understood, in one line. */
function understood(...argv: readonly string[]): string {
  const { command, isNamed, images, flags } = readArguments(argv, commands);
  const name = isNamed ? command.name : `(${command.name})`;
  return [name, ...images, ...flags.map((flag) => `--${flag.name}=${flag.text}`)].join(" ");
}

const READ: readonly (readonly [argv: readonly string[], understood: string])[] = [
  [[], "(watch)"],
  [["watch"], "watch"],
  // The original's flags, as its users have them in their manifests.
  [["-check-interval=30s"], "(watch) --check-interval=30s"],
  [["--check-interval", "30s"], "(watch) --check-interval=30s"],
  [["--bind-address=:8080"], "(watch) --bind-address=:8080"],
  [["-ignored-images=^a=b$~c"], "(watch) --ignored-images=^a=b$~c"],
  [["--allowed-images", "-x-"], "(watch) --allowed-images=-x-"],
  [["--namespace-label="], "(watch) --namespace-label="],
  [["-skip-registry-cert-verification"], "(watch) --skip-registry-cert-verification=true"],
  [
    ["-allow-plain-http=false", "--default-registry=r.example"],
    "(watch) --allow-plain-http=false --default-registry=r.example",
  ],
  [["-allow-plain-http=T"], "(watch) --allow-plain-http=true"],
  [["--capath", "/a.pem", "--capath=/b.pem"], "(watch) --capath=/a.pem --capath=/b.pem"],
  [["-image-mirror=docker.io=m.example/x"], "(watch) --image-mirror=docker.io=m.example/x"],
  [["--force-check-disabled-controllers=*"], "(watch) --force-check-disabled-controllers=*"],
  [["--check-period=1m", "watch", "--log-level", "debug"], "watch --check-period=1m --log-level=debug"],
  [["--server-bind-address=:1"], "(watch) --server-bind-address=:1"],
  [["--sharding-shard", "-1"], "(watch) --sharding-shard=-1"],
  [["look", "nginx", "--once", "redis:7", "--as", "json"], "look nginx redis:7 --once=true --as=json"],
  [["--once", "look", "nginx"], "look nginx --once=true"],
  [["look", "--", "-x", "--once"], "look -x --once"],
  [["look", "-", ""], "look - "],
  [["-h"], "(watch) --help=true"],
  [["look", "--help"], "look --help=true"],
  [["-v"], "(watch) --version=true"],
  [["version"], "(watch) --version=true"],
  [["help"], "(watch) --help=true"],
  [["help", "look"], "look --help=true"],
  [["help", "look", "nginx"], "look nginx --help=true"],
];

const REFUSED: readonly (readonly [argv: readonly string[], message: string])[] = [
  [["--check-intervall=1s"], "unknown flag --check-intervall; did you mean --check-interval?"],
  [["-bindaddress=:1"], "unknown flag -bindaddress; did you mean --bind-address?"],
  [["--frobnicate"], "unknown flag --frobnicate"],
  [["--bind-address"], "--bind-address needs a value"],
  [["-allow-plain-http=maybe"], '-allow-plain-http: expected true or false, given "maybe"'],
  [["-allow-plain-http", "false"], 'unknown command "false"; there are watch, look, glance'],
  [["help", "wacth"], 'unknown command "wacth"; did you mean watch?'],
  [["version", "look"], 'unexpected argument "look": version takes none'],
  [["glance", "--ignored-images=x"], "--ignored-images is no flag of the command glance"],
  [["wacth"], 'unknown command "wacth"; did you mean watch?'],
  [["watch", "nginx"], 'unexpected argument "nginx": watch takes none'],
  [["look", "nginx", "--bind-address=:1"], "--bind-address is no flag of the command look"],
  [["--once"], "--once is no flag of the command watch"],
];

describe("readArguments", () => {
  for (const [argv, text] of READ) {
    it(`readArguments() reads ${JSON.stringify(argv)}`, () => {
      expect(understood(...argv)).to.equal(text);
    });
  }

  for (const [argv, message] of REFUSED) {
    it(`readArguments() refuses ${JSON.stringify(argv)}`, () => {
      expect(() => understood(...argv))
        .to.throw(UsageError)
        .with.property("message", message);
    });
  }
});
