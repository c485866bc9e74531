import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import type { ReceivedRequest, Script } from "../support/scriptedServer.ts";
import { ALICE, challenged, createHarness, FOUND, OCI_MANIFEST, withTokens } from "./harness.ts";

const ZEROS = Buffer.alloc(32 * 1024 * 1024);
const METADATA = [
  "169.254.169.254",
  "2852039166",
  "0xa9fea9fe",
  "0251.0376.0251.0376",
  "[::ffff:169.254.169.254]",
  "[64:ff9b::a9fe:a9fe]",
];

/** What a registry does, how, and what is said of its image. */
const HOSTILE: readonly (readonly [string, Script, RegExp])[] = [
  ...METADATA.flatMap((host) => [
    [
      `redirects to ${host}`,
      () => ({ status: 307, headers: { location: `http://${host}/latest/meta-data` } }),
      /is refused: it is a cloud metadata address/,
    ] as const,
    [
      `has tokens at ${host}`,
      () => challenged(`http://${host}/latest/meta-data`),
      /is refused: it is a cloud metadata address/,
    ] as const,
  ]),
  ...Object.entries({ gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync }).map(
    ([encoding, compress]) => {
      const body = compress(ZEROS);
      return [
        `sends a bomb in ${encoding}`,
        ({ method }: ReceivedRequest) =>
          method === "HEAD"
            ? { headers: { "content-type": "text/plain" } }
            : { headers: { "content-type": OCI_MANIFEST, "content-encoding": encoding }, body },
        /200, but the answer is no manifest$/,
      ] as const;
    },
  ),
  [
    "sends a challenge of a megabyte",
    () => challenged(`http://127.0.0.1/${"x".repeat(1_050_000)}`),
    /too many header fields/,
  ],
  [
    "gives a token of two lines",
    withTokens(() => FOUND, { body: { token: "a\r\nX-Injected: b" } }),
    /200, but the answer holds no token$/,
  ],
  [
    "gives a token in a bomb of brackets",
    withTokens(() => FOUND, { body: `{"token":${"[".repeat(60_000)}` }),
    /200, but the answer holds no token$/,
  ],
];

describe("RegistryClient", () => {
  const { server, client } = createHarness();

  for (const [does, script, message] of HOSTILE) {
    it(`makes a registry unavailable that ${does}, after a few requests`, async () => {
      const registry = await server(script);
      const outcome = await client().image(registry.host);
      expect(outcome.result).to.equal("registry_unavailable");
      expect(outcome).to.have.property("message").that.matches(message).and.has.length.below(400);
      expect(registry.requests.length).to.be.within(1, 4);
      expect(registry.requests.some(({ headers }) => "x-injected" in headers)).to.equal(false);
    });
  }

  for (const host of METADATA) {
    it(`gives no credential to a token service at ${host}`, async () => {
      const registry = await server(() => challenged(`http://${host}/latest/meta-data`));
      const subject = client();
      const outcome = await subject.image(registry.host, { credentials: [ALICE] });
      expect(outcome.result).to.equal("authentication_failure");
      expect(outcome).to.have.property("message").that.includes("which gets no credential without TLS");
      expect(subject.observed, "requests").to.deep.equal([`${registry.host} HEAD 401`]);
    });
  }
});
