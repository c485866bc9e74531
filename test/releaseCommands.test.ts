import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { bash, read, release, root } from "./support/workflows.ts";

describe("the release's commands", () => {
  const steps = release.jobs.publish!.steps!;

  it("try what SECURITY.md tells users to verify a release with", async () => {
    const [step] = steps.filter(({ run }) => run?.includes("SECURITY.md"));
    const [extract = "", ...rest] = step!.run!.split(" | ");
    expect(rest).to.deep.equal(["bash -euo pipefail"]);
    const { code, stdout } = await bash(["-e"], extract, { cwd: root });
    expect({ code, stdout }).to.deep.equal({ code: 0, stdout: verification() });
    expect(await bash(["-n"], stdout)).to.include({ code: 0, stderr: "" });
    const tag = `v${(JSON.parse(read("package.json")) as { version: string }).version}`;
    expect(stdout).to.include(`/.github/workflows/release.yaml@refs/tags/${tag}`);
    // With each signature that the workflow makes, and each file that it publishes.
    for (const command of [
      ...["cosign verify $by $image", "cosign verify $by $chart", "cosign verify-attestation $by"],
      ...["gh attestation verify oci://$image", "gh attestation verify oci://$chart"],
      ...["cosign verify-blob $by --bundle SHA256SUMS.sigstore.json SHA256SUMS", "sha256sum --check"],
    ]) {
      expect(stdout).to.include(command);
    }
  });

  describe("find the version to release", () => {
    const { version } = JSON.parse(read("package.json")) as { version: string };
    const script = release.jobs.version!.steps!.find(({ id }) => id === "version")!.run!;
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "release-"));
      for (const path of ["package.json", "chart/values.schema.json"]) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        copyFileSync(`${root}${path}`, join(folder, path));
      }
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    async function run(tag: string, heading: string) {
      writeFileSync(join(folder, "CHANGELOG.md"), `# Changelog\n\n## ${heading}\n\n- Something.\n`);
      writeFileSync(join(folder, "output"), "");
      const env = { GITHUB_REF_NAME: tag, GITHUB_OUTPUT: join(folder, "output") };
      const result = await bash(["-e", "-o", "pipefail"], script, { cwd: folder, env });
      return { ...result, output: readFileSync(env.GITHUB_OUTPUT, "utf8") };
    }

    it("and the image's name, which only the schema tells", async () => {
      const { code, output } = await run(`v${version}`, `${version} (2026-01-01)`);
      expect(code).to.equal(0);
      const image = "ghcr.io/k8s-image-availability-exporter/k8s-image-availability-exporter";
      expect(output.trim().split("\n")).to.deep.equal([
        `version=${version}`,
        "registry=ghcr.io",
        `image=${image}`,
        "charts=ghcr.io/k8s-image-availability-exporter/charts",
      ]);
      expect(read(".github/workflows/release.yaml")).not.to.include("ghcr.io");
      expect(verification()).to.include(`image=${image}:${version}\n`);
    });

    it("and refuse another tag, or one that the changelog calls unreleased", async () => {
      expect(await run("v9.9.9", version)).to.include({
        code: 1,
        stdout: `The tag is v9.9.9, package.json has ${version}\n`,
      });
      expect(await run(`v${version}`, `${version} (unreleased)`)).to.include({
        code: 1,
        stdout: `CHANGELOG.md says that ${version} is unreleased\n`,
      });
    });

    it("and take what the changelog says of it as its notes", async () => {
      const { run: text = "" } = steps.find(({ name }) => name === "Release")!;
      const [awk = ""] = text.split("\n");
      writeFileSync(
        join(folder, "CHANGELOG.md"),
        "# Changelog\n\n## 2.0.0\n\n- New.\n\n## 1.0.0\n\n- Old.\n",
      );
      expect(await bash(["-e"], awk, { cwd: folder, env: { VERSION: "1.0.0" } })).to.include({ code: 0 });
      expect(readFileSync(join(folder, "notes.md"), "utf8")).to.equal("\n- Old.\n");
    });
  });
});

/** What SECURITY.md has users type. */
function verification(): string {
  return /^```sh\n([\s\S]+?)^```$/m.exec(read("SECURITY.md"))?.[1] ?? "";
}
