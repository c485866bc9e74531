import { expect } from "chai";
import { showJson } from "../../src/text/showJson.ts";

describe("showJson()", () => {
  for (const [value, shown] of [
    ["bob:pw@mirror.test", '"[redacted]@mirror.test"'],
    ["t0ken@mirror.test/hub", '"[redacted]@mirror.test/hub"'],
    ["https://bob:p/w\"@'@mirror.test", '"https://[redacted]@mirror.test"'],
    ["quay.io=bob:p=w@mirror.test", '"[redacted]@mirror.test"'],
    [
      { "bob:pw@key.test": ["plain", "bob:pw@a.test", 1, "https://bob:pw@b.test"], none: null },
      '{"[redacted]@key.test":["plain","[redacted]@a.test",1,"https://[redacted]@b.test"],"none":null}',
    ],
    ["bob:pw@r.test/app@sha256:abc", '"[redacted]@r.test/app@sha256:abc"'],
    ["r.test/app@sha256:abc", '"r.test/app@sha256:abc"'],
    ["@", '"[redacted]@"'],
    [undefined, "nothing"],
  ] as const) {
    it(`hides the user info in ${JSON.stringify(value)}`, () => {
      expect(showJson(value)).to.equal(shown);
    });
  }
});
