import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import type { Verdict } from "../../../src/image/outcome.ts";
import { makeServerCertificate } from "../../support/certificates.ts";
import { pullSecret, secretPath } from "../harness/objects.ts";
import type { FrontAnswer, SeenRequest } from "../harness/startFront.ts";
import type { ConnectionFault } from "../harness/startProxy.ts";
import type { Fault } from "./fault.ts";
import { puller } from "./ground.ts";
import type { World } from "./world.ts";

type RegistryName = "guarded" | "secure";

/** The three workloads of a registry with one verdict. */
const all = (registry: RegistryName, verdict: Verdict) => ({
  [`deployment/${registry}`]: verdict,
  [`statefulset/${registry}`]: verdict,
  [`cronjob/${registry}-gone`]: verdict,
});

/** All of one registry's images have this verdict, all others their own, and what comes is checked at once. */
async function onlyItsOwn(world: World, registry: RegistryName, verdict: Verdict): Promise<void> {
  await world.deploy("deployment/came", `${world.ground.steady.host}/app:1`, "available");
  await world.exporter.says(world.truthBut(all(registry, verdict)));
}

/** In the registry, and in the pull secret. */
async function changePassword({ ground, guarded, namespace }: World, password: string): Promise<void> {
  const [user] = puller;
  await ground.guarded.setUsers({ [user]: password });
  await ground.cluster.client.replace(
    secretPath(namespace, "regcred"),
    pullSecret("regcred", { [guarded.host]: [user, password] }),
  );
}

/** A row in which connections to the registry go wrong for a while. */
const broken = (name: string, fault: ConnectionFault): Fault => ({
  name,
  meanwhile: "its images are unavailable for its sake, others are checked as ever",
  afterwards: "each image has its verdict again",
  strike: ({ guarded }) => guarded.link.inject(fault),
  during: (world) => onlyItsOwn(world, "guarded", "registry_unavailable"),
  mend({ guarded }) {
    guarded.link.inject(undefined);
    guarded.link.breakConnections();
  },
});

/** A row in which something else answers for the registry. */
const answered = (
  name: string,
  verdict: Verdict,
  answer: (seen: SeenRequest, world: World) => FrontAnswer | undefined | Promise<undefined>,
): Fault => ({
  name,
  meanwhile: `its images are ${verdict}, never absent; others are checked as ever`,
  afterwards: "each image has its verdict again",
  strike: (world) => world.guarded.front.answerBy((seen) => answer(seen, world)),
  during: (world) => onlyItsOwn(world, "guarded", verdict),
  mend: ({ guarded }) => guarded.front.answerBy(undefined),
});

const page = (status: number): FrontAnswer => ({
  status,
  headers: { "content-type": "text/html" },
  body: `<!doctype html><title>${status}</title>`,
});

/** A row in which the registry wants a token, and what should give it on its own host does not. */
const tokenless = (name: string, verdict: Verdict, token: () => FrontAnswer | Promise<undefined>): Fault =>
  answered(name, verdict, ({ uri }, { guarded }) =>
    uri.startsWith("/token")
      ? token()
      : {
          status: 401,
          headers: { "www-authenticate": `Bearer realm="http://${guarded.host}/token",service="s"` },
        },
  );

/** A row in which something else answers for the registry at times. */
const sometimes = (name: string, answer: (count: number) => FrontAnswer | undefined): Fault => ({
  name,
  meanwhile: "no image is absent that is there, none there that is absent; others are checked as ever",
  afterwards: "each image has its verdict",
  strike({ guarded }) {
    let count = 0;
    guarded.front.answerBy(() => answer(++count));
  },
  async during(world) {
    const gone = `${world.namespace} cronjob/guarded-gone main`;
    const before = world.guarded.front.requests.length;
    while (world.guarded.front.requests.length < before + 40) {
      expect((await world.exporter.verdicts())[gone]).to.not.equal("available");
    }
    await world.deploy("deployment/came", `${world.ground.steady.host}/app:1`, "available");
    await world.exporter.counts("available", { name: "came" }, 1);
  },
  mend: ({ guarded }) => guarded.front.answerBy(undefined),
});

