import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import type { DemoRegistryOptions } from "../../src/demo/registry/demoRegistry.ts";
import { registriesForTests } from "../demo/registriesForTests.ts";
import { clusterFixture, holding } from "./clusterFixture.ts";

describe("guard", () => {
  const clusters = clusterFixture();
  const startRegistry = registriesForTests();

  /** A cluster that uses `team/app:1` of a registry, whose tags are 1 and `same`, of one content, and 2. */
  async function start(options?: DemoRegistryOptions) {
    const registry = await startRegistry(options);
    const one = registry.putImage("team/app", "1", { layout: "index", seed: "one" });
    registry.putImage("team/app", "same", { layout: "index", seed: "one" });
    const two = registry.putImage("team/app", "2");
    const app = `${registry.host}/team/app`;
    const deployment = {
      metadata: { namespace: "shop", name: "cart" },
      spec: { replicas: 0, template: { spec: { containers: [{ name: "c", image: `${app}:1` }] } } },
    };
    await clusters.start("prod", holding({ "/apis/apps/v1/deployments": [deployment] }));
    return { registry, app, one, two };
  }

  it("prints what must stay, why, and who uses it, and ends with 1", async () => {
    const { app, one, two } = await start();
    const list = [`${app}:1`, `${app}:same`, `${app}:2`, `${app}@${one}`, `${app}@${two}`].join("\n");
    const { code, out, err } = await clusters.feed(list, "guard");
    expect([code, err]).to.deep.equal([1, "3 of 5 must stay\n"]);
    const rows = out.split("\n").map((line) => line.split(/ {2,}/));
    const user = "deployment shop/cart (disabled) in prod";
    expect(rows).to.deep.equal([
      ["STAYS", "WHY", "USED BY"],
      [`${app}:1`, "it is in use", user],
      [`${app}:same`, `${app}:1 leads to it`, user],
      [`${app}@${one}`, `${app}:1 leads to it`, user],
      [""],
    ]);
  });

  it("prints what may go, and ends with 0 where all may", async () => {
    const { app, two } = await start();
    const file = join(clusters.folder, "list");
    await writeFile(file, `2\n${two}`);
    expect(await clusters.run("guard", "--file", file, "--repository", app, "--output=may-go")).to.deep.equal(
      {
        code: 0,
        out: `${app}:2\n${app}@${two}\n`,
        err: "0 of 2 must stay\n",
      },
    );
  });

  it("prints all of it as JSON", async () => {
    const { app, registry } = await start();
    const { out } = await clusters.feed("1\n2", "guard", "--repository", app, "--output=json");
    const part = { registry: registry.host, repository: "team/app", digest: null };
    expect(JSON.parse(out)).to.deep.equal([
      {
        candidate: { text: `${app}:1`, ...part, tags: ["1"] },
        stays: true,
        why: "it is in use",
        usedBy: [{ cluster: "prod", namespace: "shop", kind: "deployment", name: "cart", as: "disabled" }],
      },
      { candidate: { text: `${app}:2`, ...part, tags: ["2"] }, stays: false, why: null, usedBy: [] },
    ]);
  });

  it("asks registries with what CRI-O's auth file has, where nothing else is for them", async () => {
    const users = { alice: "wonderland" };
    const { registry, app } = await start({ authentication: "basic", users });
    const file = join(clusters.folder, "auth.json");
    const guard = async (password: string) => {
      const auth = Buffer.from(`alice:${password}`).toString("base64");
      await writeFile(file, JSON.stringify({ auths: { [registry.host]: { auth } } }));
      const flags = ["--nodes-runtime=cri-o", `--nodes-runtime-auth-file=${file}`, "--output=may-go"];
      return await clusters.feed("same\n2", "guard", "--repository", app, ...flags);
    };
    expect(await guard("wonderland")).to.deep.include({ code: 1, out: `${app}:2\n` });
    const refused = await guard("wrong");
    expect([refused.code, refused.out]).to.deep.equal([1, ""]);
  });

  it("lets nothing go where nothing in use is of a registry of the list, unless that may be", async () => {
    const { app, registry } = await start();
    const line = `registry reg.io: nothing in use is of it, but of ${registry.host}\n`;
    for (const list of ["reg.io:80/team/app:1\nreg.io/team/app:2", `reg.io/team/app:1\n${app}:2`]) {
      expect(await clusters.feed(list, "guard", "--output=may-go")).to.deep.equal({
        code: 4,
        out: "",
        err: `${line}it may have another name there, so nothing is printed; --allow-unused goes on all the same\n`,
      });
      const { code, err } = await clusters.feed(list, "guard", "--allow-unused");
      expect([code, err]).to.deep.equal([0, `${line}0 of 2 must stay\n`]);
    }
    expect((await clusters.feed("", "guard")).err).to.equal("0 of 0 must stay\n");
  });

  it("lets nothing go of a repository that is in use while its registry does not answer", async () => {
    const { registry, app } = await start();
    registry.setDown(true);
    const { code, out } = await clusters.feed(
      `${app}:2\n${registry.host}/team/other:1`,
      "guard",
      "--output=may-go",
    );
    expect([code, out]).to.deep.equal([1, `${registry.host}/team/other:1\n`]);
  });

  it("says nothing and ends with 4 where a cluster cannot be read", async () => {
    const { app } = await start();
    await clusters.start("bad", (exchange) => exchange.refuse(403));
    const { code, out, err } = await clusters.feed(`${app}:2`, "guard", "--all-contexts");
    expect([code, out]).to.deep.equal([4, ""]);
    expect(err).to.match(/^cluster "bad": cannot list cronjobs, .*pods: refused with 403\n/);
    const partial = await clusters.feed(`${app}:2`, "guard", "--all-contexts", "--partial");
    expect([partial.code, partial.err.endsWith("0 of 1 must stay\n")]).to.deep.equal([0, true]);
  });

  it("says nothing and ends with 4 where a cluster uses no image at all", async () => {
    const { app } = await start();
    await clusters.start("empty", holding({}));
    const { code, out, err } = await clusters.feed(`${app}:2`, "guard", "--all-contexts");
    expect([code, out]).to.deep.equal([4, ""]);
    expect(err).to.match(/^cluster "empty": it uses no image at all: expected one at least\n/);
    const partial = await clusters.feed(`${app}:2`, "guard", "--all-contexts", "--partial");
    expect([partial.code, partial.err.endsWith("0 of 1 must stay\n")]).to.deep.equal([0, true]);
  });

  it("takes what is in use from files, none of which may be old or incomplete", async () => {
    const { app } = await start();
    const file = join(clusters.folder, "in-use.json");
    const guardBy = async (change: object) => {
      const { out } = await clusters.run("in-use", "--output=json");
      await writeFile(file, JSON.stringify({ ...JSON.parse(out), ...change }));
      return clusters.feed(`${app}:1`, "guard", "--in-use", file);
    };
    expect((await guardBy({})).code).to.equal(1);
    expect((await guardBy({ complete: false, problems: ["cannot list pods"] })).code).to.equal(4);
    expect((await guardBy({ complete: false })).code).to.equal(4);
    const old = await guardBy({ asOf: "2026-01-01T00:00:00Z" });
    expect([old.code, old.out]).to.deep.equal([4, ""]);
    expect(old.err).to.contain(`${file}: it is of 2026-01-01T00:00:00.000Z, more than an hour ago\n`);
    const future = await guardBy({ asOf: "2999-01-01T00:00:00Z" });
    expect([future.code, future.out]).to.deep.equal([4, ""]);
    expect(future.err).to.contain(`${file}: it is of 2999-01-01T00:00:00.000Z, which is yet to come\n`);
    const nowhere = await guardBy({ clusters: [] });
    expect([nowhere.code, nowhere.out]).to.deep.equal([4, ""]);
    expect(nowhere.err).to.contain(`${file}: it is of no cluster\n`);
    const nothing = await guardBy({ images: [] });
    expect([nothing.code, nothing.out]).to.deep.equal([4, ""]);
    expect(nothing.err).to.contain(`${file}: it has no image at all\n`);
    expect((await guardBy({ clusters: [""] })).code).to.equal(2);
    for (const filter of [undefined, null, {}, { registries: [], repositories: "a" }]) {
      expect(await guardBy({ filter })).to.deep.include({ code: 2, out: "" });
    }
    const image = { reference: "a:1", digests: [], users: 1, usedBy: [] };
    for (const odd of [
      undefined,
      [null],
      [5],
      [{ ...image, digests: [5] }],
      [{ ...image, usedBy: [null] }],
      [{ ...image, usedBy: [{ cluster: "c" }] }],
      [{ ...image, users: "many" }],
    ]) {
      expect(await guardBy({ images: odd })).to.deep.include({ code: 2, out: "" });
    }
    expect(await guardBy({ unreadable: [null] })).to.deep.include({ code: 2, out: "" });
    expect(await guardBy({ problems: [null] })).to.deep.include({ code: 2, out: "" });
    expect(await clusters.feed("", "guard", "--in-use", file, "--context=a")).to.deep.include({
      code: 2,
      err: "--in-use: expected no --context or --all-contexts beside it\n",
    });
  });

  it("refuses what is in use from a file, and a list, in which a key is twice", async () => {
    const { app } = await start();
    const file = join(clusters.folder, "in-use.json");
    const { out } = await clusters.run("in-use", "--output=json");
    await writeFile(file, out.replace(/\}\n$/, ', "images": [] }\n'));
    expect(await clusters.feed(`${app}:1`, "guard", "--in-use", file)).to.deep.equal({
      code: 2,
      out: "",
      err: `--in-use: cannot use ${file}: it has the key "images" twice: expected what in-use --output=json prints\n`,
    });
    await writeFile(file, out);
    const list = '[{"imageTag":"1","imageTag":"2"}]';
    expect(await clusters.feed(list, "guard", "--in-use", file, "--repository", app)).to.deep.equal({
      code: 2,
      out: "",
      err: 'expected each key once, given "imageTag" twice\n',
    });
  });

  it("refuses what is in use from a file that a filter has left only some of", async () => {
    const { app } = await start();
    const file = join(clusters.folder, "in-use.json");
    for (const [filter, line] of [
      ["--registry=reg.io", "it has only what is of reg.io"],
      ["--repository=shop/", "it has only what is of shop/"],
    ] as const) {
      await writeFile(file, (await clusters.run("in-use", "--output=json", "--allow-unused", filter)).out);
      const { code, out, err } = await clusters.feed(`${app}:1`, "guard", "--in-use", file);
      expect([code, out]).to.deep.equal([4, ""]);
      expect(err).to.contain(`${file}: ${line}: expected a list without --registry and --repository\n`);
    }
  });

  it("refuses a list that it does not understand", async () => {
    await start();
    expect(await clusters.feed("latest", "guard")).to.deep.equal({
      code: 2,
      out: "",
      err: 'line 1: "latest": expected a reference with its registry and repository, or --repository for tags and digests\n',
    });
    const missing = join(clusters.folder, "none");
    expect(await clusters.run("guard", "--file", missing)).to.deep.include({
      code: 2,
      err: `cannot read --file: ${missing}: no such file\n`,
    });
  });
});
