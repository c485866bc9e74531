import { execFileSync } from "node:child_process";
import { expect } from "chai";
import { Kubectl } from "../../src/leftovers/leftover.ts";

/** The words that a shell makes of a command. */
const words = (command: string) =>
  execFileSync("bash", ["-c", `kubectl() { printf '%s\\0' "$@"; }\n${command}`], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);

describe("Kubectl", () => {
  for (const name of [
    "web",
    "--all",
    "a b",
    "'; echo 'x",
    "$(id)",
    "`id`",
    "a\\b",
    'q"q',
    "system:x",
    "~",
    "*",
  ]) {
    it(`Kubectl makes commands in which a shell reads ${name} as one name`, () => {
      const object = { namespace: "shop", resource: "roles.r", kind: "Role", name, created: 1 };
      const kubectl = new Kubectl({ kubeconfig: `/${name}`, context: `c ${name}` });
      expect(words(kubectl.delete(object))).to.deep.equal([
        `--kubeconfig=/${name}`,
        `--context=c ${name}`,
        "delete",
        "--namespace=shop",
        `roles.r/${name}`,
      ]);
      expect(words(kubectl.patch(object, { n: name }))).to.deep.equal([
        `--kubeconfig=/${name}`,
        `--context=c ${name}`,
        "patch",
        "--namespace=shop",
        `roles.r/${name}`,
        "--type=merge",
        `--patch=${JSON.stringify({ spec: { n: name } })}`,
      ]);
    });
  }
  it("Kubectl names neither a context that nobody asked for nor a namespace where there is none", () => {
    const object = { namespace: "", resource: "namespaces", kind: "Namespace", name: "temp", created: 1 };
    expect(new Kubectl({ kubeconfig: "", context: "" }).delete(object)).to.equal(
      "kubectl delete namespaces/temp",
    );
  });
});
