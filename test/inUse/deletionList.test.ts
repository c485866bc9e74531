import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { DeletionListError, type ListPlace, parseDeletionList } from "../../src/inUse/deletionList.ts";

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const HOST = "reg.example.com";
const CART = `${HOST}/shop/cart`;

describe("parseDeletionList()", () => {
  const read = (text: string, place: Partial<ListPlace> = {}) =>
    parseDeletionList(text, { registry: "", repository: "", ...place });
  const brief = (text: string, place: Partial<ListPlace> = {}) =>
    read(text, place).map(({ registry, repository, tags, digest: pinned }) =>
      [`${registry}/${repository}`, ...tags, ...(pinned === undefined ? [] : [pinned])].join(" "),
    );

  const LISTS: readonly (readonly [file: string, place: Partial<ListPlace>, expected: readonly string[]])[] =
    [
      [
        "harbor-artifacts.json",
        { registry: HOST },
        [`${CART} 1.0 stable ${digest("a")}`, `${CART} ${digest("c")}`],
      ],
      [
        "ecr-list-images.json",
        { registry: HOST, repository: "shop/cart" },
        [`${CART} 1.0 ${digest("a")}`, `${CART} ${digest("b")}`],
      ],
      ["ecr-describe-images.json", { registry: HOST }, [`${CART} 1.0 stable ${digest("a")}`]],
      [
        "ecr-lifecycle-policy-preview.json",
        { registry: HOST },
        [`${CART} 1.0 ${digest("a")}`, `${CART} ${digest("b")}`],
      ],
      [
        "gitlab-tags.json",
        {},
        [
          "registry.example.com:5000/group/cart 1.0",
          `registry.example.com:5000/group/cart 2.0 ${digest("a")}`,
        ],
      ],
      [
        "gitlab-repositories.json",
        {},
        [
          "registry.example.com:5000/group/cart",
          "registry.example.com:5000/group/cart 1.0",
          "registry.example.com:5000/group/old",
        ],
      ],
      ["regctl-tag-ls.json", { registry: HOST }, [`${CART} 1.0`, `${CART} stable`]],
      ["crane-ls.txt", { repository: CART }, [`${CART} 1.0`, `${CART} stable`]],
      ["crane-ls-full-ref.txt", {}, [`${CART} 1.0`, `${CART} stable`]],
    ];
  for (const [file, place, expected] of LISTS) {
    it(`reads a list such as ${file}`, () => {
      const text = readFileSync(join(import.meta.dirname, "lists", file), "utf8");
      expect(brief(text, place)).to.deep.equal(expected);
    });
  }

  it("takes from Harbor which manifests an index has", () => {
    const text = readFileSync(join(import.meta.dirname, "lists/harbor-artifacts.json"), "utf8");
    expect(read(text, { registry: HOST }).map(({ children }) => children)).to.deep.equal([[digest("b")], []]);
  });

  it("reads references, tags and digests a line, whatever stands around them", () => {
    const text = `# old\n\n  ${CART}:1 \r\n${CART}@${digest("a")}\nlocalhost/app:1\n${CART}\n`;
    expect(brief(text)).to.deep.equal([`${CART} 1`, `${CART} ${digest("a")}`, "localhost/app 1", CART]);
    expect(
      brief(`1\n:2\n${digest("a")}\n@${digest("b")}`, { repository: "shop/cart", registry: HOST }),
    ).to.deep.equal([`${CART} 1`, `${CART} 2`, `${CART} ${digest("a")}`, `${CART} ${digest("b")}`]);
    expect(brief("nginx/nginx:1", { registry: "docker.io" })).to.deep.equal(["docker.io/nginx/nginx 1"]);
    expect(brief("docker.io/nginx:1")).to.deep.equal(["docker.io/library/nginx 1"]);
    expect(brief('["1"]', { repository: CART })).to.deep.equal([`${CART} 1`]);
    expect(brief("")).to.deep.equal([]);
  });

  for (const [name, text, place] of [
    ["Harbor", '[{"digest":"D","repository_name":"my.project/cart","tags":[{"name":"1"}]}]', {}],
    [
      "ECR",
      '{"imageDetails":[{"repositoryName":"my.project/cart","imageDigest":"D","imageTags":["1"]}]}',
      {},
    ],
    ["a registry's list of tags", '{"name":"my.project/cart","tags":["1"]}', {}],
    ["lines", "1", { repository: "my.project/cart" }],
    ["lines of a repository in full", "1", { repository: `${HOST}:443/my.project/cart` }],
    ["lines in full", `${HOST}/my.project/cart:1`, {}],
    ["other names of localhost", "1", { repository: "localhost/cart" }],
  ] as const) {
    it(`reads names in ${name} as the registry's, whatever they look like`, () => {
      const [image] = read(text.replace('"D"', JSON.stringify(digest("a"))), { registry: HOST, ...place });
      const repository = place.repository === "localhost/cart" ? "localhost/cart" : "my.project/cart";
      expect([image!.registry.replace(":443", ""), image!.repository, image!.tags]).to.deep.equal([
        HOST,
        repository,
        ["1"],
      ]);
    });
  }

  const BAD: readonly (readonly [text: string, problem: RegExp, place?: Partial<ListPlace>])[] = [
    ["\nlatest", /^line 2: "latest": expected a reference with its registry and repository, or --repository/],
    [
      "shop/cart:1",
      /^line 1: "shop\/cart:1": expected a name that begins with the registry's host, or --registry$/,
    ],
    ["reg.io/a:1 5 MB", /^line 1: .*holds " "/],
    ["reg.io/UPPER:1", /must be lower case/],
    ["1", /expected a name that begins with the registry's host/, { repository: "shop/cart" }],
    [
      "my.project/cart:1",
      /^line 1: "my.project\/cart:1": expected reg.io\/my.project\/cart:1, or .* without --registry/,
      { registry: "reg.io" },
    ],
    ['{"name":"my.project/cart","tags":["1"]}', /: expected --registry, as it does not say of which it is$/],
    [
      '{"repositoryName":"my.project/cart","imageTags":["1"]}',
      /: expected --registry, as it does not say of which it is$/,
    ],
    ["[1]", /^expected objects and texts in the list, given 1$/],
    ["{", /^the list looks like JSON, and is none$/],
    ['{"a":1,"a":2}', /^expected each key once, given "a" twice$/],
    [`${"[".repeat(20_000)}${"]".repeat(20_000)}`, /^the list is nested too deeply$/],
    ['{"a":1}', /^\{"a":1\}: expected an image's digest or tags/],
    ['{"digest":"sha256:1"}', /expected --repository, as it does not say what it belongs to$/],
    ['{"digest":"sha256:1"}', /sha256:1/, { repository: CART }],
    ['{"digest":5}', /expected an image's digest or tags/, { repository: CART }],
    ['[{"tags":[{"name":5}]}]', /expected an image's digest or tags/, { repository: CART }],
  ];
  for (const [text, problem, place] of BAD) {
    it(`refuses ${JSON.stringify(text.slice(0, 60))}${place === undefined ? "" : ` of ${place.repository}`}`, () => {
      expect(() => read(text, place)).to.throw(DeletionListError, problem);
    });
  }
});
