import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect } from "chai";

const run = promisify(execFile);
const script = fileURLToPath(new URL("../.ci/image", import.meta.url));

/** Stands in for docker: keeps its arguments and lays out an index of images as `--output=type=oci,tar=false` does. */
const DOCKER = `#!/usr/bin/env bash
set -euo pipefail
echo "$SOURCE_DATE_EPOCH $*" >> "$STAND_IN/calls"
times=$(wc -l < "$STAND_IN/calls")
for argument; do
  if [[ $argument =~ dest=([^,]+) ]]; then dest=\${BASH_REMATCH[1]}; fi
done
mkdir -p "$dest/blobs/sha256"
index=index
if [ "$CHANGES" = 1 ]; then index=index$times; fi
echo "{\\"manifests\\":[{\\"digest\\":\\"sha256:$index\\"}]}" > "$dest/index.json"
echo "$INDEX" > "$dest/blobs/sha256/$index"
echo "$MANIFEST" > "$dest/blobs/sha256/image"
`;

describe(".ci/image", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "ci-image-"));
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/docker"), DOCKER);
    chmodSync(join(folder, "bin/docker"), 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const build = async ({
    architectures = ["amd64", "arm64"],
    layers = [50_000_000, 9_000_000],
    changes = false,
  } = {}) => {
    const manifests = architectures.map((architecture) => ({
      digest: "sha256:image",
      platform: { os: "linux", architecture },
    }));
    const env = {
      PATH: `${join(folder, "bin")}:${process.env.PATH}`,
      HOME: folder,
      STAND_IN: folder,
      CHANGES: changes ? "1" : "0",
      INDEX: JSON.stringify({ manifests }),
      MANIFEST: JSON.stringify({ layers: layers.map((size) => ({ size })) }),
    };
    return await run(script, { env }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout }: { code: number; stdout: string }) => ({ code, stdout }),
    );
  };

  it("is content with an image for both architectures that comes out twice the same", async () => {
    expect(await build()).to.deep.equal({
      code: 0,
      stdout: `${"sha256:image: 59000000 bytes to pull\n".repeat(2)}sha256:index: twice the same\n`,
    });
  });

  it("says when it does not, or is for others, or has become too large", async () => {
    expect(await build({ changes: true })).to.deep.equal({
      code: 1,
      stdout: "The same source gave sha256:index1, then sha256:index2\n",
    });
    rmSync(join(folder, "calls"));
    expect(await build({ architectures: ["amd64"] })).to.deep.equal({
      code: 1,
      stdout: "Expected an image for linux/amd64,linux/arm64, built linux/amd64\n",
    });
    expect(await build({ layers: [60_000_001] })).to.deep.equal({
      code: 1,
      stdout: "sha256:image: 60000001 bytes to pull\nsha256:image has more than 60000000 bytes\n",
    });
  });
});
