import { expect } from "chai";
import { parseReference } from "../../src/image/reference.ts";
import { parseDeletionList } from "../../src/inUse/deletionList.ts";
import { openGuard } from "../../src/inUse/guard.ts";
import { type ImageUser, InUseImages } from "../../src/inUse/inUseImages.ts";
import type { ManifestLookup } from "../../src/registry/manifestLookup.ts";

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const USER: ImageUser = { cluster: "c", namespace: "n", kind: "deployment", name: "d", as: "running" };

describe("openGuard()", () => {
  /** What stays, and why, where images run with a digest and the registry has manifests. */
  async function staying(
    list: readonly string[],
    inUse: Readonly<Record<string, string>>,
    manifests: Readonly<
      Record<string, readonly [digest: string, ...related: string[]] | ManifestLookup | string>
    > = {},
  ) {
    const images = new InUseImages(parseReference);
    for (const [image, running] of Object.entries(inUse)) {
      images.add(image, USER, running === "" ? "" : `reg.io/app@${running}`);
    }
    const asked: string[] = [];
    const judge = openGuard(images.images(), async (_name, version): Promise<ManifestLookup> => {
      asked.push(version);
      const found = manifests[version];
      if (found === undefined) {
        return { kind: "absent" };
      }
      if (typeof found === "string") {
        return { kind: "unknown", message: found };
      }
      return "kind" in found
        ? found
        : { kind: "found", digest: found[0], related: found.slice(1), indexes: [], subject: undefined };
    });
    const candidates = parseDeletionList(list.join("\n"), { registry: "", repository: "reg.io/app" });
    const judged = await Promise.all(candidates.map(judge));
    return {
      stays: Object.fromEntries(
        judged.flatMap(({ stays }, index) => (stays === undefined ? [] : [[list[index], stays]])),
      ),
      asked,
    };
  }

  it("keeps tags and digests that are in use, and a repository that has any", async () => {
    const { stays } = await staying(
      ["1", "2", digest("a"), digest("b"), "reg.io/app", "reg.io/other", "reg.io/other:1"],
      { "reg.io/app:1": digest("a") },
      { 1: [digest("a")] },
    );
    expect(stays).to.deep.equal({
      1: "it is in use",
      [digest("a")]: "it is in use",
      "reg.io/app": "1 of its images are in use",
    });
  });

  it("keeps a repository below which one is in use", async () => {
    const list = ["reg.io/shop", "reg.io/shop/cart", "reg.io/sho", "reg.io/shop/cart/a", "reg.io/shop:1"];
    const { stays } = await staying(list, { "reg.io/shop/cart:1": "" });
    expect(Object.keys(stays)).to.deep.equal(["reg.io/shop", "reg.io/shop/cart"]);
  });

  it("takes a registry for the same in any letter case, and with the port that it has anyway", async () => {
    const names = ["REG.io/app:1", "reg.io:443/app:1", "reg.io:80/app:1", "reg.io:5000/app:1"];
    const { stays } = await staying(names, { "reg.io/app:1": "" });
    expect(Object.keys(stays)).to.deep.equal(names.slice(0, 3));
    expect((await staying(["reg.io/app:1"], { "Reg.IO:443/app:1": "" })).stays).to.have.key("reg.io/app:1");
    const hub = ["registry-1.docker.io/library/nginx:1", "index.docker.io/library/nginx:1"];
    expect((await staying(hub, { "nginx:1": "" })).stays).to.have.keys(hub);
  });

  it("asks no registry for repositories of which nothing is in use", async () => {
    expect(
      (await staying(["reg.io/other:1", "reg.io/app/below:1"], { "reg.io/app:1": "" })).asked,
    ).to.deep.equal([]);
  });

  it("keeps what a tag leads to that is in use, under whatever tag", async () => {
    const { stays } = await staying(
      [digest("d"), "same", "2"],
      { "reg.io/app:1": digest("a") },
      {
        1: [digest("d")],
        same: [digest("d")],
        2: [digest("e")],
        [digest("d")]: [digest("d")],
        [digest("e")]: [digest("e")],
      },
    );
    expect(stays).to.deep.equal({
      [digest("d")]: "reg.io/app:1 leads to it",
      same: "reg.io/app:1 leads to it",
    });
  });

  it("keeps an index' manifests, and the indexes of a manifest", async () => {
    const index = [digest("1"), digest("2"), digest("3")] as const;
    const manifests = {
      [digest("1")]: index,
      [digest("2")]: [digest("2")],
      [digest("3")]: [digest("3")],
      [digest("9")]: [digest("9")],
    } as const;
    const list = [digest("1"), digest("2"), digest("3"), digest("9")];
    const kept = async (running: string) =>
      Object.keys((await staying(list, { [`reg.io/app@${running}`]: "" }, manifests)).stays);
    expect(await kept(digest("1"))).to.deep.equal([digest("1"), digest("2"), digest("3")]);
    expect(await kept(digest("2"))).to.deep.equal([digest("1"), digest("2")]);
  });

  it("keeps what is said about a manifest: by a subject, or by a tag such as signatures have", async () => {
    const a = digest("a");
    const { stays } = await staying(
      [digest("5"), `${a.replace(":", "-")}.sig`, `${digest("b").replace(":", "-")}.sig`],
      { [`reg.io/app@${a}`]: "" },
      { [a]: [a], [digest("5")]: [digest("5"), a] },
    );
    expect(Object.keys(stays)).to.deep.equal([digest("5"), `${a.replace(":", "-")}.sig`]);
  });

  const indexOf = (own: string, ...indexes: readonly string[]): ManifestLookup => ({
    kind: "found",
    digest: own,
    related: indexes,
    indexes,
    subject: undefined,
  });
  const about = (own: string, subject: string): ManifestLookup => ({
    kind: "found",
    digest: own,
    related: [subject],
    indexes: [],
    subject,
  });

  it("keeps what is below an index of indexes, and the indexes above a manifest", async () => {
    const nested = {
      [digest("1")]: indexOf(digest("1"), digest("2")),
      [digest("2")]: indexOf(digest("2"), digest("3")),
      [digest("3")]: [digest("3"), digest("4")],
      [digest("4")]: [digest("4")],
      [digest("9")]: [digest("9")],
    } as const;
    const list = [digest("1"), digest("2"), digest("3"), digest("4"), digest("9")];
    for (const running of list.slice(0, 4)) {
      const { stays } = await staying(list, { [`reg.io/app@${running}`]: "" }, nested);
      expect(Object.keys(stays), running).to.deep.equal(list.slice(0, 4));
    }
  });

  it("keeps what is said about what is said about a manifest in use, and not what is said about one that is gone", async () => {
    const manifests = {
      [digest("1")]: [digest("1")],
      [digest("2")]: about(digest("2"), digest("1")),
      [digest("3")]: about(digest("3"), digest("2")),
      [digest("5")]: about(digest("5"), digest("6")),
    } as const;
    const { stays } = await staying(
      [digest("2"), digest("3"), digest("5")],
      { [`reg.io/app@${digest("1")}`]: "" },
      manifests,
    );
    expect(Object.keys(stays)).to.deep.equal([digest("2"), digest("3")]);
  });

  for (const suffix of [".sig", ".att", ".sbom", ""]) {
    it(`keeps, by digest, what a tag like sha256-…${suffix} says about a manifest in use, and what is said about that`, async () => {
      const tagOf = (of: string, end = suffix) => `${of.replace(":", "-")}${end}`;
      const [one, said, index, part, other] = ["1", "2", "3", "4", "5"].map(digest) as [
        string,
        string,
        string,
        string,
        string,
      ];
      const manifests = {
        [one]: [one],
        [tagOf(one)]: [said],
        [tagOf(said, ".sig")]: indexOf(index, part),
        ...Object.fromEntries([said, part, other].map((each) => [each, [each] as const])),
        [index]: indexOf(index, part),
        [tagOf(digest("9"))]: [other],
        again: [said],
      } as const;
      const { stays } = await staying(
        [said, index, part, other, "again", tagOf(said, ".sig")],
        { [`reg.io/app@${one}`]: "" },
        manifests,
      );
      expect(Object.keys(stays)).to.have.members([said, index, part, "again", tagOf(said, ".sig")]);
      expect(stays[said]).to.equal(`${tagOf(one)} says it about a manifest that is in use`);
      expect(
        (await staying([other], { [`reg.io/app@${one}`]: "" }, { ...manifests, [tagOf(one)]: "timeout" }))
          .stays,
      ).to.deep.equal({
        [other]: `it may be said by ${tagOf(one)} about a manifest that is in use: timeout`,
      });
    });
  }

  it("keeps a tag with a digest that has moved to a manifest in use since the list was made", async () => {
    const inUse = { [`reg.io/app@${digest("a")}`]: "" };
    const manifests = {
      [digest("a")]: [digest("a")],
      [digest("b")]: [digest("b")],
      stable: [digest("a")],
    } as const;
    const list = [`reg.io/app:stable@${digest("b")}`, `reg.io/app:gone@${digest("b")}`];
    expect(Object.keys((await staying(list, inUse, manifests)).stays)).to.deep.equal([list[0]]);
  });

  it("keeps what it cannot see the end of: an index that is too deep, that has too many, or of which a part is not told", async () => {
    const nth = (n: number) => `sha256:${n.toString(16).padStart(64, "0")}`;
    const deep = Object.fromEntries(
      Array.from({ length: 20 }, (_, n) => [nth(n), indexOf(nth(n), nth(n + 1))]),
    );
    const inUse = { [`reg.io/app@${digest("9")}`]: "" };
    const used = { [digest("9")]: [digest("9")] } as const;
    expect((await staying([nth(0)], inUse, { ...used, ...deep })).stays).to.deep.equal({
      [nth(0)]: "what it belongs to is not known: its indexes go deeper than 8",
    });
    const many = Array.from({ length: 1_001 }, (_, n) => nth(n + 1));
    const wide = Object.fromEntries(many.map((each) => [each, [each] as const]));
    expect(
      (await staying([nth(0)], inUse, { ...used, ...wide, [nth(0)]: indexOf(nth(0), ...many) })).stays,
    ).to.deep.equal({ [nth(0)]: "what it belongs to is not known: it leads to more than 1000 manifests" });
    const broken = { ...used, [nth(0)]: indexOf(nth(0), nth(1)) };
    expect((await staying([nth(0)], inUse, { ...broken, [nth(1)]: "timeout" })).stays).to.deep.equal({
      [nth(0)]: "what it belongs to is not known: timeout",
    });
    expect((await staying([nth(0)], inUse, broken)).stays).to.deep.equal({
      [nth(0)]: `what it belongs to is not known: its registry does not have ${nth(1)}`,
    });
    const { stays } = await staying(
      ["other"],
      { [`reg.io/app@${nth(0)}`]: "" },
      { ...deep, other: [digest("8")] },
    );
    expect(stays.other).to.match(/^it may belong to .*, which is in use: its indexes go deeper than 8$/);
  });

  it("keeps every digest and unknown tag of a repository where the registry does not tell what is in use", async () => {
    const { stays } = await staying([digest("b"), "2"], { "reg.io/app:1": digest("a") }, { 1: "timeout" });
    const why = "it may belong to reg.io/app:1, which is in use: timeout";
    expect(stays).to.deep.equal({ 2: why, [digest("b")]: why });
  });

  it("keeps all of a repository where the registry has nothing of what is in use", async () => {
    for (const running of ["", digest("a")]) {
      const { stays } = await staying(
        [digest("b"), "2"],
        { "reg.io/app:1": running },
        { 2: [digest("b")], [digest("b")]: [digest("b")] },
      );
      const why = "it may belong to reg.io/app:1, which is in use and which its registry does not have";
      expect(stays).to.deep.equal({ 2: why, [digest("b")]: why });
    }
  });

  it("keeps a candidate of which the registry does not tell what it is", async () => {
    const { stays } = await staying(["2", "3"], { "reg.io/app:1": "" }, { 1: [digest("a")], 2: "timeout" });
    expect(stays).to.deep.equal({ 2: "what it belongs to is not known: timeout" });
  });

  it("asks for each tag and digest once", async () => {
    const { asked } = await staying(["2", "3", "2"], { "reg.io/app:1": digest("a") }, { 1: [digest("a")] });
    const tags = ["", ".sig", ".att", ".sbom"].map((end) => `${digest("a").replace(":", "-")}${end}`);
    expect(asked.toSorted()).to.deep.equal(["1", "2", "3", digest("a"), ...tags].toSorted());
  });
});
