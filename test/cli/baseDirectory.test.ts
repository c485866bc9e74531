import { expect } from "chai";
import { baseDirectory } from "../../src/cli/baseDirectory.ts";

describe("baseDirectory", () => {
  it("baseDirectory() is the user's folder when npm runs a script of the package", () => {
    const environment = { INIT_CWD: "/home/user", npm_package_json: "/opt/exporter/package.json" };
    expect(baseDirectory("/opt/exporter", environment)).to.equal("/home/user");
  });

  it("baseDirectory() is the process' own folder when a script started it elsewhere", () => {
    const environment = { INIT_CWD: "/home/user", npm_package_json: "/opt/exporter/package.json" };
    expect(baseDirectory("/tmp", environment)).to.equal("/tmp");
  });

  it("baseDirectory() is the process' own folder without npm", () => {
    expect(baseDirectory("/tmp", {})).to.equal("/tmp");
    expect(baseDirectory("/tmp", { INIT_CWD: "/home/user" })).to.equal("/tmp");
  });
});
