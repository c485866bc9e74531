import { expect } from "chai";
import { array, assert, constantFrom, property, record, string, stringMatching, tuple } from "fast-check";
import { type Challenge, parseChallenges } from "../../src/registry/challenge.ts";

describe("parseChallenges()", () => {
  const rows: [string, string | string[] | undefined, Challenge[]][] = [
    ["no header", undefined, []],
    ["an empty header", "", []],
    ["a scheme alone", "Basic", [{ scheme: "basic", parameters: {} }]],
    ["Basic", 'Basic realm="Registry Realm"', [{ scheme: "basic", parameters: { realm: "Registry Realm" } }]],
    [
      "Docker Hub's",
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/nginx:pull"',
      [
        {
          scheme: "bearer",
          parameters: {
            realm: "https://auth.docker.io/token",
            service: "registry.docker.io",
            scope: "repository:library/nginx:pull",
          },
        },
      ],
    ],
    [
      "a quoted comma",
      'Bearer realm="https://r.test/token",scope="repository:a:pull,push",error="invalid_token"',
      [
        {
          scheme: "bearer",
          parameters: {
            realm: "https://r.test/token",
            scope: "repository:a:pull,push",
            error: "invalid_token",
          },
        },
      ],
    ],
    [
      "a quoted pair",
      'Basic realm="a \\"b\\" \\\\ c"',
      [{ scheme: "basic", parameters: { realm: 'a "b" \\ c' } }],
    ],
    [
      "the first of several challenges in one header",
      'Basic realm="a, b", Bearer realm="https://r.test",service=s,Negotiate',
      [{ scheme: "basic", parameters: { realm: "a, b" } }],
    ],
    [
      "several headers",
      ['Bearer realm="https://r.test"', 'Basic realm="x"'],
      [
        { scheme: "bearer", parameters: { realm: "https://r.test" } },
        { scheme: "basic", parameters: { realm: "x" } },
      ],
    ],
    [
      "token68 as what makes no sense",
      'Negotiate a87421000492aa/874209af8bc028==, Basic realm="x"',
      [{ scheme: "negotiate", parameters: {} }],
    ],
    [
      "no further than a space around the equals sign",
      'Basic  realm="x" , charset\t=\tUTF-8, service="s"',
      [{ scheme: "basic", parameters: { realm: "x" } }],
    ],
    ["names in any case", 'BEARER REALM="x"', [{ scheme: "bearer", parameters: { realm: "x" } }]],
    [
      "the last of a repeated name",
      'Basic realm="a", Realm="b"',
      [{ scheme: "basic", parameters: { realm: "b" } }],
    ],
    ["an empty value", 'Basic realm=""', [{ scheme: "basic", parameters: { realm: "" } }]],
    [
      "an unquoted URL up to its colon",
      "Bearer realm=https://r.test/token,service=s",
      [{ scheme: "bearer", parameters: { realm: "https" } }],
    ],
    [
      "nothing behind a comma that is missing",
      'Bearer realm="a" service="b"',
      [{ scheme: "bearer", parameters: { realm: "a" } }],
    ],
    [
      "what was read before nonsense",
      'Basic realm="x", "',
      [{ scheme: "basic", parameters: { realm: "x" } }],
    ],
    ["an unclosed quote as empty", 'Basic realm="x', [{ scheme: "basic", parameters: { realm: "" } }]],
    ["only nonsense", '"=,', []],
  ];
  for (const [name, header, expected] of rows) {
    it(`reads ${name}`, () => {
      const challenges = parseChallenges(header).map(({ scheme, parameters }) => ({
        scheme,
        parameters: { ...parameters },
      }));
      expect(challenges).to.deep.equal(expected);
    });
  }

  it("takes a parameter named __proto__ for one", () => {
    const [challenge] = parseChallenges('Basic __proto__="x", realm="y"');
    expect(Object.entries(challenge!.parameters)).to.deep.equal([
      ["__proto__", "x"],
      ["realm", "y"],
    ]);
  });

  const token = stringMatching(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,12}$/);
  // What a quoted string may hold: tab, space, visible characters and bytes above ASCII.
  const text = string({
    unit: constantFrom(...'\t !"#$,;=\\/:.@[]~aZ09é'.split("")),
    maxLength: 20,
  });
  const challenges = array(
    record({ scheme: token, parameters: array(tuple(token, text), { minLength: 1, maxLength: 4 }) }),
    { maxLength: 4 },
  );
  type Written = { scheme: string; parameters: [string, string][] };
  const write = (separator: string, { scheme, parameters }: Written): string => {
    const fields = parameters.map(([name, value]) => `${name}="${value.replace(/["\\]/g, "\\$&")}"`);
    return `${scheme} ${fields.join(separator)}`;
  };
  const read = ({ scheme, parameters }: Written) => [
    scheme.toLowerCase(),
    [...new Map(parameters.map(([name, value]) => [name.toLowerCase(), value] as const))].sort(),
  ];

  it("reads back whatever the grammar can write", () => {
    assert(
      property(challenges, constantFrom(",", ", ", " ,\t"), (list, separator) => {
        const parsed = parseChallenges(list.map((one) => write(separator, one))).map(
          ({ scheme, parameters }) => [scheme, Object.entries(parameters).sort()],
        );
        expect(parsed).to.deep.equal(list.map(read));
      }),
    );
  });

  it("never throws, and reads no more than is there", () => {
    assert(
      property(string({ unit: constantFrom(...'aB9 \t,="\\/+~é\n'.split("")), maxLength: 200 }), (header) => {
        for (const { scheme, parameters } of parseChallenges(header)) {
          expect(header.toLowerCase()).to.include(scheme);
          for (const name of Object.keys(parameters)) {
            expect(header.toLowerCase()).to.include(name);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("takes time in proportion to the text, whatever is in it", () => {
    const pieces = ['"', "\\", "a=", "a ", ",", "= ", "~", 'a="'];
    for (const piece of pieces) {
      parseChallenges(`Basic ${piece.repeat(100_000)}`);
      parseChallenges(`Basic realm="${piece.repeat(100_000)}`);
    }
    // A few hundred milliseconds at most; quadratic time would take minutes, and the runner gives up long before.
  });
});
