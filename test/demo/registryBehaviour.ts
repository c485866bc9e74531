import { expect } from "chai";
import { OCI_INDEX, OCI_MANIFEST } from "../../src/demo/registry/mediaTypes.ts";
import { tinyImage } from "../../src/demo/registry/tinyImage.ts";
import {
  type Ask,
  expectError,
  RegistryClientForTests,
  type RegistrySubject,
  type Release,
} from "./registryClientForTests.ts";
import { registryListBehaviour } from "./registryListBehaviour.ts";
import { registryPullBehaviour } from "./registryPullBehaviour.ts";
import { registryPushBehaviour } from "./registryPushBehaviour.ts";

const NO_DIGEST = `sha256:${"0".repeat(64)}`;
const ACCEPT_OCI = { accept: `${OCI_INDEX}, ${OCI_MANIFEST}` };

/**
 * Declares the tests that every registry of Basic authentication must pass, the demo's and the distribution project's
 * (with deletion enabled) alike, so that the demo's is known to tell the truth.
 */
export function registryBehaviour(
  name: string,
  makeSubject: () => Promise<RegistrySubject>,
  release: Release = 3,
): void {
  describe(`registry behaviour: ${name}`, () => {
    let subject: RegistrySubject;
    let client: RegistryClientForTests;
    before(async () => {
      subject = await makeSubject();
      client = new RegistryClientForTests(subject);
    });
    after(async () => {
      await client?.close();
      await subject?.close();
    });

    describe("authentication", () => {
      it("GET /v2/ is 200 for a user, and names the API's version", async () => {
        const { status, headers, text } = await client.ask("GET", "/v2/");
        expect([status, text]).to.deep.equal([200, "{}"]);
        expect(headers["docker-distribution-api-version"]).to.equal("registry/2.0");
      });

      const strangers: Readonly<Record<string, () => NonNullable<Ask["as"]>>> = {
        nobody: () => "nobody",
        "a wrong password": () => ({ username: subject.username, password: "wrong" }),
        "an empty password": () => ({ username: subject.username, password: "" }),
        "an unknown user": () => ({ username: "stranger", password: subject.password }),
      };
      for (const [who, as] of Object.entries(strangers)) {
        it(`GET /v2/ challenges ${who}`, async () => {
          const answer = await client.ask("GET", "/v2/", { as: as() });
          expectError(answer, [401, "UNAUTHORIZED"]);
          expect(answer.headers["www-authenticate"]).to.match(/^Basic realm="[^"]+"$/);
        });
      }

      it("GET of a manifest is 401 for strangers, whether it exists or not", async () => {
        await client.push("auth/app", "1", tinyImage("auth"));
        for (const target of ["/v2/auth/app/manifests/1", "/v2/auth/none/manifests/1"]) {
          expectError(await client.ask("GET", target, { as: "nobody", headers: ACCEPT_OCI }), [
            401,
            "UNAUTHORIZED",
          ]);
        }
      });

      it("HEAD of a manifest is 401 for strangers, without a body", async () => {
        const { status, headers, text } = await client.ask("HEAD", "/v2/auth/app/manifests/1", {
          as: "nobody",
        });
        expect([status, text]).to.deep.equal([401, ""]);
        expect(headers["www-authenticate"]).to.match(/^Basic /);
      });

      it("challenges another scheme than its own", async () => {
        const headers = { authorization: "Bearer abc" };
        expectError(await client.ask("GET", "/v2/", { as: "nobody", headers }), [401, "UNAUTHORIZED"]);
      });
    });

    describe("what is not there", () => {
      it("a path outside the API is 404 without an error code", async () => {
        const { status, code } = await client.ask("GET", "/v1/_ping");
        expect([status, code]).to.deep.equal([404, undefined]);
      });

      for (const [what, target] of [
        ["an unknown repository", "/v2/none/app/manifests/latest"],
        ["an unknown tag", "/v2/there/app/manifests/none"],
        ["an unknown digest", `/v2/there/app/manifests/${NO_DIGEST}`],
      ] as const) {
        it(`GET and HEAD of a manifest are 404 for ${what}; only GET has a body`, async () => {
          await client.push("there/app", "1", tinyImage("there"));
          const get = await client.ask("GET", target, { headers: ACCEPT_OCI });
          expectError(get, [404, "MANIFEST_UNKNOWN"]);
          const head = await client.ask("HEAD", target, { headers: ACCEPT_OCI });
          expect([head.status, head.text]).to.deep.equal([404, ""]);
        });
      }

      const wrongLength = { 3: [400, "DIGEST_INVALID"], 2: [500, "UNKNOWN"] } as const;
      it(`GET of a manifest is ${wrongLength[release][0]} for a digest of the wrong length`, async () => {
        const answer = await client.ask("GET", "/v2/there/app/manifests/sha256:00");
        expectError(answer, wrongLength[release]);
      });

      it("GET of a blob is 404 for an unknown digest", async () => {
        expectError(await client.ask("GET", `/v2/there/app/blobs/${NO_DIGEST}`), [404, "BLOB_UNKNOWN"]);
      });

      it("GET of the tags is 404 for an unknown repository", async () => {
        expectError(await client.ask("GET", "/v2/none/app/tags/list"), [404, "NAME_UNKNOWN"]);
      });
    });

    registryPushBehaviour(() => client);
    registryPullBehaviour(() => client, release);
    registryListBehaviour(() => client, release);
  });
}
