import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { runNode } from "./support/runNode.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const main = join(root, "src/main.ts");

describe("main", () => {
  let folder: string;
  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "main-")));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("main() prints one line and ends with 2 when there is no cluster to watch", async () => {
    const { code, stdout, stderr } = await runNode([main], { cwd: folder });
    expect(code).to.equal(2);
    expect(stdout).to.equal("");
    expect(stderr).to.match(/^Cannot find a cluster: .+\n$/);
  });

  it("main() reads relative paths from the user's folder when npm runs it", async () => {
    writeFileSync(
      join(folder, "docker.json"),
      JSON.stringify({ auths: { "registry.example": { username: "bob", password: "secret" } } }),
    );
    const args = [
      main,
      "explain",
      "registry.example/a",
      "--docker-config",
      "docker.json",
      "--output",
      "json",
    ];
    const environment = { INIT_CWD: folder, npm_package_json: join(root, "package.json") };
    const { code, stdout, stderr } = await runNode(args, { cwd: root, environment });
    expect(stderr).to.equal("");
    expect(code).to.equal(0);
    expect(stdout).to.include('"bob"').and.include(join(folder, "docker.json")).and.not.include("secret");
  });

  it("main() ends without a word when nobody reads its output any more", async () => {
    const child = spawn(process.execPath, [main, "--help"], { stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.destroy();
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    await once(child, "close");
    expect(stderr).to.equal("");
  });
});
