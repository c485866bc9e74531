import { expect } from "chai";
import { projectPodSpec } from "../../../src/kubernetes/kinds/podTemplate.ts";
import { projectionContext } from "./projectionContext.ts";

const project = (spec: unknown) => projectPodSpec(spec, projectionContext());

describe("projectPodSpec", () => {
  it("projectPodSpec() takes containers, init containers and image volumes, not ephemeral containers", () => {
    const spec = {
      containers: [{ name: "main", image: "a:1", imagePullPolicy: "Always" }],
      initContainers: [{ name: "init", image: "b:1", imagePullPolicy: "Never" }],
      ephemeralContainers: [{ name: "debug", image: "c:1" }],
      volumes: [
        { name: "data", emptyDir: {} },
        { name: "model", image: { reference: "d:1", pullPolicy: "IfNotPresent" } },
        { name: "local", image: { reference: "e:1", pullPolicy: "Never" } },
      ],
    };
    expect(project(spec)?.containers).to.deep.equal([
      { container: "main", image: "a:1", neverPulled: false },
      { container: "init", image: "b:1", neverPulled: true },
      { container: "model", image: "d:1", neverPulled: false },
      { container: "local", image: "e:1", neverPulled: true },
    ]);
  });

  for (const [image, kept] of [
    ["http://u:SECRET@h/x", "http://[redacted]@h/x"],
    ["https://u:SEC/RET@h:5000/x:1", "https://[redacted]@h:5000/x:1"],
    ["u:SECRET@h/x", "[redacted]@h/x"],
    ["SECRET@h/x", "[redacted]@h/x"],
    ["u:SEC@RET@h/x@sha256:0123", "[redacted]@h/x@sha256:0123"],
    ["u:SECRET@h:5000", "[redacted]@h:5000"],
    ["h/x@sha256:0123", "h/x@sha256:0123"],
    [`h:5000/x:1@other:${"0".repeat(32)}`, `h:5000/x:1@other:${"0".repeat(32)}`],
    ["x@y", "x@y"],
    ["h:5000/x:1", "h:5000/x:1"],
    ["@", "@"],
  ] as const) {
    it(`projectPodSpec() keeps of the image ${image} ${kept}`, () => {
      expect(project({ containers: [{ name: "c", image }] })?.containers[0]?.image).to.equal(kept);
    });
  }

  it("projectPodSpec() keeps pull secrets in order and leaves out empty names", () => {
    const imagePullSecrets = [{ name: "b" }, { name: "" }, {}, null, { name: "a" }];
    expect(project({ imagePullSecrets })?.pullSecrets).to.deep.equal(["b", "a"]);
  });

  it("projectPodSpec() names the service account, by its old name too, or the default one", () => {
    expect(project({ serviceAccountName: "a", serviceAccount: "b" })?.serviceAccount).to.equal("a");
    expect(project({ serviceAccount: "b" })?.serviceAccount).to.equal("b");
    expect(project({ serviceAccountName: "" })?.serviceAccount).to.equal("default");
  });

  it("projectPodSpec() skips what names no image, and takes an odd reference as it is", () => {
    const containers = [
      { name: "none" },
      { name: "empty", image: "" },
      1,
      null,
      { name: "odd", image: "::" },
    ];
    expect(project({ containers })?.containers).to.deep.equal([
      { container: "odd", image: "::", neverPulled: false },
    ]);
  });

  it("projectPodSpec() gives nothing for what is no object", () => {
    for (const spec of [undefined, null, "x", 1, []]) {
      expect(project(spec)).to.equal(undefined);
    }
  });

  it("projectPodSpec() shares equal texts and lists among templates", () => {
    const context = projectionContext();
    const make = () => projectPodSpec(JSON.parse('{"imagePullSecrets":[{"name":"regcred"}]}'), context);
    expect(make()?.pullSecrets).to.equal(make()?.pullSecrets);
    expect(project({})?.pullSecrets).to.equal(project({})?.pullSecrets);
  });

  it("projectPodSpec() bounds every text that it keeps: no cluster bounds the length of an image", () => {
    const long = "a".repeat(250_000);
    const template = project({
      containers: [{ name: long, image: long }],
      volumes: [{ name: "model", image: { reference: `${long}b` } }],
      serviceAccountName: long,
      imagePullSecrets: [{ name: long }],
    });
    expect(JSON.stringify(template).length).to.be.below(2_000);
    const images = template?.containers.map(({ image }) => image) ?? [];
    expect(new Set(images).size, "two images stay two").to.equal(2);
    expect(images[0]).to.match(/^aaa.*…/);
  });
});
