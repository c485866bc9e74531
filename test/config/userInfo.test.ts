import { expect } from "chai";
import { problemsOf } from "./loadOf.ts";

describe("loadConfig(), given a user's name and password where none belong", () => {
  for (const flag of [
    "image-mirror=docker.io=bob:s3cret@mirror.test",
    "image-mirror=docker.io=bob:s3cret=@mirror.test",
    "image-mirror=bob:s3cret@docker.io=mirror.test",
    'images-mirrors=[{"prefix":"docker.io","mirrors":["https://bob:s3cret@mirror.test"]}]',
    'images-mirrors=[{"prefix":"docker.io","mirrors":[{"mirror":"s3cret@mirror.test"}]}]',
    'images-mirrors={"mirrors":"bob:s3cret@mirror.test"}',
    'images-mirrors=["bob:s3cret@mirror.test',
    'registries-hosts={"bob:s3cret@mirror.test":{}}',
    'registries-hosts={"*.test":{"bob:s3cret@proxy.test":1}}',
    "default-registry=bob:s3cret@registry.test",
    "log-level=bob:s3cret@a.test",
  ]) {
    it(`does not show them: --${flag}`, async () => {
      for (const flags of [[flag], [flag, "log-level=info"]]) {
        const problems = await problemsOf({ flags });
        expect(problems).to.not.deep.equal([]);
        expect(problems.join("\n")).to.not.include("s3cret");
      }
    });
  }
});