const comingBack = sometimes(
  "the registry comes back behind its ingress, to one of two replicas first",
  () => (Math.random() < 0.5 ? { status: 404 } : undefined),
);

export const registryFaults: readonly Fault[] = [
  {
    name: "the registry is slow: all comes 200 ms later",
    meanwhile: "each image keeps its verdict, what comes gets one",
    afterwards: "each image has its verdict",
    strike: ({ guarded }) => guarded.link.inject({ kind: "latency", ms: 200 }),
    async during(world) {
      await world.deploy("deployment/came", `${world.guarded.host}/app:1`, "available");
      await world.exporter.says(world.truth);
    },
    mend: ({ guarded }) => guarded.link.inject(undefined),
  },
  broken("the registry falls silent", { kind: "silent" }),
  broken("the registry resets each connection", { kind: "reset" }),
  broken("the registry ends each connection after ten bytes", { kind: "cut", afterBytes: 10 }),
  broken("the registry answers with no protocol at all", { kind: "garbage" }),
  broken("the way to the registry lets 20 bytes a second through", { kind: "throttled", bytesPerSecond: 20 }),
  answered("an ingress answers everything for the registry, with 404", "registry_unavailable", () =>
    page(404),
  ),
  answered("an ingress answers everything for the registry, with 200", "registry_unavailable", () =>
    page(200),
  ),
  answered("the registry answers everything with 503", "registry_unavailable", () => page(503)),
  {
    ...answered("the registry sends everybody to a stranger", "unknown_error", ({ uri }, { stranger }) => ({
      status: 307,
      headers: { location: `${stranger.url}${uri}` },
    })),
    async after({ stranger }) {
      expect(stranger.requests).to.not.deep.equal([]);
    },
  },
  answered("the registry names a stranger's token service", "authentication_failure", (_, { stranger }) => ({
    status: 401,
    headers: {
      "www-authenticate": `Bearer realm="${stranger.url}/token",service="s"`,
    },
  })),
  tokenless("the token service answers with 500", "registry_unavailable", () => page(500)),
  tokenless("the token service answers with a login page, with 200", "registry_unavailable", () => page(200)),
  tokenless("an ingress answers for the token service, with 404", "unknown_error", () => page(404)),
  tokenless("the token service does not answer", "registry_unavailable", () => new Promise(() => {})),
  {
    name: "the registry asks to be left alone for a second, again and again (429)",
    meanwhile: "each image keeps its verdict, the registry is left alone",
    afterwards: "each image has its verdict",
    strike: ({ guarded }) => guarded.front.answerBy(() => ({ status: 429, headers: { "retry-after": "1" } })),
    async during(world) {
      await world.exporter.counts("registry_rate_limited", { registry: world.guarded.host }, 1);
      await world.deploy("deployment/came", `${world.ground.steady.host}/app:1`, "available");
      await world.exporter.says(world.truth);
    },
    mend: ({ guarded }) => guarded.front.answerBy(undefined),
  },
  sometimes("the registry fails every third request with 500", (count) =>
    count % 3 === 0 ? page(500) : undefined,
  ),
  sometimes("an ingress of two replicas, one of which has lost the registry", () =>
    Math.random() < 0.5 ? { status: 404, body: "default backend - 404" } : undefined,
  ),
  {
    ...comingBack,
    strike: ({ guarded }) => guarded.front.answerBy(() => ({ status: 404 })),
    async during(world) {
      await world.exporter.says(world.truthBut(all("guarded", "registry_unavailable")));
      await comingBack.strike(world);
      await comingBack.during(world);
    },
  },
  answered(
    "a gateway lets the registry's root alone through, with 404 as of JSON:API for the rest",
    "unknown_error",
    ({ uri }) =>
      uri === "/v2/"
        ? undefined
        : {
            status: 404,
            headers: { "content-type": "application/vnd.api+json" },
            body: JSON.stringify({ errors: [{ status: "404", code: "no_route", title: "Not Found" }] }),
          },
  ),
  {
    name: "the exporter itself is held up for three seconds, longer than registries may take",
    meanwhile: "no image is unavailable for it",
    afterwards: "all goes on",
    async strike({ exporter, guarded }) {
      // Some checks are always under way.
      guarded.link.inject({ kind: "latency", ms: 200 });
      for (let time = 0; time < 2; time++) {
        process.kill(exporter.process.pid, "SIGSTOP");
        await sleep(3_000);
        process.kill(exporter.process.pid, "SIGCONT");
        await sleep(1_000);
      }
    },
    async during(world) {
      const log = await world.exporter.log();
      const failed = log.filter(({ reason }) => reason !== undefined && reason !== "absent");
      expect(failed).to.deep.equal([]);
    },
    mend: ({ guarded }) => guarded.link.inject(undefined),
  },
  {
    name: "the registry's certificate has expired",
    meanwhile: "its images are unavailable for its sake, others are checked as ever",
    afterwards: "each image has its verdict as soon as there is a new certificate",
    async strike({ secure, ground: { authority } }) {
      const day = 24 * 60 * 60_000;
      secure.front.present(
        await makeServerCertificate(["127.0.0.1"], authority, { untilMs: Date.now() - day }),
      );
    },
    during: (world) => onlyItsOwn(world, "secure", "registry_unavailable"),
    mend: ({ secure, ground }) => secure.front.present(ground.certificate),
  },
  {
    name: "the pull secret is broken",
    meanwhile: "its workloads fail to authenticate, wherever their images are",
    afterwards: "each image has its verdict as soon as the secret can be read",
    async strike(world) {
      await world.ground.cluster.client.replace(
        secretPath(world.namespace, "regcred"),
        pullSecret("regcred", '{"auths":"none"}'),
      );
    },
    during: (world) =>
      world.exporter.says(
        Object.fromEntries(Object.keys(world.truth).map((key) => [key, "authentication_failure" as const])),
      ),
    async mend(world) {
      await world.ground.cluster.client.replace(
        secretPath(world.namespace, "regcred"),
        pullSecret("regcred", { [world.guarded.host]: puller }),
      );
    },
  },
  {
    name: "API server and registry are away at once, and the password changes meanwhile",
    alone: true,
    meanwhile: "its images are unavailable for its sake, others are checked as ever",
    afterwards: "the new password is taken",
    strike({ api, guarded }) {
      api.link.inject({ kind: "reset" });
      guarded.link.inject({ kind: "reset" });
    },
    async during(world) {
      await world.exporter.says(world.truthBut(all("guarded", "registry_unavailable")));
      await changePassword(world, "battery-staple");
    },
    mend({ api, guarded }) {
      api.link.inject(undefined);
      guarded.link.inject(undefined);
    },
    async after(world) {
      await changePassword(world, puller[1]);
      await world.exporter.says(world.truth);
    },
  },
  {
    name: "the registry is killed, and loses an image",
    alone: true,
    meanwhile: "its images are unavailable for its sake, others are checked as ever",
    afterwards: "what it lost is absent, and only that",
    strike: ({ ground }) => ground.guarded.halt("SIGKILL"),
    during: (world) => onlyItsOwn(world, "guarded", "registry_unavailable"),
    async mend(world) {
      const { ground } = world;
      world.guarded.link.inject({ kind: "reset" });
      await ground.guarded.resume();
      await ground.guarded.client.remove("app", "1");
      for (const name of ["deployment/guarded", "statefulset/guarded"]) {
        world.becomes(name, "absent");
      }
      world.guarded.link.inject(undefined);
    },
  },
];
