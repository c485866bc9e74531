import { expect } from "chai";
import type { Keyring } from "../../../../src/credentials/keyring.ts";
import { crio } from "../../../../src/registry/runtime/crio.ts";
import {
  OpenShiftNodes,
  type OpenShiftOptions,
} from "../../../../src/registry/runtime/openshift/openShiftNodes.ts";
import { openRegistriesFiles } from "../../../../src/registry/runtime/registriesFiles.ts";
import { makeAuthority } from "../../../support/certificates.ts";
import { fakeClock } from "../../../support/fakeClock.ts";
import { NO_NODE_FILES } from "../../../support/noNodeFiles.ts";
import { recordingLogger } from "../../../support/recordingLogger.ts";
import { ALICE, createHarness, FOUND } from "../../harness.ts";

const DIGESTS = "imagedigestmirrorsets.config.openshift.io";
const TAGS = "imagetagmirrorsets.config.openshift.io";
const POLICIES = "imagecontentsourcepolicies.operator.openshift.io";
const IMAGES = "images.config.openshift.io";
const MANAGED = "openshift-config-managed/image-registry-ca";
const SECRET = "openshift-config/pull-secret";

const basic = (login: string) => `Basic ${Buffer.from(login).toString("base64")}`;

describe("OpenShiftNodes", () => {
  const { server, client } = createHarness();
  const open = (more: Partial<OpenShiftOptions> = {}) => {
    const log = recordingLogger();
    const changed: string[] = [];
    const keyrings: Keyring[] = [];
    const nodes = new OpenShiftNodes({
      options: { enabled: true, pullSecret: false, additionalTrustedCA: "", ...more },
      log,
      onChange: (registries) =>
        changed.push(["a.test", "b.test", "c.a.test"].filter(registries).join(" ") || "none"),
      onKeyring: (keyring) => keyrings.push(keyring),
    });
    const files = openRegistriesFiles(NO_NODE_FILES, { clock: fakeClock(), log, cluster: nodes });
    const ask = (text: string) => {
      const parsed = files.readName(text, { defaultRegistry: "docker.io" });
      if (!parsed.ok) {
        return parsed.error;
      }
      try {
        const found = files.endpoints(parsed.reference, { signal: new AbortController().signal }, []);
        return (found as Exclude<typeof found, Promise<unknown> | undefined>).map((endpoint) =>
          "result" in endpoint
            ? `${endpoint.result}: ${endpoint.message}`
            : [
                `${endpoint.registry}/${endpoint.repository}`,
                ...(endpoint.access?.scheme === undefined ? [] : [endpoint.access.scheme]),
                ...(endpoint.access?.tls === undefined ? [] : ["trusted"]),
                ...(endpoint.own ?? []).map(({ username }) => username),
              ].join(" "),
        );
      } catch (error) {
        return String(error);
      }
    };
    const settle = (access: "readable" | "missing" = "readable", except: readonly string[] = []) => {
      for (const { resource } of nodes.kinds) {
        if (!except.includes(resource)) {
          nodes.settle(resource, access);
        }
      }
    };
    return { nodes, ask, settle, changed, keyrings, lines: () => log.lines.map(({ message }) => message) };
  };
  const digests = (source: string, mirrors: readonly string[], mirrorSourcePolicy?: string) => ({
    spec: { imageDigestMirrors: [{ source, mirrors, mirrorSourcePolicy }] },
  });
  const tags = (source: string, mirrors: readonly string[], mirrorSourcePolicy?: string) => ({
    spec: { imageTagMirrors: [{ source, mirrors, mirrorSourcePolicy }] },
  });
  const image = (registrySources: object, more: object = {}) => ({ spec: { registrySources, ...more } });
  const PINNED = `a.test/app@sha256:${"a".repeat(64)}`;

  it("knows nothing before all kinds are listed, or known to be out of reach", () => {
    const { nodes, ask, settle } = open();
    nodes.put(TAGS, "one", tags("a.test", ["m.test"]));
    const unknown = ["node_file_unreadable: a.test was not asked: OpenShift's objects are not read yet"];
    expect(ask("a.test/app:1")).to.deep.equal(unknown);
    settle("readable", [IMAGES]);
    expect(ask("a.test/app:1")).to.deep.equal(unknown);
    nodes.settle(IMAGES, "readable");
    expect(ask("a.test/app:1")).to.deep.equal(["m.test/app https", "a.test/app"]);
  });

  it("asks where the objects say, by tag and by digest, and those of the older kind too", () => {
    const { nodes, ask, settle } = open();
    settle();
    nodes.put(TAGS, "one", tags("a.test", ["m.test"], "NeverContactSource"));
    nodes.put(DIGESTS, "one", digests("a.test", ["k.test/x"], "NeverContactSource"));
    nodes.put(POLICIES, "one", {
      spec: { repositoryDigestMirrors: [{ source: "b.test", mirrors: ["l.test"] }] },
    });
    const blocked = "refused: a.test was not asked: a.test is blocked by a.test in OpenShift's objects";
    expect(ask("a.test/app:1")).to.deep.equal(["m.test/app https", blocked]);
    expect(ask(PINNED)).to.deep.equal(["k.test/x/app https", blocked]);
    expect(ask("b.test/app:1")).to.deep.equal(["b.test/app"]);
    nodes.put(TAGS, "one", undefined);
    expect(ask("a.test/app:1")).to.equal(
      "NodeFileError: a.test was not asked: a.test is blocked by a.test in OpenShift's objects",
    );
  });

  it("refuses what the Image config does not let in, and searches where it says", () => {
    const { nodes, ask, settle } = open();
    settle();
    expect(ask("nginx:1")).to.deep.equal(["registry.access.redhat.com/nginx", "docker.io/library/nginx"]);
    nodes.put(
      IMAGES,
      "cluster",
      image({
        containerRuntimeSearchRegistries: ["a.test", "b.test"],
        allowedRegistries: ["b.test"],
        insecureRegistries: ["b.test"],
      }),
    );
    expect(ask("nginx:1")).to.deep.equal([
      "refused: a.test was not asked: a.test/nginx:1 is refused by allowedRegistries of images.config.openshift.io/cluster",
      "b.test/nginx either",
    ]);
    expect(ask("c.test/app:1")).to.equal(
      "NodeFileError: c.test was not asked: c.test/app:1 is refused by allowedRegistries of images.config.openshift.io/cluster",
    );
  });

  it("tells which registries nodes ask otherwise after a change, and nothing while they are listed, or where all is the same", async () => {
    const { cert } = await makeAuthority();
    const { nodes, settle, changed } = open();
    nodes.put(TAGS, "one", tags("a.test/x", ["m.test"]));
    settle();
    expect(changed).to.deep.equal([]);
    nodes.put(TAGS, "two", tags("*.a.test", ["m.test"]));
    nodes.put(TAGS, "one", undefined);
    nodes.put(IMAGES, "cluster", image({ blockedRegistries: ["b.test"] }));
    nodes.put(IMAGES, "cluster", image({ blockedRegistries: ["b.test"] }));
    nodes.put(DIGESTS, "one", digests("b.test/x", ["m.test"]));
    nodes.put(MANAGED, "image-registry-ca", { data: { "a.test": cert, "b.test..5000": cert } });
    expect(changed).to.deep.equal(["c.a.test", "a.test", "a.test b.test c.a.test", "b.test", "a.test"]);
  });

  it("keeps what was valid where the operator takes nothing, and says each problem once", () => {
    const { nodes, ask, settle, lines } = open();
    nodes.put(TAGS, "one", tags("a.test", ["m.test"]));
    settle();
    nodes.put(DIGESTS, "one", digests("a.test", ["m.test"], "NeverContactSource"));
    expect(ask("a.test/app:1")).to.deep.equal(["m.test/app https", "a.test/app"]);
    nodes.put(IMAGES, "cluster", image({}));
    nodes.put(TAGS, "one", undefined);
    nodes.put(TAGS, "one", tags("a.test", ["m.test"]));
    const line =
      "mirror sets have both values of mirrorSourcePolicy for a.test: OpenShift's operator takes nothing of this, and nodes keep what they have: images are judged by what was there before";
    expect(lines()).to.deep.equal([line, line]);
    const fresh = open();
    fresh.nodes.put(IMAGES, "cluster", image({ insecureRegistries: ["*"] }));
    fresh.settle();
    expect(fresh.ask("a.test/app:1")).to.deep.equal([
      'node_file_unreadable: a.test was not asked: images.config.openshift.io/cluster has "*", which is no scope of registries',
    ]);
    expect(fresh.lines()).to.have.length(1);
  });

  it("takes a kind that is not there for one without objects, and gives no verdict without one it may not read", () => {
    const older = open();
    older.settle("missing");
    expect(older.ask("a.test/app:1")).to.deep.equal(["a.test/app"]);
    expect(older.lines()).to.deep.equal([]);
    const { nodes, ask, settle, lines } = open();
    settle("readable", [TAGS]);
    nodes.settle(TAGS, "unreadable");
    expect(ask("a.test/app:1")).to.deep.equal([
      `node_file_unreadable: a.test was not asked: ${TAGS} cannot be read`,
    ]);
    expect(lines()).to.deep.equal([
      `${TAGS} cannot be read: where nodes pull images from is not known, and images get no verdict`,
    ]);
    nodes.settle(TAGS, "readable");
    nodes.put(TAGS, "one", tags("a.test", ["m.test"]));
    // What is known stays.
    nodes.settle(TAGS, "unreadable");
    expect(ask("a.test/app:1")).to.deep.equal(["m.test/app https", "a.test/app"]);
  });

  it("trusts the authorities of the cluster's own registry, and those that the Image config names", async () => {
    const { cert } = await makeAuthority();
    const user = "openshift-config/authorities";
    const { nodes, ask, settle, lines } = open({ additionalTrustedCA: "authorities" });
    nodes.put(MANAGED, "image-registry-ca", { data: { "a.test..5000": cert } });
    nodes.put(user, "authorities", {
      data: { "b.test": Buffer.from(cert).toString("base64"), "c.test": "none" },
      binaryData: { "d.test": Buffer.from(cert).toString("base64") },
    });
    settle();
    expect(ask("a.test:5000/app:1")).to.deep.equal(["a.test:5000/app trusted"]);
    expect(ask("b.test/app:1")).to.deep.equal(["b.test/app"]);
    nodes.put(IMAGES, "cluster", image({}, { additionalTrustedCA: { name: "authorities" } }));
    expect(ask("b.test/app:1")).to.deep.equal(["b.test/app trusted"]);
    expect(ask("c.test/app:1")).to.deep.equal(["c.test/app"]);
    expect(ask("d.test/app:1")).to.deep.equal(["d.test/app trusted"]);
    expect(ask("a.test/app:1")).to.deep.equal(["a.test/app"]);
    nodes.put(IMAGES, "cluster", image({}, { additionalTrustedCA: { name: "others" } }));
    expect(ask("b.test/app:1")).to.deep.equal(["b.test/app"]);
    expect(lines()).to.deep.equal([
      'images.config.openshift.io/cluster has additionalTrustedCA "", and config.nodes.openshift.additionalTrustedCA is "authorities": nodes trust none of it',
      'images.config.openshift.io/cluster has additionalTrustedCA "others", and config.nodes.openshift.additionalTrustedCA is "authorities": authorities that nodes trust are not known',
    ]);
  });

  it("gives no verdict where a mirror refuses that may open to the global pull secret", async () => {
    const mirror = await server(({ url, headers }) => {
      const isLet = headers.authorization === basic("alice:wonderland");
      return isLet
        ? url === "/v2/"
          ? {}
          : FOUND
        : { status: 401, headers: { "www-authenticate": "Basic realm=r" } };
    });
    const check = async (pullSecret: boolean) => {
      const { nodes, settle } = open({ pullSecret });
      settle();
      nodes.put(TAGS, "one", tags("127.0.0.9:1", [mirror.host]));
      if (pullSecret) {
        const auth = Buffer.from("alice:wonderland").toString("base64");
        const config = JSON.stringify({ auths: { [mirror.host]: { auth } } });
        nodes.put(SECRET, "pull-secret", {
          data: { ".dockerconfigjson": Buffer.from(config).toString("base64") },
        });
      }
      const allowed = { allowedNetworks: ["127.0.0.0/8"] };
      return await client(allowed, { runtime: crio, cluster: nodes }).image("127.0.0.9:1", {
        credentials: [ALICE],
      });
    };
    expect(await check(true)).to.deep.equal({ result: "available" });
    const unknown = await check(false);
    expect(unknown).to.include({ result: "node_credentials_unknown" });
    expect(unknown).to.have.property("otherwise").that.includes({ result: "registry_unavailable" });
    expect(unknown).to.have.property("message").that.includes("set config.nodes.openshift.pullSecret");
  });

  it("has the global pull secret for the kubelet and the runtime, and says where it is not known", async () => {
    const { signal } = new AbortController();
    const without = open();
    without.settle();
    expect((await without.nodes.credentials.find("a.test/app", { signal }))?.unknown).to.equal(
      "nodes have OpenShift's global pull secret, which is not known here: set config.nodes.openshift.pullSecret, with which the chart gives the permission to read it",
    );
    expect(without.keyrings).to.deep.equal([]);

    const { nodes, ask, settle, keyrings, lines, changed } = open({ pullSecret: true });
    settle("readable", [SECRET]);
    nodes.settle(SECRET, "unreadable");
    expect((await nodes.credentials.find("a.test/app", { signal }))?.unknown).to.contain(
      "the Secret openshift-config/pull-secret cannot be read",
    );
    const secret = (text: string) => ({
      data: { ".dockerconfigjson": Buffer.from(text).toString("base64") },
    });
    const auths = { "a.test": { auth: Buffer.from("alice:wonderland").toString("base64") } };
    nodes.settle(SECRET, "readable");
    nodes.put(SECRET, "pull-secret", secret(JSON.stringify({ auths })));
    expect(await nodes.credentials.find("a.test/app", { signal })).to.equal(undefined);
    expect(nodes.credentials.describe("a.test/app")).to.equal(undefined);
    expect(
      keyrings
        .at(-1)
        ?.lookup("a.test/app")
        .map(({ credential }) => credential.username),
    ).to.deep.equal(["alice"]);
    expect(ask("a.test/app:1")).to.deep.equal(["a.test/app alice"]);
    nodes.put(SECRET, "pull-secret", secret("{"));
    expect(ask("a.test/app:1")).to.equal(
      "NodeFileError: a.test was not asked: Secret openshift-config/pull-secret cannot be used: not valid JSON",
    );
    expect(lines()).to.deep.equal(["Secret openshift-config/pull-secret cannot be used: not valid JSON"]);
    expect(changed).to.deep.equal([]);
  });
});
