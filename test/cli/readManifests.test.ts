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
    expect(found.map(({ object, lineOf }) => [object, lineOf("", "")])).to.deep.equal([
      [{ apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "web" } }, 4],
      [{ apiVersion: "v1", kind: "Pod", metadata: { name: "other" } }, 5],
      [{ metadata: { name: "untold" } }, 10],
    ]);
  });
});
