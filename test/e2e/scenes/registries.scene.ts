import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import type { CheckedImage } from "../../../src/cli/check.ts";
import { bundle } from "../../support/bundle.ts";
import { runNode } from "../../support/runNode.ts";
import { makeTlsFiles } from "../harness/makeTlsFiles.ts";
import { dockerConfig } from "../harness/objects.ts";
import { scene } from "../harness/scene.ts";
import { type Registry, type RegistryOptions, startRegistry } from "../harness/startRegistry.ts";
import { temporaryFolder } from "../harness/temporaryFolder.ts";

const forms = ["oci", "docker", "oci-index"] as const;
const users = { alice: "wonderland" };

/** Every kind of registry that the distribution project's two releases can be. */
const kinds: readonly (readonly [what: string, options: RegistryOptions])[] = [
  ["3.x, open", {}],
  ["3.x, htpasswd", { auth: { scheme: "htpasswd", users } }],
  ["3.x, tokens", { auth: { scheme: "token", users } }],
  ["2.x, open", { tool: "registry-2" }],
  ["2.x, htpasswd", { tool: "registry-2", auth: { scheme: "htpasswd", users } }],
];

scene("checks of real registries", [["registry", "registry-2"]], () => {
  let folder: string;
  before(async () => {
    folder = await temporaryFolder("check");
  });
  after(() => rm(folder, { recursive: true }));

  /** `check --output json`; passwords are those of a docker config written for the registries. */
  async function check(images: readonly string[], login: Registry | undefined, ...flags: readonly string[]) {
    const file = join(folder, "config.json");
    const [[name, password]] = Object.entries(users) as [[string, string]];
    await writeFile(file, dockerConfig(login !== undefined ? { [login.host]: [name, password] } : {}));
    const { code, stdout, stderr } = await runNode(
      [await bundle(), "check", "--output=json", `--docker-config=${file}`, ...flags, ...images],
      { cwd: folder },
    );
    expect(stderr).to.equal("");
    const checked: readonly CheckedImage[] = JSON.parse(stdout);
    return { code, reasons: checked.map(({ available, reason }) => (available ? "available" : reason)) };
  }

  for (const [what, options] of kinds) {
    describe(what, () => {
      let registry: Registry;
      const image = (reference: string) => `${registry.host}/team/app${reference}`;
      before(async () => {
        registry = await startRegistry(options);
      });
      after(() => registry?.stop());

      it("finds images of every form, by tag and by digest, until they are deleted", async () => {
        const digests = [];
        for (const form of forms) {
          digests.push(await registry.client.push("team/app", form, form));
        }
        const images = [
          ...forms.map((form) => image(`:${form}`)),
          ...digests.map((digest) => image(`@${digest}`)),
        ];
        const flags = ["--allow-plain-http"];
        expect(await check(images, registry, ...flags)).to.deep.equal({
          code: 0,
          reasons: images.map(() => "available"),
        });
        for (const digest of digests) {
          await registry.client.remove("team/app", digest);
        }
        expect(await check(images, registry, ...flags)).to.deep.equal({
          code: 1,
          reasons: images.map(() => "absent"),
        });
      });

      if (options.auth !== undefined) {
        it("is refused without a password, whether the image is there or not", async () => {
          await registry.client.push("team/app", "there");
          const images = [image(":there"), image(":not-there")];
          expect(await check(images, undefined, "--allow-plain-http")).to.deep.equal({
            code: 1,
            reasons: ["authentication_failure", "authentication_failure"],
          });
        });
      }
    });
  }

  it("need no permission on this machine for plain HTTP, nor an authority for HTTPS, as with containerd", async () => {
    const tls = await makeTlsFiles(folder);
    const plain = await startRegistry();
    const secure = await startRegistry({ tls });
    try {
      for (const { client } of [plain, secure]) {
        await client.push("app", "1");
      }
      const images = [plain, secure].map(({ host }) => `${host}/app:1`);
      const reasons = async (...flags: readonly string[]) =>
        (await check(images, undefined, ...flags)).reasons;
      expect(await reasons()).to.deep.equal(["available", "available"]);
      expect(await reasons(`--capath=${tls.certificateFile}`)).to.deep.equal(["available", "available"]);
      expect(await reasons("--skip-registry-cert-verification")).to.deep.equal(["available", "available"]);
    } finally {
      await plain.stop();
      await secure.stop();
    }
  });

  it("go by way of a mirror, and on to the origin", async () => {
    const origin = await startRegistry();
    const mirror = await startRegistry();
    try {
      await origin.client.push("team/app", "origin");
      await mirror.client.push("team/app", "mirror");
      const images = ["origin", "mirror", "neither"].map((tag) => `${origin.host}/team/app:${tag}`);
      const flags = ["--allow-plain-http", `--image-mirror=${origin.host}/team=${mirror.host}/team`];
      expect(await check(images, undefined, ...flags)).to.deep.equal({
        code: 1,
        reasons: ["available", "available", "absent"],
      });
      await origin.halt();
      expect((await check(images, undefined, ...flags)).reasons).to.deep.equal([
        "registry_unavailable",
        "available",
        "registry_unavailable",
      ]);
    } finally {
      await mirror.stop();
      await origin.stop();
    }
  });

  it("see through a pull-through cache", async () => {
    const origin = await startRegistry();
    const cache = await startRegistry({ proxyTo: origin.url });
    try {
      await origin.client.push("team/app", "1");
      const images = ["1", "2"].map((tag) => `${cache.host}/team/app:${tag}`);
      expect((await check(images, undefined, "--allow-plain-http")).reasons).to.deep.equal([
        "available",
        "absent",
      ]);
    } finally {
      await cache.stop();
      await origin.stop();
    }
  });
});
