import { readFileSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import { formatReference, parseReference, repositoryName } from "../../src/image/reference.ts";

interface Vector {
  readonly input: string;
  readonly ok: boolean;
  readonly registry?: string;
  readonly repository?: string;
  readonly tag?: string;
  readonly digest?: string;
}

const VECTORS = readFileSync(new URL("../vectors/references.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as Vector);

const HEX64 = "0123456789abcdef".repeat(4);

describe("parseReference()", () => {
  it("agrees with the distribution project's library on every recorded reference", () => {
    expect(VECTORS).to.have.length.above(1400);
    for (const { input, ok, registry, repository, tag, digest } of VECTORS) {
      const parsed = parseReference(input);
      expect(parsed.ok, input).to.equal(ok);
      if (!parsed.ok) {
        continue;
      }
      expect({ tag: undefined, digest: undefined, ...parsed.reference }, input).to.deep.equal({
        registry,
        repository,
        tag,
        digest,
      });
    }
  });

  const ERRORS: readonly (readonly [string, string])[] = [
    [HEX64, "64 hexadecimal characters are an image ID, not a name"],
    ["my_host.x/app", '"my_host.x" is not a registry host'],
    ["ghcr.io/Team/app", 'repository name "Team/app" must be lower case'],
    ["Nginx:1", 'repository name "Nginx" must be lower case'],
    ["nginx:", 'the tag after ":" is missing'],
    ["ghcr.io/team/app:", 'the tag after ":" is missing'],
    ["app@", 'the digest after "@" is missing'],
    ["app:1@", 'the digest after "@" is missing'],
    ["", "there is no name"],
    [":1", "there is no name"],
    ["ghcr.io/", "there is no name"],
    ["docker://nginx", 'starts with "docker://": an image\'s name has no scheme'],
    ["http://ghcr.io/Team/app", 'starts with "http://": an image\'s name has no scheme'],
    ["oci-archive://u:secret@h/x", 'starts with "oci-archive://": an image\'s name has no scheme'],
    ["user:secret@ghcr.io/team/app", "an image's name has no user name before the registry's host"],
    ["ghcr.io/a//b", 'repository name "a//b" has a separator too many'],
    ["ghcr.io/-a", 'repository name "-a" has a separator too many'],
    [
      "my app",
      'repository name "my app" holds " ": expected lower-case letters, digits, and ".", "_", "-" or "/" between',
    ],
    [
      `${"a".repeat(300)}!`,
      `repository name "${"a".repeat(128)}…" holds "!": expected lower-case letters, digits, and ".", "_", "-" or "/" between`,
    ],
    ["app:-1", 'tag "-1" must not begin with "-"'],
    ["app:1:2", 'tag "1:2" holds ":": expected letters, digits, "_", "." and "-"'],
    [`app:${"1".repeat(129)}`, "tag has 129 characters, more than 128"],
    ["app@abc", 'digest "abc" is not of the form algorithm:hexadecimal'],
    ["ghcr.io/app@sha256:abc", "sha256 digest has 3 characters instead of 64"],
    [`app@sha256:${HEX64.slice(1)}x`, "sha256 digest is not hexadecimal"],
    [`ghcr.io/${"a".repeat(256)}`, "repository name has 256 characters, more than 255"],
    [`app@md5:${HEX64}`, 'digest algorithm "md5" is none of sha256, sha384, sha512'],
    [`app@sha256:${HEX64}0`, "sha256 digest has 65 characters instead of 64"],
    [`app@sha256:${HEX64.toUpperCase()}`, "sha256 digest must be lower case"],
    [`app@constructor:${HEX64}`, 'digest algorithm "constructor" is none of sha256, sha384, sha512'],
  ];
  for (const [text, error] of ERRORS) {
    it(`says what is wrong with ${JSON.stringify(text.slice(0, 40))}`, () => {
      expect(parseReference(text)).to.deep.equal({ ok: false, error });
    });
  }

  it("puts names without a registry at the default registry, library/ only at Docker Hub", () => {
    const at = (text: string, defaultRegistry: string) => {
      const parsed = parseReference(text, { defaultRegistry });
      return parsed.ok ? formatReference(parsed.reference) : parsed.error;
    };
    expect(at("nginx", "reg.corp:5000")).to.equal("reg.corp:5000/nginx:latest");
    expect(at("team/app:1", "reg.corp")).to.equal("reg.corp/team/app:1");
    expect(at("docker.io/nginx", "reg.corp")).to.equal("docker.io/library/nginx:latest");
    expect(at("nginx", "docker.io")).to.equal("docker.io/library/nginx:latest");
  });

  it("keeps tag and digest when given both, and no tag with a digest alone", () => {
    const both = parseReference(`nginx:1.27@sha256:${HEX64}`);
    expect(both.ok && both.reference).to.deep.include({ tag: "1.27", digest: `sha256:${HEX64}` });
    const alone = parseReference(`nginx@sha256:${HEX64}`);
    expect(alone.ok && alone.reference).to.not.have.property("tag");
  });

  it("reads back what formatReference() writes, for any reference of the grammar", () => {
    const part = fc.stringMatching(/^[a-z0-9]{1,8}(?:(?:\.|_|__|-{1,3})[a-z0-9]{1,8}){0,2}$/);
    const domain = fc.oneof(
      fc.stringMatching(/^[a-zA-Z0-9]{1,8}\.[a-zA-Z0-9]{1,8}(?::[0-9]{1,5})?$/),
      fc.constantFrom("localhost", "[::1]:5000", "docker.io", "HOST"),
    );
    const tag = fc.stringMatching(/^\w[\w.-]{0,20}$/);
    fc.assert(
      fc.property(
        domain,
        fc.array(part, { minLength: 2, maxLength: 4 }),
        tag,
        fc.boolean(),
        (host, parts, t, pinned) => {
          const text = `${host}/${parts.join("/")}:${t}${pinned ? `@sha256:${HEX64}` : ""}`;
          const parsed = parseReference(text);
          expect(parsed.ok && formatReference(parsed.reference)).to.equal(text);
        },
      ),
    );
  });

  it("reads or refuses any text at all, and what it reads it reads again alike", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.webUrl()), (text) => {
        const parsed = parseReference(text);
        if (!parsed.ok) {
          return parsed.error.length > 0;
        }
        const again = parseReference(formatReference(parsed.reference));
        return again.ok && repositoryName(again.reference) === repositoryName(parsed.reference);
      }),
      { numRuns: 500 },
    );
  });

  it("takes linear time on long hostile texts", () => {
    for (const text of [
      "a".repeat(200_000),
      "a-".repeat(100_000),
      `${"a.".repeat(100_000)}/x`,
      "a_".repeat(1e5),
    ]) {
      expect(parseReference(text).ok).to.equal(false);
    }
  });
});
