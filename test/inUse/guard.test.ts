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
    manifests: Readonly<Record<string, readonly [digest: string, ...related: string[]] | string>> = {},
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
      return typeof found === "string"
        ? { kind: "unknown", message: found }
        : { kind: "found", digest: found[0], related: found.slice(1) };
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
    expect(asked.toSorted()).to.deep.equal(["1", "2", "3", digest("a")].toSorted());
  });
});
