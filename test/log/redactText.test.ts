import { expect } from "chai";
import { redactText } from "../../src/log/redactText.ts";

describe("redactText", () => {
  const CASES: readonly (readonly [text: string, redacted: string])[] = [
    ["Authorization: Bearer abc.def-ghi_jkl", "Authorization: Bearer [redacted]"],
    ["basic dXNlcjpwYXNz", "basic [redacted]"],
    ["https://user:pa/ss", "https://user:pa/ss"],
    ["https://user:pass@host/path", "https://[redacted]@host/path"],
    ["http://token@host:5000", "http://[redacted]@host:5000"],
    ["https://host/a@sha256:0123", "https://host/a@sha256:0123"],
    ["nginx@sha256:0123", "nginx@sha256:0123"],
    [
      'WWW-Authenticate: Bearer realm="https://auth.example"',
      'WWW-Authenticate: Bearer realm="https://auth.example"',
    ],
    ["no basic authentication", "no basic authentication"],
    ["", ""],
  ];
  for (const [text, redacted] of CASES) {
    it(`redactText() makes ${JSON.stringify(redacted)} of ${JSON.stringify(text)}`, () => {
      expect(redactText(text)).to.equal(redacted);
    });
  }
});
