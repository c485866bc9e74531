import { expect } from "chai";
import { originEndpoint } from "../../src/image/endpoint.ts";
import type { CheckOutcome } from "../../src/image/outcome.ts";
import { parsePlatform } from "../../src/image/platform.ts";
import { inspectAtOnce } from "../../src/registry/inspectedOutcome.ts";

const DIGEST = `sha256:${"0".repeat(64)}`;
const THERE = { result: "available", digest: DIGEST } as const;
const MISSING = { result: "platform_missing", message: "nothing for linux/arm64" } as const;
const reference = { registry: "reg.io", repository: "app", tag: "1" };
const REQUEST = { reference, credentials: [], endpoints: [originEndpoint(reference)] as const };
const platforms = [parsePlatform("linux/arm64")!];

async function ask(outcome: CheckOutcome, inside: CheckOutcome, request: object = { platforms }) {
  const asked: string[] = [];
  const check = inspectAtOnce({
    check: async () => outcome,
    async inspect(_, digest) {
      asked.push(digest);
      return inside;
    },
  });
  const { signal } = new AbortController();
  return { outcome: await check({ ...REQUEST, ...request }, { signal }), asked };
}

describe("inspectAtOnce()", () => {
  it("tells what is missing inside of an image that is there", async () => {
    expect(await ask(THERE, MISSING)).to.deep.equal({
      outcome: { ...MISSING, digest: DIGEST },
      asked: [DIGEST],
    });
    expect(await ask(THERE, { result: "available" })).to.deep.equal({ outcome: THERE, asked: [DIGEST] });
  });

  it("does not say that all is well where it could not look inside", async () => {
    const { outcome } = await ask(THERE, { result: "authorization_failure", message: "403" });
    expect(outcome).to.deep.equal({
      result: "unknown_error",
      message: "it is there, and could not be looked into: 403",
    });
  });

  it("looks into nothing that is not there, or for no platform", async () => {
    const absent = { result: "absent", message: "404" } as const;
    expect(await ask(absent, MISSING)).to.deep.equal({ outcome: absent, asked: [] });
    expect(await ask(THERE, MISSING, {})).to.deep.equal({ outcome: THERE, asked: [] });
  });
});
