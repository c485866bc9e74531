import { expect } from "chai";
import { until } from "../support/until.ts";
import { type ClusterUnderTest, clusterUnderTest, spec } from "./support/clusterUnderTest.ts";

const MIRRORS = {
  resource: "imagedigestmirrorsets.config.openshift.io",
  basePath: "/apis/config.openshift.io/v1",
  plural: "imagedigestmirrorsets",
  keys: ["spec"],
};
const SECRET = {
  resource: "shop/global",
  basePath: "/api/v1",
  plural: "secrets",
  namespace: "shop",
  name: "global",
  keys: ["data"],
};
const DEFINITION = {
  group: "config.openshift.io",
  version: "v1",
  resource: "imagedigestmirrorsets",
  kind: "ImageDigestMirrorSet",
  namespaced: false,
};

describe("startNodeSettingWatch()", () => {
  let cluster: ClusterUnderTest;
  const told: string[] = [];
  const objects = {
    kinds: [MIRRORS, SECRET],
    put: (resource: string, name: string, content: unknown) => {
      told.push(`${resource} ${name} ${JSON.stringify(content)}`);
    },
    settle: (resource: string, access: string) => {
      told.push(`${resource} ${access}`);
    },
  };
  beforeEach(async () => {
    told.splice(0);
    cluster = await clusterUnderTest();
    cluster.create("Deployment", "shop", "web", spec("Deployment"));
  });
  afterEach(() => cluster[Symbol.asyncDispose]());

  const mirrors = (name: string, source: string) =>
    cluster.api.create({
      apiVersion: "config.openshift.io/v1",
      kind: "ImageDigestMirrorSet",
      metadata: { name },
      spec: { source },
      status: {},
    });

  it("delivers all objects of a kind, or one, before anything else is asked for, and what changes", async () => {
    cluster.api.registerResource(DEFINITION);
    mirrors("a", "a.test");
    for (const name of ["global", "another"]) {
      cluster.create("Secret", "shop", name, { data: { a: "Yg==" }, type: "Opaque" });
    }
    const watch = cluster.watch({}, objects);
    expect(watch.synced()).to.equal(false);
    await until(() => watch.synced());
    const first = cluster.api.requests.findIndex(({ path }) => path.includes("deployments"));
    const listed = cluster.api.requests.slice(0, first).map(({ path }) => path);
    expect(listed).to.include("/apis/config.openshift.io/v1/imagedigestmirrorsets");
    expect(listed).to.include("/api/v1/namespaces/shop/secrets");
    expect([...told].sort()).to.deep.equal([
      'imagedigestmirrorsets.config.openshift.io a {"spec":{"source":"a.test"}}',
      "imagedigestmirrorsets.config.openshift.io readable",
      'shop/global global {"data":{"a":"Yg=="}}',
      "shop/global readable",
    ]);
    expect(watch.readiness().slice(0, 2)).to.deep.equal([
      { resource: MIRRORS.resource, state: "synced" },
      { resource: SECRET.resource, state: "synced" },
    ]);
    told.splice(0);
    mirrors("b", "b.test");
    await until(() => told.length === 1);
    expect(told).to.deep.equal(['imagedigestmirrorsets.config.openshift.io b {"spec":{"source":"b.test"}}']);
  });

  it("goes on without what is not installed, as if there were none, and without what is forbidden", async () => {
    cluster.api.forbid("*", "secrets");
    const watch = cluster.watch({ secrets: { mode: "off" } }, objects);
    await until(() => watch.synced());
    expect(told).to.include.members([`${MIRRORS.resource} missing`, `${SECRET.resource} unreadable`]);
    expect(cluster.states.get(MIRRORS.resource)).to.equal("synced");
    expect(cluster.states.get(SECRET.resource)).to.equal("forbidden");
    expect(watch.readiness()[0]).to.deep.equal({ resource: MIRRORS.resource, state: "synced" });
    const said = cluster.log.lines.filter(({ fields }) => fields.resource === MIRRORS.resource);
    expect(said).to.have.length(1);
    cluster.api.registerResource(DEFINITION);
    mirrors("a", "a.test");
    await cluster.advanceUntil(() => told.includes(`${MIRRORS.resource} readable`));
    expect(
      told.indexOf('imagedigestmirrorsets.config.openshift.io a {"spec":{"source":"a.test"}}'),
    ).to.be.lessThan(told.indexOf(`${MIRRORS.resource} readable`));
  });

  it("waits for what fails, and tells why", async () => {
    cluster.api.registerResource(DEFINITION);
    await cluster.api.stop();
    const watch = cluster.watch({}, objects);
    await cluster.advanceUntil(() => watch.readiness().some(({ error }) => error !== undefined));
    await cluster.advanceUntil(() => cluster.clock.monotonic() > 120_000);
    expect(watch.synced()).to.equal(false);
    expect(told).to.deep.equal([]);
    expect(watch.readiness().map(({ resource, state }) => `${resource} ${state}`)).to.deep.equal([
      `${MIRRORS.resource} pending`,
      `${SECRET.resource} pending`,
    ]);
    await cluster.api.restart();
    await cluster.advanceUntil(() => watch.synced());
    expect(cluster.has("upsert Deployment shop/web")).to.equal(true);
  });
});
