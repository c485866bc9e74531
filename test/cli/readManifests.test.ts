import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readManifests } from "../../src/cli/readManifests.ts";
import { memoryIo } from "./memoryIo.ts";

describe("readManifests", () => {
  it("takes the kind of a typed list's items from the list, unless they say it", async () => {
    const stdin = `apiVersion: apps/v1
kind: DeploymentList
items:
  - metadata: { name: web }
  - { apiVersion: v1, kind: Pod, metadata: { name: other } }
---
apiVersion: v1
kind: List
items:
  - metadata: { name: untold }
`;
    const found = await readManifests("-", memoryIo({}, { stdin }));
    expect(found.map(({ object, placeOf }) => [object, placeOf("", "").line])).to.deep.equal([
      [{ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web" } }, 4],
      [{ apiVersion: "v1", kind: "Pod", metadata: { name: "other" } }, 5],
      [{ metadata: { name: "untold" } }, 10],
    ]);
  });

  const read = (stdin: string) => readManifests("-", memoryIo({}, { stdin }));

  it("reads YAML as kubectl does: merge keys, and the words and numbers of version 1.1", async () => {
    // What Helm 4.1 makes of it with fromYaml, but for the odder types.
    const [found] = await read(`x: &x {image: foo, tag: a}
l: [&b {q: 1, r: 2}]
a: y
b: n
c: 012
e: 10:30
f: 2001-01-01
g: 1_000
h: on
j: !Ref x
k: {<<: *x, tag: m}
m: {tag: m, <<: [*x, *b]}
n: 08
p: 0b11
q: {n: 1, on: 2, 5: 3}
r: .5
t: +1
u: NO
v: 685_230.15
w: 190:20:30
aa: 0x1F
ab: Null
`);
    expect(found?.object).to.deep.equal(
      JSON.parse(
        '{"a":true,"aa":31,"ab":null,"b":false,"c":10,"e":"10:30","f":"2001-01-01","false":8,"g":1000,"h":true,"j":"x","k":{"image":"foo","tag":"m"},"l":[{"q":1,"r":2}],"m":{"image":"foo","q":1,"r":2,"tag":"a"},"p":3,"q":{"5":3,"false":1,"true":2},"r":0.5,"t":1,"u":false,"v":685230.15,"w":"190:20:30","x":{"image":"foo","tag":"a"}}',
      ),
    );
  });

  it("finds the line of a container whose image is merged", async () => {
    const [found] = await read(`apiVersion: v1
kind: Pod
metadata: { name: p }
x: &x { image: a }
spec:
  containers:
    - name: other
      image: b
    - <<: *x
      name: main
`);
    expect([
      found?.placeOf("main", "a").line,
      found?.placeOf("other", "b").line,
      found?.placeOf("none", "a").line,
    ]).to.deep.equal([9, 8, 1]);
  });

  it("follows links in folders, reads each file once, and does not go in circles", async () => {
    const folder = await mkdtemp(join(tmpdir(), "links-"));
    try {
      await mkdir(join(folder, "..2026_01"));
      await writeFile(join(folder, "..2026_01", "a.yaml"), "kind: A\n");
      await symlink("..2026_01", join(folder, "..data"));
      await symlink("..data/a.yaml", join(folder, "a.yaml"));
      const outside = join(folder, "outside");
      const inside = join(folder, "inside");
      await mkdir(outside);
      await mkdir(inside);
      await writeFile(join(outside, "b.yaml"), "kind: B\n");
      await symlink(outside, join(inside, "linked"));
      await symlink(folder, join(inside, "loop"));
      const all = await readManifests(folder, { ...memoryIo(), baseDirectory: folder });
      expect(all.map(({ object, file }) => [object, file])).to.deep.equal([
        [{ kind: "A" }, "a.yaml"],
        [{ kind: "B" }, "inside/linked/b.yaml"],
      ]);
      await symlink("nowhere", join(inside, "c.yaml"));
      const error: unknown = await readManifests(folder, memoryIo()).catch((e: unknown) => e);
      expect(String(error)).to.match(/--filename: cannot read .*c\.yaml: no such file/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("goes through a list once, however many aliases it has", async () => {
    const items = Array.from(
      { length: 900 },
      (_, index) => `  - {kind: Pod, metadata: &m${index} {name: a}, spec: {containers: [*m${index}]}}\n`,
    ).join("");
    const found = await read(`kind: List\nitems:\n${items}${"  - {kind: Pod}\n".repeat(10_000)}`);
    expect(found).to.have.length(10_900);
    expect(found[899]?.object).to.have.deep.property("metadata.name".split(".")[0]!, {
      name: "a",
      image: "(expected an image, given nothing)",
    });
  });

  it("is stopped between two documents", async () => {
    const stop = new AbortController();
    const io = { ...memoryIo({}, { stdin: "a: 1\n---\n".repeat(10_000) }), signal: stop.signal };
    const reading = readManifests("-", io);
    setImmediate(() => stop.abort(new Error("enough")));
    const error = await reading.catch((reason: unknown) => reason);
    expect(error).to.have.property("message", "enough");
  });
});
