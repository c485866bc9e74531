import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect } from "chai";
import { ClusterConfigError } from "../../src/kubernetes/clusterConfigError.ts";
import { type LoadClusterOptions, loadClusterClient } from "../../src/kubernetes/loadClusterClient.ts";
import { ownNamespace } from "../../src/kubernetes/ownNamespace.ts";
import { fakeClock } from "../support/fakeClock.ts";

function kubeconfig(name: string, { server = `https://${name}.example.com`, user = {}, more = {} } = {}) {
  return {
    apiVersion: "v1",
    kind: "Config",
    "current-context": name,
    clusters: [{ name, cluster: { server } }],
    users: [{ name, user: { token: name, ...user } }],
    contexts: [{ name, context: { cluster: name, user: name, namespace: `${name}-space` } }],
    ...more,
  };
}

describe("loadClusterClient", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "kubeconfig-test-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(name: string, content: unknown): string {
    const file = join(folder, name);
    mkdirSync(join(file, ".."), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  }

  function load(options: Partial<LoadClusterOptions> = {}) {
    return loadClusterClient({
      kubeconfig: "",
      context: "",
      clock: fakeClock(),
      env: {},
      home: join(folder, "home"),
      serviceAccountFolder: join(folder, "serviceaccount"),
      ...options,
    });
  }

  const server = (options?: Partial<LoadClusterOptions>) => load(options).getCurrentCluster()?.server;

  function message(options?: Partial<LoadClusterOptions>): string {
    try {
      load(options);
    } catch (error) {
      expect(error).to.be.instanceOf(ClusterConfigError);
      expect((error as Error).message).to.not.contain("\n");
      return (error as Error).message.replaceAll(folder, "DIR");
    }
    throw new Error("it did not throw");
  }

  function inPod() {
    write("serviceaccount/token", "pod-token\n");
    write("serviceaccount/ca.crt", "CA");
    write("serviceaccount/namespace", "monitoring\n");
    return { KUBERNETES_SERVICE_HOST: "10.0.0.1", KUBERNETES_SERVICE_PORT: "443" };
  }

  it("loadClusterClient() never guesses an address", () => {
    expect(message()).to.equal(
      "Cannot find a cluster: config.kubernetes.kubeconfig is not set, this is no pod with a service account, KUBECONFIG is not set, and DIR/home/.kube/config does not exist",
    );
  });

  it("loadClusterClient() prefers the configured file, then the pod, then KUBECONFIG, then the home folder", () => {
    write("home/.kube/config", kubeconfig("home"));
    expect(server()).to.equal("https://home.example.com");
    const env = { KUBECONFIG: write("env", kubeconfig("env")) };
    expect(server({ env })).to.equal("https://env.example.com");
    const pod = { ...env, ...inPod() };
    expect(server({ env: pod })).to.equal("https://10.0.0.1:443");
    expect(server({ env: pod, kubeconfig: write("file", kubeconfig("file")) })).to.equal(
      "https://file.example.com",
    );
    expect(server({ env: pod, context: "env" })).to.equal("https://env.example.com");
  });

  it("loadClusterClient() takes the pod's token, CA and namespace", async () => {
    const client = load({ env: { ...inPod(), KUBERNETES_SERVICE_HOST: "fd00::1" } });
    expect(client.getCurrentCluster()).to.include({ server: "https://[fd00::1]:443", skipTLSVerify: false });
    const { headers } = await client.access();
    expect(headers).to.deep.equal({ Authorization: "Bearer pod-token" });
    expect(ownNamespace(client, {})).to.equal("monitoring");
    expect(ownNamespace(client, { POD_NAMESPACE: "other" })).to.equal("other");
    await client.close();
  });

  it("ownNamespace() is the context's, or default", () => {
    expect(ownNamespace(load({ kubeconfig: write("file", kubeconfig("file")) }), {})).to.equal("file-space");
    const contexts = [{ name: "file", context: { cluster: "file", user: "file" } }];
    const plain = write("plain", kubeconfig("file", { more: { contexts } }));
    expect(ownNamespace(load({ kubeconfig: plain }), {})).to.equal("default");
  });

  it("loadClusterClient() uses the context that is asked for", () => {
    const one = kubeconfig("one");
    const two = kubeconfig("two");
    const both = {
      ...one,
      clusters: [...one.clusters, ...two.clusters],
      users: [...one.users, ...two.users],
      contexts: [...one.contexts, ...two.contexts],
    };
    const file = write("both", both);
    expect(server({ kubeconfig: file })).to.equal("https://one.example.com");
    expect(server({ kubeconfig: file, context: "two" })).to.equal("https://two.example.com");
    expect(message({ kubeconfig: file, context: "three" })).to.equal(
      'Cannot use context "three" of DIR/both: it has "one", "two"',
    );
  });

  it("loadClusterClient() merges the files of KUBECONFIG as kubectl does: the first wins, missing ones do not count", () => {
    const first = write("first", kubeconfig("a"));
    const second = write("second", {
      ...kubeconfig("a", { server: "https://other.example.com" }),
      "current-context": "b",
      contexts: [{ name: "b", context: { cluster: "a", user: "a" } }],
    });
    const env = { KUBECONFIG: [join(folder, "missing"), first, second].join(delimiter) };
    expect(server({ env })).to.equal("https://a.example.com");
    expect(server({ env, context: "b" })).to.equal("https://a.example.com");
    expect(message({ env: { KUBECONFIG: join(folder, "missing") } })).to.equal(
      "Cannot find a cluster: no file of KUBECONFIG=DIR/missing exists",
    );
  });

  it("loadClusterClient() reads tokenFile, relative to the kubeconfig", async () => {
    write("config/secret-token", "from-file\n");
    const file = write("config/file", kubeconfig("file", { user: { tokenFile: "secret-token" } }));
    const client = load({ kubeconfig: file });
    expect((await client.access()).headers).to.deep.equal({ Authorization: "Bearer from-file" });
    await client.close();
  });

  it("loadClusterClient() takes a plain HTTP server and a context without a user", async () => {
    const contexts = [{ name: "file", context: { cluster: "file" } }];
    const config = kubeconfig("file", { server: "http://127.0.0.1:8001", more: { contexts } });
    const client = load({ kubeconfig: write("file", config) });
    const access = await client.access();
    expect(access).to.deep.include({ server: "http://127.0.0.1:8001", headers: {} });
    await client.close();
  });

  const context = (value: object) => [{ name: "file", context: value }];
  const INVALID: Record<string, [content: unknown, expected: string | RegExp]> = {
    "is empty": ["", "Cannot read DIR/file as kubeconfig: it holds no object"],
    "is no YAML": ["a: [", /^Cannot read DIR\/file as kubeconfig: .+/],
    "holds a list": [[], "Cannot read DIR/file as kubeconfig: it holds no object"],
    "names no context": [{}, "Cannot choose a context: DIR/file names no current one, and it has none"],
    "has a cluster without a server": [
      kubeconfig("file", { more: { clusters: [{ name: "file", cluster: {} }] } }),
      'Cannot use context "file" of DIR/file: its cluster "file" is not there, or names no server',
    ],
    "lacks the cluster": [
      kubeconfig("file", { more: { contexts: context({ cluster: "none", user: "file" }) } }),
      'Cannot use context "file" of DIR/file: its cluster "none" is not there, or names no server',
    ],
    "lacks the user": [
      kubeconfig("file", { more: { contexts: context({ cluster: "file", user: "none" }) } }),
      'Cannot use context "file" of DIR/file: its user "none" is not there',
    ],
    "has a server that is no URL": [
      kubeconfig("file", { server: "api.example.com" }),
      'Cannot use cluster "file" of DIR/file: its server is "api.example.com", not an http or https URL',
    ],
    "names a CA file that is not there": [
      kubeconfig("file", {
        more: {
          clusters: [{ name: "file", cluster: { server: "https://x", "certificate-authority": "ca.crt" } }],
        },
      }),
      'Cannot use cluster "file" of DIR/file: its CA file DIR/ca.crt cannot be read: no such file',
    ],
    "is far too long": [`# ${"x".repeat(5 * 1024 * 1024)}`, /it is larger than 4194304 bytes$/],
  };
  for (const [what, [content, expected]] of Object.entries(INVALID)) {
    it(`loadClusterClient() says in one line what is wrong when the file ${what}`, () => {
      const text = message({ kubeconfig: write("file", content) });
      if (typeof expected === "string") {
        expect(text).to.equal(expected);
      } else {
        expect(text).to.match(expected);
      }
    });
  }

  it("loadClusterClient() says so when the configured file does not exist", () => {
    expect(message({ kubeconfig: join(folder, "none") })).to.match(
      /^Cannot read DIR\/none as kubeconfig: no such file$/,
    );
  });

  it("passes over entries of clusters and users that are incomplete, unless they are used", () => {
    const broken = {
      clusters: [{ name: "unused" }, { name: "a", cluster: { server: "https://a.example.com" } }],
      users: [{ name: "nobody" }, { name: "a", user: { token: "a" } }],
    };
    const file = write("config", kubeconfig("a", { more: broken }));
    expect(load({ kubeconfig: file }).getCurrentCluster()?.server).to.equal("https://a.example.com");
    const context = { name: "b", context: { cluster: "unused", user: "a" } };
    const used = write("used", kubeconfig("a", { more: { ...broken, contexts: [context] } }));
    expect(() => load({ kubeconfig: used, context: "b" })).to.throw(
      ClusterConfigError,
      `Cannot use context "b" of ${used}: its cluster "unused" is not there, or names no server`,
    );
  });

  for (const [what, data] of Object.entries({
    "no base64": "-----BEGIN CERTIFICATE-----",
    "no PEM": "aGVsbG8=",
  })) {
    it(`names CA data and client certificates that are ${what}`, () => {
      const cluster = { server: "https://a.example.com", "certificate-authority-data": data };
      const ca = write("ca", kubeconfig("a", { more: { clusters: [{ name: "a", cluster }] } }));
      expect(() => load({ kubeconfig: ca })).to.throw(
        ClusterConfigError,
        `Cannot use cluster "a" of ${ca}: its certificate-authority-data is not PEM text in base64`,
      );
      const user = write("user", kubeconfig("a", { user: { "client-key-data": data } }));
      expect(() => load({ kubeconfig: user })).to.throw(
        ClusterConfigError,
        `Cannot use user "a" of ${user}: its client-key-data is not PEM text in base64`,
      );
    });
  }
});
