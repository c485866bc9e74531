import { expect } from "chai";
import { logExchange } from "../../src/registry/logExchange.ts";
import type { ResponseHeaders } from "../../src/registry/quotaHint.ts";
import { recordingLogger } from "../support/recordingLogger.ts";

describe("logExchange()", () => {
  function logged(headers: ResponseHeaders, secrets: readonly string[] = []): string {
    const log = recordingLogger();
    logExchange(
      { ...log, level: "debug" },
      {
        method: "HEAD",
        url: "https://r.test/v2/",
        authorization: undefined,
        secrets,
        result: {
          kind: "answered",
          status: 401,
          headers,
          body: Buffer.alloc(0),
          truncated: false,
          cut: false,
        },
      },
    );
    return JSON.stringify(log.lines);
  }

  for (const [written, shown] of [
    [
      'Bearer realm="https://t.test/token?sig=SECRET",service="s"',
      'Bearer realm="https://t.test/token",service="s"',
    ],
    [
      'Bearer service="s", realm="https://t.test/?a=1,SECRET \\"SECRET\\" x"',
      'Bearer service="s", realm="https://t.test/"',
    ],
    ["Bearer realm=https://t.test/token?sig=SECRET,service=s", "Bearer realm=https://t.test/token,service=s"],
    ['Bearer realm="/token?sig=SECRET', 'Bearer realm="/token'],
    ['Basic realm="a registry"', 'Basic realm="a registry"'],
  ] as const) {
    it(`shows the challenge ${written} without a query`, () => {
      expect(logged({ "www-authenticate": written })).to.include(JSON.stringify(shown));
    });
  }

  it("shows no short value of a configured header that the answer repeats", () => {
    const line = logged({ location: "/x/pw1", "www-authenticate": 'Basic realm="pw1"' }, ["x-key", "pw1"]);
    expect(line).not.to.include("pw1");
  });
});
