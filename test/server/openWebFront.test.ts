import { connect as connectTcp } from "node:net";
import { hashSync } from "bcryptjs";
import { expect } from "chai";
import { until } from "../support/until.ts";
import { send } from "./testServer.ts";
import { basic, HASH, ok, USERS, webFrontSuite } from "./webFrontSuite.ts";

describe("openWebFront()", () => {
  const web = webFrontSuite();
  const { start, reload, write } = web;

  describe("without TLS", () => {
    const askPlain = (path: string, options: Parameters<typeof send>[1] = {}) =>
      send(`${web.server.url}${path}`, options);

    it("lets everybody in when the file is empty", async () => {
      await start("");
      expect(web.server.url).to.match(/^http:/);
      expect(await askPlain("/metrics")).to.include({ status: 200 });
    });

    it("asks for a password everywhere but at the health endpoints", async () => {
      await start(USERS);
      const answer = await askPlain("/metrics");
      expect(answer).to.include({ status: 401 });
      expect(answer.headers["www-authenticate"]).to.equal(
        'Basic realm="k8s-image-availability-exporter", charset="UTF-8"',
      );
      expect(answer.body.toString()).to.equal("User name and password are needed.\n");
      for (const path of ["/", "/nowhere", "/livez/", "//livez", "/metrics?x=/livez"]) {
        expect(await askPlain(path)).to.include({ status: 401 }, path);
      }
      for (const path of ["/livez", "/readyz", "/healthz", "/readyz?verbose"]) {
        expect(await askPlain(path)).to.include({ status: 200 }, path);
      }
    });

    for (const [what, options, status] of [
      ["the right password", basic("alice", "secret"), 200],
      ["a wrong password", basic("alice", "Secret"), 401],
      ["no password", basic("alice", ""), 401],
      ["an unknown user with a known password", basic("eve", "secret"), 401],
      ["a name that is a property of all objects", basic("constructor", "secret"), 401],
      [
        "a scheme in another case",
        {
          headers: {
            Authorization: basic("alice", "secret").headers.Authorization.replace("Basic", "bASIC"),
          },
        },
        200,
      ],
      ["another scheme", { headers: { Authorization: "Bearer secret" } }, 401],
      ["something that is not base64", { headers: { Authorization: "Basic ?" } }, 401],
      ["a name without a password", { headers: { Authorization: "Basic YWxpY2U=" } }, 401],
    ] as const) {
      it(`answers ${status} to ${what}`, async () => {
        await start(USERS);
        expect(await askPlain("/metrics", options)).to.include({ status });
        expect(JSON.stringify(web.log.lines) + JSON.stringify(web.server.log.lines)).to.equal("[][]");
      });
    }

    it("takes over other users", async () => {
      await start(USERS);
      expect(await askPlain("/metrics", basic("alice", "secret"))).to.include({ status: 200 });
      write("web.yaml", `basic_auth_users: {alice: "${hashSync("changed", 4)}", bob: "${HASH}"}\n`);
      await reload();
      expect(await askPlain("/metrics", basic("alice", "secret"))).to.include({ status: 401 });
      expect(await askPlain("/metrics", basic("alice", "changed"))).to.include({ status: 200 });
      expect(await askPlain("/metrics", basic("bob", "secret"))).to.include({ status: 200 });
      write("web.yaml", "");
      await reload();
      expect(await askPlain("/metrics")).to.include({ status: 401 });
    });

    it("sets headers on every answer", async () => {
      await start(
        `${USERS}http_server_config: {headers: {X-Frame-Options: deny, Strict-Transport-Security: max-age=60}}\n`,
      );
      for (const path of ["/metrics", "/livez", "/nowhere"]) {
        expect((await askPlain(path)).headers).to.include({
          "x-frame-options": "deny",
          "strict-transport-security": "max-age=60",
        });
      }
    });

    it("limits the rate of requests, those for health apart", async () => {
      await start("rate_limit: {interval: 1s, burst: 2}\n");
      const statuses = async () => {
        const answers = [];
        for (let index = 0; index < 3; index++) {
          answers.push((await askPlain("/metrics")).status);
        }
        return answers;
      };
      expect(await statuses()).to.deep.equal([200, 200, 429]);
      expect(await askPlain("/livez")).to.include({ status: 200 });
      await web.clock.advance(1_000);
      expect(await statuses()).to.deep.equal([200, 429, 429]);
    });

    it("says whether it lets in only who has shown a password, as of now", async () => {
      await start("");
      expect(web.front.isProtected()).to.equal(false);
      write("web.yaml", USERS);
      await reload();
      expect(web.front.isProtected()).to.equal(true);
    });

    it("answers nobody who has gone before the password was checked", async () => {
      let answered = 0;
      await start(USERS, { "/metrics": () => void answered++, "/livez": ok });
      const { port } = new URL(web.server.url);
      const socket = connectTcp(Number(port), "127.0.0.1");
      const { Authorization } = basic("alice", "secret").headers;
      socket.write(`GET /metrics HTTP/1.1\r\nHost: a\r\nAuthorization: ${Authorization}\r\n\r\n`);
      await until(() => web.server.server.open === 1);
      socket.destroy();
      await until(() => web.server.server.open === 0);
      await askPlain("/metrics", basic("eve", "secret"));
      expect(answered).to.equal(0);
    });
  });
});
