import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { followLinks } from "../../src/files/followLinks.ts";

describe("followLinks", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "links-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const place = async (name: string) => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    return join(folder, name);
  };
  const link = async (name: string, target: string) => symlink(target, await place(name));
  const from = async (base: string, path: string, root = join(folder, "node")) =>
    (await followLinks(join(folder, base), path, root)).replace(`${folder}/`, "");

  it("followLinks() starts absolute links at the other machine's root, wherever they are found", async () => {
    await writeFile(await place("node/opt/ca.pem"), "");
    await link("node/etc/ca.pem", "/opt/ca.pem");
    await link("node/etc/again", "/etc/ca.pem");
    await link("node/etc/folder", "/opt");
    await link("certs.d/r.test", "/etc/folder/.");
    expect(await from("node", "etc/ca.pem")).to.equal("node/opt/ca.pem");
    expect(await from("node", "etc/again")).to.equal("node/opt/ca.pem");
    expect(await from("node", "/etc/folder/ca.pem")).to.equal("node/opt/ca.pem");
    expect(await from("certs.d", "r.test/ca.pem")).to.equal("node/opt/ca.pem");
    expect(await from("node", "etc/again", join(folder, "node/"))).to.equal("node/opt/ca.pem");
  });

  it("followLinks() follows relative links where they lie, and none above the root", async () => {
    await writeFile(await place("node/etc/..data/ca.pem"), "");
    await link("node/etc/ca.pem", "..data/ca.pem");
    await link("node/etc/up", "../../../../etc/ca.pem");
    expect(await from("node", "etc/ca.pem")).to.equal("node/etc/..data/ca.pem");
    expect(await from("node", "etc/up")).to.equal("node/etc/..data/ca.pem");
    expect(await from("node", "../../etc/passwd")).to.equal("node/etc/passwd");
  });

  it("followLinks() ends with what is not there, and with links in a circle", async () => {
    await link("node/a", "/b");
    await link("node/b", "/a");
    expect(await from("node", "gone/ca.pem")).to.equal("node/gone/ca.pem");
    expect(await from("node", "a/ca.pem")).to.match(/^node\/[ab]\/ca\.pem$/);
  });

  it("followLinks() leaves our own file system to itself", async () => {
    await link("a", "/b");
    expect(await from("", "a", "")).to.equal("a");
  });
});
