import { expect } from "chai";
import type { Verdict } from "../../src/image/outcome.ts";
import type { SeriesHandle } from "../../src/inventory/availabilitySink.ts";
import { RollbackSeries } from "../../src/inventory/rollbackSeries.ts";

describe("RollbackSeries", () => {
  function make() {
    const series = new RollbackSeries();
    const add = (revision: string, container: string, verdict?: Verdict, name = "web"): SeriesHandle => {
      const handle = series.add({
        namespace: "shop",
        kind: "deployment",
        name: `${name}/${revision}`,
        container,
        image: `reg.io/${name}:${revision}`,
        registry: "reg.io",
        owner: {},
      });
      series.setVerdict(handle, verdict);
      return handle;
    };
    const lost = () =>
      [...series.lost()].map(
        ({ namespace, kind, name, revision, container, image, registry, reason, value }) =>
          `${namespace}/${kind}/${name} ${revision}/${container} ${image} ${registry} ${reason} ${value}`,
      );
    const complete = () => [...series.complete()].map(({ kind, name, value }) => `${kind}/${name} ${value}`);
    return { series, add, lost, complete };
  }

  it("lost() tells of images that cannot be pulled, with how far back their revision is", () => {
    const { add, lost, complete } = make();
    add("10", "app", "available");
    add("9", "app", "absent");
    add("9", "init", "available");
    add("2", "app", "authentication_failure");
    expect(lost()).to.deep.equal([
      "shop/deployment/web 9/app reg.io/web:9 reg.io absent 2",
      "shop/deployment/web 2/app reg.io/web:2 reg.io authentication_failure 3",
    ]);
    expect(complete()).to.deep.equal(["deployment/web 1"]);
  });

  it("complete() says nothing of a workload until all its older revisions have been checked", () => {
    const { series, add, complete } = make();
    add("2", "app", "available");
    const pending = add("1", "app");
    add("7", "app", "available", "api");
    expect(complete()).to.deep.equal(["deployment/api 1"]);
    series.setVerdict(pending, "available");
    expect(complete()).to.deep.equal(["deployment/web 2", "deployment/api 1"]);
    series.setVerdict(pending, "registry_unavailable");
    expect(complete()).to.include("deployment/web 1");
  });

  it("forgets what is removed", () => {
    const { series, add, lost, complete } = make();
    const [newer, older] = [add("2", "app", "absent"), add("1", "app", "absent")];
    series.remove(newer);
    expect(lost()).to.deep.equal(["shop/deployment/web 1/app reg.io/web:1 reg.io absent 1"]);
    series.remove(older);
    expect([lost(), complete()]).to.deep.equal([[], []]);
  });
});
