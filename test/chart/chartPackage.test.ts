import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { CHART, findHelms, type Helm, runHelm } from "./helms.ts";
import { identities, parseObjects, templateArguments } from "./renderChart.ts";
import { withUmbrella } from "./umbrella.ts";

const readChart = () => parse(readFileSync(join(CHART, "Chart.yaml"), "utf8")) as Record<string, unknown>;

describe("the chart as a package", () => {
  it("has the project's version, and says so everywhere", () => {
    const { version } = JSON.parse(readFileSync(join(CHART, "../package.json"), "utf8")) as {
      version: string;
    };
    const chart = readChart();
    expect(chart).to.include({ version, appVersion: version });
    const annotations = chart.annotations as Record<string, string>;
    const images = parse(annotations["artifacthub.io/images"]!) as { image: string }[];
    const { image } = parse(readFileSync(join(CHART, "values.yaml"), "utf8")) as Record<
      string,
      Record<string, string>
    >;
    expect(images.map((each) => each.image)).to.deep.equal([
      `${image!.registry}/${image!.repository}:${version}`,
    ]);
    const links = parse(annotations["artifacthub.io/links"]!) as { url: string }[];
    for (const { url } of links) {
      const [, path] = url.split(`${chart.home}/blob/main/`);
      expect(path && existsSync(join(CHART, "..", path)), url).to.equal(true);
    }
    // Where the icon is on GitHub, it is here.
    const [, icon = ""] = String(chart.icon).split("/main/");
    expect(readFileSync(join(CHART, "..", icon), "utf8")).to.match(/^<svg [^>]+>.*<\/svg>\n$/s);
    // As the project: people come and go.
    const project = {
      name: "The k8s-image-availability-exporter project",
      url: "https://github.com/k8s-image-availability-exporter",
    };
    expect(chart.maintainers).to.deep.equal([project]);
    const { owners } = parse(readFileSync(join(CHART, "../artifacthub-repo.yml"), "utf8")) as {
      owners: readonly { readonly name: string }[];
    };
    expect(owners.map(({ name }) => name)).to.deep.equal([project.name]);
    const changes = parse(annotations["artifacthub.io/changes"]!) as { kind: string; description: string }[];
    for (const { kind } of changes) {
      expect(kind).to.be.oneOf(["added", "changed", "deprecated", "removed", "fixed", "security"]);
    }
  });

  it("is no symbolic link, and the project's Chart.yaml is one to it", () => {
    expect(readFileSync(join(CHART, "../Chart.yaml"), "utf8")).to.equal(
      readFileSync(join(CHART, "Chart.yaml"), "utf8"),
    );
    for (const file of readdirSync(CHART, { recursive: true, withFileTypes: true })) {
      expect(file.isSymbolicLink(), file.name).to.equal(false);
    }
  });

  it("stays under 1 MB", () => {
    const sizes = readdirSync(CHART, { recursive: true })
      .map((file) => statSync(join(CHART, String(file))))
      .filter((status) => status.isFile())
      .map(({ size }) => size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).to.be.below(1_000_000);
  });

  describe("in Helm", () => {
    let helms: readonly Helm[];
    before(async function () {
      const found = await findHelms();
      if (found === undefined) {
        return this.skip();
      }
      helms = [found.helm3, found.helm4];
    });

    it("passes lint --strict", async () => {
      for (const helm of helms) {
        const { ok, stdout, stderr } = await runHelm(helm, ["lint", "--strict", CHART]);
        expect(ok, `${helm.name}: ${stdout}${stderr}`).to.equal(true);
      }
    });

    it("names its objects after the release, once", async () => {
      for (const helm of helms) {
        const { stdout } = await runHelm(
          helm,
          templateArguments({ release: "k8s-image-availability-exporter" }),
        );
        const names = identities(parseObjects(stdout));
        expect(names).to.include("Deployment monitoring-tools/k8s-image-availability-exporter");
        expect(names).to.include("ClusterRole monitoring-tools:k8s-image-availability-exporter");
      }
    });

    it("takes a parent chart's global as a subchart", async () => {
      const shared =
        "global:\n  imageRegistry: mirror.example.com\n  storageClass: fast\n  imagePullSecrets: [shared]\n";
      const values = new Map([
        ["first", "{}\n"],
        ["second", "sharding: { enabled: true }\n"],
      ]);
      await withUmbrella(
        values,
        async (chart, file) => {
          for (const helm of helms) {
            const { ok, stdout, stderr } = await runHelm(helm, templateArguments({ chart, files: [file] }));
            expect(ok, `${helm.name}: ${stderr}`).to.equal(true);
            expect(stdout.match(/image: "mirror\.example\.com\//g)).to.have.length(4);
            expect(identities(parseObjects(stdout))).to.include.members([
              "Deployment monitoring-tools/iae-first",
              "StatefulSet monitoring-tools/iae-second",
            ]);
          }
        },
        shared,
      );
    });

    it("installs on no Kubernetes older than it needs", async () => {
      for (const helm of helms) {
        const { ok, stderr } = await runHelm(helm, [...templateArguments(), "--kube-version", "1.24.0"]);
        expect(ok).to.equal(false);
        expect(stderr).to.include("1.25.0");
      }
    });
  });
});
