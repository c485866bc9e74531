import { homedir } from "node:os";
import { expect } from "chai";
import { homeFolder } from "../../src/files/homeFolder.ts";

describe("homeFolder()", () => {
  it("homeFolder() is the user's", () => {
    expect(homeFolder()).to.equal(homedir());
  });

  it("homeFolder() is the root when the user has none", () => {
    const find = () => {
      throw new Error("A system error occurred: uv_os_homedir returned ENOENT (no such file or directory)");
    };
    expect(homeFolder(find)).to.equal("/");
  });
});
