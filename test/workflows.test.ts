import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { expect } from "chai";
import { bash, ci, type Job, read, release, root, scan } from "./support/workflows.ts";

describe("workflows", () => {
  const publish = release.jobs.publish!;
  const steps = publish.steps ?? [];
  const using = (action: string) => steps.findIndex(({ uses }) => uses?.startsWith(`${action}@`));
  const output = (step: string, name: string) => `\${{ steps.${step}.outputs.${name} }}`;
  const running = (text: string) => steps.findIndex(({ run }) => run?.includes(text));

  it("run the gate that everybody runs", () => {
    for (const part of ["quick", "scenes"]) {
      expect(ci.jobs[part]?.steps?.at(-1)).to.include({ run: `.ci/run ${part}` });
    }
    // Nothing is in neither part.
    const script = read(".ci/run");
    expect([...script.matchAll(/^if \[ "\$part" != (\w+) \]/gm)].map(([, name]) => name)).to.deep.equal([
      "quick",
      "scenes",
      "quick",
    ]);
    expect(ci.on).to.include.all.keys("pull_request", "push", "workflow_call");
  });

  it("release only what passes it", () => {
    expect(release.jobs.gate?.uses).to.equal("./.github/workflows/ci.yaml");
    expect(publish.needs).to.have.members(["version", "gate"]);
  });

  it("release an image for both architectures", () => {
    const build = steps[using("docker/build-push-action")]!.with!;
    expect(build).to.deep.include({
      context: ".",
      platforms: "linux/amd64,linux/arm64",
      provenance: "mode=max",
    });
    expect(build["build-args"]?.trim().split("\n")).to.have.length(3);
  });

  it("build on nothing that its makers have not signed", () => {
    const command = /cosign verify "\$\((sed .+ Dockerfile)\)" --certificate-oidc-issuer=/;
    const verified = steps.findIndex(({ run = "" }) => command.test(run));
    expect(verified).to.be.within(0, using("docker/build-push-action"));
    const [, extract = ""] = command.exec(steps[verified]!.run!)!;
    const base = execFileSync("bash", ["-c", extract], { cwd: root, encoding: "utf8" });
    expect(base).to.match(/^gcr\.io\/distroless\/\S+@sha256:[0-9a-f]{64}\n$/);
  });

  it("release an image that the same commit gives again, and that has no tag before it is signed", () => {
    const { with: build, env } = steps[using("docker/build-push-action")]!;
    expect(build).not.to.have.any.keys("tags", "push");
    expect(build!.outputs?.split(",")).to.include.members(["push-by-digest=true", "rewrite-timestamp=true"]);
    expect(env).to.deep.equal({ SOURCE_DATE_EPOCH: output("created", "epoch") });
    expect(running("imagetools create")).to.be.above(running("cosign sign --yes --recursive"));
  });

  it("scan what is released before it is signed, and each day after, for what has a fix", () => {
    const scans = (job: Job | undefined) =>
      job?.steps?.filter(({ uses }) => uses?.startsWith("anchore/scan-action@"));
    const released = scans(publish)!;
    expect(released.map((step) => step.with?.sbom)).to.have.members([
      "sbom.cdx.json",
      "sbom-image-amd64.cdx.json",
    ]);
    expect(steps.lastIndexOf(released.at(-1)!)).to.be.below(running("cosign sign"));
    for (const step of [...released, ...scans(scan.jobs.release)!]) {
      expect(step.with).to.include({ "severity-cutoff": "high", "only-fixed": true });
      expect(step.with).not.to.have.property("fail-build");
    }
    expect(scan.on).to.have.property("schedule");
  });

  it("ask whether the registry has signed each dependency", () => {
    for (const job of [publish, scan.jobs.dependencies!]) {
      const commands = (job.steps ?? []).map(({ run = "" }) => run).join("\n");
      // It looks at what is installed.
      expect(commands).to.match(/npm ci --ignore-scripts [\s\S]*\bnpm audit signatures$/m);
    }
  });

  it("run no package's own script where something could be released", () => {
    for (const { run = "" } of [release, scan].flatMap(({ jobs }) =>
      Object.values(jobs).flatMap((job) => job.steps ?? []),
    )) {
      expect(run).not.to.match(/npm (ci|install)(?! --ignore-scripts)/);
    }
  });

  it("sign the image, its bill of materials and the chart, which goes to an OCI registry", () => {
    const commands = steps.map(({ run = "" }) => run).join("\n");
    expect(commands).to.match(/cosign sign --yes --recursive "\$IMAGE@/);
    const [, files = ""] =
      /for sbom in (.+); do\n\s+cosign attest --yes --type cyclonedx --predicate "\$sbom" "\$IMAGE@/.exec(
        commands,
      ) ?? [];
    expect(files.split(" ")).to.deep.equal(["sbom.cdx.json", "sbom-image-*.cdx.json"]);
    const subjects = steps
      .filter(({ uses }) => uses?.startsWith("actions/attest-build-provenance@"))
      .map((step) => step.with);
    expect(subjects.map((subject) => subject!["subject-digest"])).to.deep.equal([
      output("image", "digest"),
      output("chart", "digest"),
    ]);
    expect(commands).to.match(/helm push .+ "oci:\/\/\$CHARTS"/);
    expect(commands).to.match(/cosign sign --yes "\$CHARTS\//);
    expect(commands).to.match(/npm run --silent sbom/);
  });

  it("do things in an order that can work", () => {
    const login = using("docker/login-action");
    const [build, sbom, sign] = [
      using("docker/build-push-action"),
      running("npm run --silent sbom"),
      running("cosign sign --yes --recursive"),
    ];
    for (const tool of ["docker/setup-buildx-action", "sigstore/cosign-installer", "azure/setup-helm"]) {
      expect(using(tool), tool).to.be.within(0, build);
    }
    const setUps = steps.flatMap(
      ({ uses = "" }) => /^[\w-]+\/(?:setup-[\w-]+|[\w-]+-installer)/.exec(uses) ?? [],
    );
    expect(setUps).to.deep.equal([...new Set(setUps)]);
    const order = [
      ...[login, build, sbom, sign, running("imagetools create"), running("helm push")],
      ...[running("> SHA256SUMS"), running("SECURITY.md"), running("gh release create")],
    ];
    expect(order).to.deep.equal([...order].sort((one, other) => one - other));
    expect(order).not.to.include(-1);
  });

  it("may do by default no more than read, and publish what it has to", () => {
    for (const { permissions } of [ci, release, scan]) {
      expect(permissions).to.deep.equal({ contents: "read" });
    }
    expect(publish.permissions).to.deep.equal({
      contents: "write",
      packages: "write",
      "id-token": "write",
      attestations: "write",
    });
    const others = [ci, release, scan]
      .flatMap(({ jobs }) => Object.values(jobs))
      .filter((job) => job !== publish);
    expect(others.filter(({ permissions }) => permissions !== undefined)).to.deep.equal([]);
  });

  it("name each action by its commit and say which version that is, for Renovate to move both", () => {
    const pins = new Map<string, string>();
    for (const file of readdirSync(`${root}.github/workflows`)) {
      for (const [, uses = ""] of read(`.github/workflows/${file}`).matchAll(/\buses: (.+)/g)) {
        if (uses.startsWith("./")) {
          continue;
        }
        expect(uses).to.match(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
        const [action = ""] = uses.split("@");
        // One version of each everywhere.
        expect(pins.get(action) ?? uses).to.equal(uses);
        pins.set(action, uses);
      }
    }
    expect(pins).to.have.length.above(8);
    expect(JSON.parse(read("renovate.json")).extends).to.include.members([
      "helpers:pinGitHubActionDigests",
      "docker:pinDigests",
    ]);
  });

  it("build the image on its real bases before anything is merged or released", () => {
    expect(ci.jobs.image?.steps?.at(-1)).to.include({ run: ".ci/image" });
  });

  it("take from earlier jobs and steps what these give", () => {
    for (const value of Object.values(publish.env ?? {})) {
      const [, output] = /^\$\{\{ needs\.version\.outputs\.(\w+) \}\}$/.exec(value) ?? [];
      expect(release.jobs.version?.outputs, value).to.have.property(output ?? "none");
    }
    for (const { run = "", with: inputs = {}, env = {} } of steps) {
      for (const [, id] of `${run}${Object.values({ ...inputs, ...env }).join()}`.matchAll(
        /steps\.(\w+)\.outputs/g,
      )) {
        expect(steps.map((step) => step.id)).to.include(id);
      }
    }
  });

  it("have commands that a shell can read", async () => {
    for (const { jobs } of [ci, release, scan]) {
      for (const { run } of Object.values(jobs).flatMap((job) => job.steps ?? [])) {
        if (run) {
          expect(await bash(["-n"], run.replaceAll(/\$\{\{.*?\}\}/g, "x"))).to.include({ code: 0 });
        }
      }
    }
  });
});
