import { expect } from "chai";
import { flagLayer, type GivenFlag } from "../../src/config/flagLayer.ts";

function layerOf(...flags: readonly (readonly [name: string, text: string])[]) {
  const given: readonly GivenFlag[] = flags.map(([name, text]) => ({ name, text }));
  return flagLayer(given, { baseDirectory: "/home/user" });
}

describe("flagLayer", () => {
  it("flagLayer() takes the original's --ecr-images-exists for an identity at AWS", () => {
    for (const text of ["true", "1"]) {
      expect(layerOf(["ecr-images-exists", text]).document).to.deep.equal({
        nodes: { cloud: { aws: { mode: "on" } } },
      });
    }
    expect(layerOf(["ecr-images-exists", "false"]).document).to.deep.equal({});
    expect(layerOf(["ecr-images-exists", "yes"]).problems).to.deep.equal([
      '--ecr-images-exists: expected true or false, given "yes"',
    ]);
    expect(layerOf(["ecr-images-exists", "true"], ["nodes-cloud-aws-mode", "off"]).problems).to.have.length(
      1,
    );
  });

  it("flagLayer() refuses --check-interval and --check-period with different values", () => {
    expect(layerOf(["check-interval", "30s"], ["check-period", "1m"]).problems).to.deep.equal([
      'config.schedule.checkPeriod: given twice with different values, --check-interval="30s" and --check-period="1m"',
    ]);
  });

  it("flagLayer() takes both when they say the same", () => {
    const layer = layerOf(["check-interval", "60s"], ["check-period", "1m"]);
    expect(layer.problems).to.deep.equal([]);
    expect(layer.document).to.deep.equal({ schedule: { checkPeriod: "60s" } });
  });

  it("flagLayer() refuses any flag repeated with another value, and takes 1 and true as one", () => {
    expect(layerOf(["metrics-zeros", "1"], ["metrics-zeros", "true"]).problems).to.deep.equal([]);
    expect(layerOf(["log-level", "info"], ["log-level", "warn"]).problems).to.deep.equal([
      'config.log.level: given twice with different values, --log-level="info" and --log-level="warn"',
    ]);
  });

  it("flagLayer() gathers what a list's flag is given each time", () => {
    const layer = layerOf(["ignored-images", "a~b"], ["ignored-images", "c"], ["images-ignored", "d"]);
    expect(layer.document).to.deep.equal({ images: { ignored: ["a", "b", "c", "d"] } });
  });

  it("flagLayer() keeps mirrors apart from the list that replaces", () => {
    const layer = layerOf(["image-mirror", "a=b"], ["image-mirror", "c/d=e:5000/f"]);
    expect(layer.document).to.deep.equal({});
    expect(layer.mirrorPairs).to.deep.equal([
      { prefix: "a", mirror: "b" },
      { prefix: "c/d", mirror: "e:5000/f" },
    ]);
  });
});
