import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { VERSION } from "../../src/version.ts";
import { bundle } from "../support/bundle.ts";
import { runNode } from "../support/runNode.ts";

describe("npm run build", () => {
  const run = async (...args: readonly string[]) => runNode([await bundle(), ...args], { cwd: tmpdir() });

  it("makes a bundle that knows its version", async () => {
    expect(await run("--version")).to.deep.equal({ code: 0, stdout: `${VERSION}\n`, stderr: "" });
  });

  it("makes a bundle whose commands find their parts", async () => {
    expect((await run("--help")).stdout).to.include("--check-interval");
    const explained = await run("explain", "nginx", "--ignored-images=^nginx$", "--output=json");
    expect(explained).to.include({ code: 0, stderr: "" });
    expect(JSON.parse(explained.stdout)[0]).to.include({ image: "nginx", filtered: "ignored" });
    const noCluster = await run("run", "--kubeconfig=nowhere", "--log-format=pretty");
    expect(noCluster).to.include({ code: 2, stdout: "" });
    expect(noCluster.stderr).to.match(/^Cannot read .+nowhere as kubeconfig: .+\n$/);
  });

  it("makes a bundle that has the dashboards in it, and not what made them", async () => {
    const folder = await mkdtemp(join(tmpdir(), "iae-bundle-"));
    try {
      const rendered = await run("render", "dashboards", "--output-dir", folder);
      expect(rendered).to.deep.equal({ code: 0, stdout: "", stderr: "" });
      const board = JSON.parse(readFileSync(join(folder, "image-availability.json"), "utf8"));
      expect(board.uid).to.equal("k8s-image-availability");
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it("makes a bundle that loads AWS' client, and what else only some need, when it is called for", async () => {
    const folder = dirname(await bundle());
    const loaded = new Set<string>();
    const follow = (path: string) => {
      if (!loaded.has(path)) {
        loaded.add(path);
        const text = readFileSync(path, "utf8");
        // Imports of other files; a dynamic one has brackets.
        for (const [, file = ""] of text.matchAll(/\b(?:import|from)"(\.[^"]+\.js)"/g)) {
          follow(join(dirname(path), file));
        }
      }
    };
    // The command `run`, with all that is there from its start.
    const [exporter = ""] = readdirSync(join(folder, "chunks"))
      .filter((name) => name.endsWith(".js"))
      .map((name) => join(folder, "chunks", name))
      .filter((path) => readFileSync(path, "utf8").includes("cluster listed; checking its images"));
    follow(join(folder, "main.js"));
    follow(exporter);
    const texts = [...loaded].map((path) => readFileSync(path, "utf8"));
    expect(texts.some((text) => text.includes("cluster listed; checking its images"))).to.equal(true);
    for (const foreign of [
      "GetAuthorizationToken",
      "AssumeRoleWithWebIdentity",
      "CredentialProviderResponse",
      "/oauth2/exchange",
      "computeMetadata",
      "to_array",
    ]) {
      expect(
        texts.filter((text) => text.includes(foreign)),
        foreign,
      ).to.deep.equal([]);
    }
  });

  it("names the licences of what is in it", async () => {
    const text = readFileSync(join(dirname(await bundle()), "THIRD-PARTY-LICENSES.txt"), "utf8");
    const named = [...text.matchAll(/^={80}\n(\S+) \S+ \((.+)\)$/gm)];
    const names = named.map(([, name]) => name);
    // The one that is in a thread's script is among them, those that only build it are not.
    expect(names).to.include.members(["@kubernetes/client-node", "ajv", "bcryptjs", "undici", "yaml"]);
    expect(names).not.to.include.oneOf(["esbuild", "@grafana/grafana-foundation-sdk"]);
    expect(names).to.deep.equal(names.toSorted());
    for (const [, name, license] of named) {
      // As it is, in files of its own: what it asks for is to be told where its source is.
      if (license === "MPL-2.0") {
        expect(text).to.match(
          new RegExp(`\\n${name} \\S+ \\(MPL-2.0\\)\\n\\nThe source code is at \\S+, version \\S+\\n`),
        );
        continue;
      }
      expect(license, name).to.match(
        /^\(?(MIT|ISC|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|0BSD|BlueOak-1\.0\.0)/,
      );
    }
    expect(text).to.match(/Permission is hereby granted|Apache License/);
  });
});
