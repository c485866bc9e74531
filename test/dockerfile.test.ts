import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect } from "chai";

const root = fileURLToPath(new URL("../", import.meta.url));

interface Instruction {
  readonly name: string;
  readonly text: string;
}

/** The instructions of the Dockerfile, continued lines joined. https://docs.docker.com/reference/dockerfile/#format */
function instructions(): readonly Instruction[] {
  return readFileSync(`${root}Dockerfile`, "utf8")
    .replaceAll(/^#.*\n/gm, "")
    .replaceAll(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [, name = "", text = ""] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
      return { name, text };
    });
}

describe("Dockerfile", () => {
  const all = instructions();
  const firstFrom = all.findIndex(({ name }) => name === "FROM");
  const args = new Map(
    all
      .slice(0, firstFrom)
      .map(({ text }) => /^(\w+)=(.+)$/.exec(text)!)
      .map(([, name, value]) => [name!, value!]),
  );
  const lastFrom = all.findLastIndex(({ name }) => name === "FROM");
  const final = all.slice(lastFrom + 1);
  const of = (name: string) => final.filter((instruction) => instruction.name === name);

  it("has instructions alone, and a default for whatever a FROM takes", () => {
    for (const { name } of all) {
      expect(name).to.be.oneOf([
        "ARG",
        "FROM",
        "WORKDIR",
        "COPY",
        "RUN",
        "LABEL",
        "ENV",
        "USER",
        "EXPOSE",
        "ENTRYPOINT",
      ]);
    }
    const stages = new Set<string>();
    for (const { text } of all.filter(({ name }) => name === "FROM")) {
      const [, variable = "", stage = ""] = /\$\{(\w+)\}(?: AS (\w+))?$/.exec(text) ?? [];
      expect(args.has(variable), text).to.equal(true);
      stages.add(stage);
    }
    expect(stages).to.include.keys("build", "bundle");
    expect(args.get("BUNDLE")).to.equal("build");
    for (const { text } of all.filter(({ text }) => text.startsWith("--from="))) {
      expect(stages).to.include(/^--from=(\w+)/.exec(text)?.[1]);
    }
  });

  it("ends on distroless of a Debian that gets fixes, without a shell, with the Node.js that is tested", () => {
    const { node } = process.versions;
    const [major] = node.split(".");
    const digest = "@sha256:[0-9a-f]{64}$";
    expect(args.get("BASE")).to.match(
      RegExp(`^gcr\\.io/distroless/nodejs${major}-debian13:nonroot${digest}`),
    );
    expect(args.get("BUILDER")).to.match(
      RegExp(`^docker\\.io/library/node:${node.replaceAll(".", "\\.")}-trixie-slim${digest}`),
    );
    // A digest could be that of one architecture's image, on which another's would be built without a word.
    expect(readFileSync(`${root}Dockerfile`, "utf8")).to.match(/^# check=error=true\n/);
  });

  it("runs no package's own script as it is built", () => {
    const commands = all.filter(({ name }) => name === "RUN").map(({ text }) => text);
    const installs = commands.filter((text) => /\b(npm|npx|yarn|pnpm)\b/.test(text));
    expect(installs).to.deep.equal(["npm ci --ignore-scripts --no-audit --no-fund"]);
  });

  it("says who may read what it copies, whatever the checkout's own modes", () => {
    const ofCheckout = of("COPY").filter(({ text }) => !text.includes("--from="));
    expect(ofCheckout.map(({ text }) => text)).to.deep.equal(["--chmod=0644 LICENSE /licenses/LICENSE"]);
  });

  it("runs nothing of the target's architecture: an image for arm64 needs no emulation", () => {
    expect(all[firstFrom]?.text).to.match(/^--platform=\$BUILDPLATFORM \$\{BUILDER\} AS build$/);
    expect(of("RUN")).to.deep.equal([]);
    // The stage in between has nothing but its name.
    expect(all[lastFrom - 1]?.name).to.equal("FROM");
  });

  it("runs as nobody, told by number, as the chart does", () => {
    expect(of("USER").map(({ text }) => text)).to.deep.equal(["65532:65532"]);
  });

  it("says what it is", () => {
    const labels = of("LABEL").flatMap(({ text }) => [
      ...text.matchAll(/org\.opencontainers\.image\.(\w+)=/g),
    ]);
    expect(labels.map(([, key]) => key)).to.have.members([
      ...["title", "description", "licenses", "source", "version", "revision", "created"],
    ]);
  });
});
