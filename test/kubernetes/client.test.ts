import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CoreV1Api } from "@kubernetes/client-node";
import { expect } from "chai";
import { ProxyAgent } from "undici";
import type { ClusterClient } from "../../src/kubernetes/client.ts";
import { streamApi } from "../../src/kubernetes/streamApi.ts";
import { readProxyEnvironment } from "../../src/network/proxyEnvironment.ts";
import { systemClock } from "../../src/time/clock.ts";
import { makeAuthority, makeServerCertificate } from "../support/certificates.ts";
import { fakeClock } from "../support/fakeClock.ts";
import { type ScriptedServer, startScriptedServer } from "../support/scriptedServer.ts";
import { until } from "../support/until.ts";
import { testClient } from "./support/testClient.ts";

const EMPTY_LIST = {
  headers: { "content-type": "application/json" },
  body: { kind: "NamespaceList", apiVersion: "v1", metadata: {}, items: [] },
};

async function get(client: ClusterClient): Promise<void> {
  const { signal } = new AbortController();
  const limits = { answerMs: 5000, silenceMs: 5000, clock: systemClock };
  const request = { path: "/api", query: {}, accept: "*/*", ...limits, signal };
  for await (const _ of streamApi(client, request)) {
  }
}

describe("ClusterClient", () => {
  let folder: string;
  let server: ScriptedServer;
  const clients: ClusterClient[] = [];
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "client-test-"));
    server = await startScriptedServer(() => EMPTY_LIST);
  });
  afterEach(async () => {
    for (const client of clients.splice(0)) {
      await client.close();
    }
    await server.close();
    rmSync(folder, { recursive: true });
  });

  function make(...args: Parameters<typeof testClient>): ClusterClient {
    const client = testClient(...args);
    clients.push(client);
    return client;
  }

  const authorizations = () => server.requests.map(({ headers }) => headers.authorization);

  it("access() reuses one TLS connection, verified by the cluster's CA", async () => {
    const authority = await makeAuthority();
    const tls = await makeServerCertificate(["127.0.0.1"], authority);
    await using secure = await startScriptedServer(() => EMPTY_LIST, { tls });
    const caData = Buffer.from(authority.cert).toString("base64");
    const client = make(secure.url, { cluster: { caData } });
    for (let i = 0; i < 20; i++) {
      await get(client);
    }
    expect(secure.requests).to.have.length(20);
    // A request may come before the last one's connection is free again.
    expect(secure.connections).to.be.at.most(2);

    const other = Buffer.from((await makeAuthority("another")).cert).toString("base64");
    const error = await get(make(secure.url, { cluster: { caData: other } })).catch(
      (reason: unknown) => reason,
    );
    expect(error).to.have.property("code", "UNABLE_TO_VERIFY_LEAF_SIGNATURE");
    await get(make(secure.url, { cluster: { skipTLSVerify: true } }));
  });

  it("access() speaks HTTP/1.1 where HTTP/2 is offered: a connection for each watch", async () => {
    const tls = await makeServerCertificate(["127.0.0.1"]);
    await using secure = await startScriptedServer(() => EMPTY_LIST, { tls, http2: true });
    await get(make(secure.url, { cluster: { skipTLSVerify: true } }));
    expect(secure.requests[0]?.httpVersion).to.equal("1.1");
  });

  it("access() speaks HTTP/2 when multiplexed: many requests at a time share a connection", async () => {
    const tls = await makeServerCertificate(["127.0.0.1"]);
    await using secure = await startScriptedServer(() => EMPTY_LIST, { tls, http2: true });
    const client = make(secure.url, { cluster: { skipTLSVerify: true }, multiplexed: true });
    await get(client);
    await Promise.all(Array.from({ length: 50 }, () => get(client)));
    expect(new Set(secure.requests.map(({ httpVersion }) => httpVersion))).to.deep.equal(new Set(["2.0"]));
    expect(secure.connections).to.equal(1);
  });

  it("applySecurityAuthentication() gives client-node's own calls the same connection", async () => {
    const client = make(server.url, { user: { token: "t" } });
    const core = client.makeApiClient(CoreV1Api);
    for (let i = 0; i < 20; i++) {
      await core.listNamespace();
    }
    expect(server.connections).to.be.at.most(2);
    expect(new Set(authorizations())).to.deep.equal(new Set(["Bearer t"]));
  });

  it("access() follows a CA file that changes", async () => {
    const authority = await makeAuthority();
    const tls = await makeServerCertificate(["127.0.0.1"], authority);
    await using secure = await startScriptedServer(() => EMPTY_LIST, { tls });
    const caFile = join(folder, "ca.crt");
    writeFileSync(caFile, (await makeAuthority("another")).cert);
    const client = make(secure.url, { cluster: { caFile } });
    const error = await get(client).catch((reason: unknown) => reason);
    expect(error).to.have.property("code", "UNABLE_TO_VERIFY_LEAF_SIGNATURE");
    writeFileSync(caFile, authority.cert);
    await get(client);
  });

  it("access() reads a token file again after a minute", async () => {
    const clock = fakeClock();
    const tokenFile = join(folder, "token");
    writeFileSync(tokenFile, "first\n");
    const client = make(server.url, { clock, tokenFile });
    await get(client);
    writeFileSync(tokenFile, "second\n");
    await clock.advance(59_999);
    await get(client);
    await clock.advance(1);
    await get(client);
    expect(authorizations()).to.deep.equal(["Bearer first", "Bearer first", "Bearer second"]);
  });

  it("renewed() takes a new token at once when the former is refused", async () => {
    const tokenFile = join(folder, "token");
    writeFileSync(tokenFile, "first");
    let accepted = "Bearer first";
    server.script = ({ headers }) => (headers.authorization === accepted ? EMPTY_LIST : { status: 401 });
    const client = make(server.url, { clock: fakeClock(), tokenFile });
    await get(client);
    accepted = "Bearer second";
    const refused = await get(client).catch((error: unknown) => error);
    expect(refused).to.include({ statusCode: 401 });
    writeFileSync(tokenFile, "second");
    await get(client);
    expect(authorizations()).to.deep.equal(["Bearer first", "Bearer first", "Bearer first", "Bearer second"]);
  });

  it("access() rejects when the token file is not there, and works once it is", async () => {
    const tokenFile = join(folder, "token");
    const client = make(server.url, { tokenFile });
    expect(await get(client).catch((error: unknown) => error)).to.have.property("code", "ENOENT");
    writeFileSync(tokenFile, "t");
    await get(client);
    expect(server.requests).to.have.length(1);
  });

  it("access() runs an exec plugin once for requests that come together", async () => {
    const runs = join(folder, "runs");
    const credential = JSON.stringify({ status: { token: "from-plugin" } });
    const exec = {
      apiVersion: "client.authentication.k8s.io/v1",
      command: "sh",
      args: ["-c", `echo run >> ${runs}; echo '${credential}'`],
    };
    const client = make(server.url, { user: { exec } });
    await Promise.all(Array.from({ length: 8 }, () => get(client)));
    expect(new Set(authorizations())).to.deep.equal(new Set(["Bearer from-plugin"]));
    expect(readFileSync(runs, "utf8")).to.equal("run\n");
  });

  it("access() ends an exec plugin that has not answered within a minute, with all that it holds, and runs it again", async () => {
    const clock = fakeClock();
    const runs = join(folder, "runs");
    const exec = {
      apiVersion: "client.authentication.k8s.io/v1",
      command: "sh",
      // The first time, what it starts outlives it, with its output.
      args: [
        "-c",
        `echo $$ >> ${runs}; if [ $(grep -c . ${runs}) = 1 ]; then sleep 3; fi; echo '{"status":{"token":"t"}}'`,
      ],
    };
    const client = make(server.url, { clock, user: { exec } });
    const hanging = Promise.allSettled([client.access(), client.access()]);
    await until(() => existsSync(runs) && readFileSync(runs, "utf8").endsWith("\n"));
    const pid = Number(readFileSync(runs, "utf8"));
    await clock.advance(59_999);
    expect(existsSync(`/proc/${pid}`)).to.equal(true);
    await clock.advance(1);
    for (const end of await hanging) {
      expect(end).to.have.nested.property(
        "reason.message",
        "the kubeconfig's exec plugin sh was ended: no answer within 60 s",
      );
    }
    await until(() => !existsSync(`/proc/${pid}`));
    await get(client);
    expect(authorizations()).to.deep.equal(["Bearer t"]);
  });

  it("renewed() runs an exec plugin again when what it gave is refused, with pauses while that does not help", async () => {
    const clock = fakeClock();
    const runs = join(folder, "runs");
    const exec = {
      apiVersion: "client.authentication.k8s.io/v1",
      command: "sh",
      args: ["-c", `echo run >> ${runs}; echo '{"status":{"token":"t'$(grep -c . ${runs})'"}}'`],
    };
    let accepted = "t1";
    server.script = ({ headers }) =>
      headers.authorization === `Bearer ${accepted}` ? EMPTY_LIST : { status: 401 };
    const client = make(server.url, { clock, user: { exec } });
    const count = () => readFileSync(runs, "utf8").length / "run\n".length;
    await get(client);
    accepted = "t2";
    await Promise.all(Array.from({ length: 8 }, () => get(client)));
    expect(count()).to.equal(2);
    accepted = "another's";
    const refusals = async () =>
      (await Promise.allSettled(Array.from({ length: 4 }, () => get(client)))).every(
        ({ status }) => status === "rejected",
      );
    expect([await refusals(), count()]).to.deep.equal([true, 2]);
    await clock.advance(1000);
    expect([await refusals(), await refusals(), count()]).to.deep.equal([true, true, 3]);
    await clock.advance(1999);
    expect([await refusals(), count()]).to.deep.equal([true, 3]);
    await clock.advance(1);
    accepted = "t4";
    await get(client);
    expect(count()).to.equal(4);
  });

  it("access() sends a user's password and impersonation", async () => {
    await get(make(server.url, { user: { username: "ann", password: "p:w", impersonateUser: "bob" } }));
    expect(authorizations()).to.deep.equal([`Basic ${Buffer.from("ann:p:w").toString("base64")}`]);
    expect(server.requests[0]?.headers["impersonate-user"]).to.equal("bob");
  });

  it("access() goes through the cluster's proxy", async () => {
    await using proxy = await startScriptedServer(() => EMPTY_LIST);
    await get(make("http://api.example.com", { cluster: { proxyUrl: proxy.url } }));
    expect(proxy.lines()).to.deep.equal(["GET http://api.example.com/api"]);
    expect(server.requests).to.deep.equal([]);
  });

  for (const [noProxy, target, through] of [
    ["", "https://api.example.com", true],
    // As registries are: networks, ports, the machine itself.
    ["10.0.0.0/8", "https://10.1.2.3:6443", false],
    ["10.0.0.0/8", "https://11.1.2.3:6443", true],
    [".example.com:6443", "https://api.example.com:6443", false],
    [".example.com:6443", "https://api.example.com", true],
    ["", "https://127.0.0.1:6443", false],
  ] as const) {
    it(`access() asks ${target} ${through ? "through the proxy" : "directly"} with NO_PROXY=${noProxy}`, async () => {
      const proxies = readProxyEnvironment({ HTTPS_PROXY: "http://proxy.test:3128", NO_PROXY: noProxy });
      const client = make(target, { proxies });
      const { dispatcher } = await client.access();
      expect(dispatcher instanceof ProxyAgent).to.equal(through);
    });
  }

  it("access() goes through the environment's proxy only where it is told to", async () => {
    await using proxy = await startScriptedServer(() => EMPTY_LIST);
    const proxies = readProxyEnvironment({ HTTP_PROXY: proxy.url });
    await get(make("http://api.example.com", { proxies }));
    await get(make(server.url));
    expect(proxy.lines()).to.deep.equal(["GET http://api.example.com/api"]);
    expect(server.requests).to.have.length(1);
  });

  it("close() ends the connections; the next request makes a new one", async () => {
    const client = make(server.url);
    await get(client);
    await client.close();
    await get(client);
    expect(server.connections).to.equal(2);
  });
});
