import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { kubeconfigConflicts } from "../../src/kubernetes/kubeconfigConflicts.ts";

describe("kubeconfigConflicts()", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "conflicts-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const config = (
    ...names: readonly (readonly [context: string, cluster: string, host: string, token?: string])[]
  ) => ({
    contexts: names.map(([name, cluster]) => ({ name, context: { cluster, user: cluster } })),
    clusters: names.map(([, name, host]) => ({ name, cluster: { server: `https://${host}` } })),
    users: names.map(([, name, , token = "t"]) => ({ name, user: { token } })),
  });
  /** What is said of these files, in the order of KUBECONFIG, of some contexts or all. */
  const conflicts = (files: Readonly<Record<string, object | undefined>>, contexts?: readonly string[]) => {
    for (const [name, content] of Object.entries(files)) {
      if (content !== undefined) {
        writeFileSync(join(folder, name), JSON.stringify(content));
      }
    }
    const env = {
      KUBECONFIG: Object.keys(files)
        .map((name) => join(folder, name))
        .join(delimiter),
    };
    return kubeconfigConflicts({ kubeconfig: "", env, contexts }).map((line) =>
      line.replaceAll(`${folder}/`, ""),
    );
  };

  for (const [what, files, line] of [
    [
      "a context of a name that another file has",
      { a1: config(["c", "one", "one.io"]), b1: config(["c", "two", "two.io"]) },
      'the context "c" of b1 is not read: a1 has another of that name',
    ],
    [
      "a cluster of a name that another file has",
      { a2: config(["c", "k", "one.io"]), b2: config(["d", "k", "two.io"]) },
      'the cluster "k" of b2 is not read: a2 has another of that name',
    ],
    [
      "a user of a name that another file has",
      { a3: config(["c", "k", "one.io", "s"]), b3: config(["d", "k", "one.io", "t"]) },
      'the user "k" of b3 is not read: a3 has another of that name',
    ],
    [
      "a context that is twice in a file",
      { a4: config(["c", "one", "one.io"], ["c", "two", "two.io"]) },
      'the context "c" of a4 is not read: a4 has another of that name',
    ],
    [
      "a file that is not there",
      { a5: config(["c", "k", "one.io"]), gone: undefined },
      "gone of KUBECONFIG is not there",
    ],
    [
      "a context that names no cluster",
      {
        a6: {
          ...config(["c", "k", "one.io"]),
          contexts: [{ name: "c", context: { cluster: "k" } }, { name: "d" }],
        },
      },
      'the context "d" of a6 is not read: it is not complete',
    ],
  ] as const) {
    it(`tells of ${what}`, () => {
      expect(conflicts(files)).to.deep.equal([line]);
    });
  }

  it("passes over what is the same, and what the contexts that are named do not lead to", () => {
    const same = config(["c", "k", "one.io"]);
    expect(conflicts({ a7: same, b7: same })).to.deep.equal([]);
    const more = config(["c", "k", "one.io"], ["d", "l", "one.io"], ["d", "l", "two.io"]);
    expect(conflicts({ a8: more, gone: undefined }, ["c"])).to.deep.equal([]);
    expect(conflicts({ a9: more }, ["c", "d"])).to.deep.equal([
      'the cluster "l" of a9 is not read: a9 has another of that name',
    ]);
  });
});
