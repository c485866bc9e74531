import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import type { Users } from "./startRegistry.ts";

/** One element of a token's `access` claim. */
export interface Access {
  readonly type: string;
  readonly name: string;
  readonly actions: readonly string[];
}

export interface TokenService {
  /** What the registry's configuration has under `auth.token`. */
  readonly registryConfiguration: Readonly<Record<string, string>>;
  readonly issue: (subject: string, access: readonly Access[]) => string;
  /** Replaces the users that get tokens. */
  readonly setUsers: (users: Users) => void;
  readonly stop: () => Promise<void>;
}

const issuer = "e2e token service";
const service = "e2e registry";
/** Life of a token in seconds: what a token without `expires_in` has by the specification. */
const tokenLife = 60;

/**
 * A token service as the distribution project specifies it (docs/spec/auth/token), for the GET form: Basic
 * credentials, `service`, any number of `scope`; signed tokens, which the real registry checks by itself. A known
 * user may pull from every repository, `owner` may do everything, others get 401.
 */
export async function startTokenService(folder: string, owner: string): Promise<TokenService> {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const keyId = randomUUID();
  const keysFile = join(folder, "keys.json");
  const key = { ...publicKey.export({ format: "jwk" }), kid: keyId, alg: "EdDSA", use: "sig" };
  await writeFile(keysFile, JSON.stringify({ keys: [key] }));

  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const issue: TokenService["issue"] = (subject, access) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      sub: subject,
      aud: service,
      exp: now + tokenLife,
      nbf: now,
      iat: now,
      jti: randomUUID(),
      access,
    };
    const text = `${encode({ typ: "JWT", alg: "EdDSA", kid: keyId })}.${encode(claims)}`;
    return `${text}.${sign(null, Buffer.from(text), privateKey).toString("base64url")}`;
  };

  let users: Users = {};
  const server = createServer((request, response) => {
    const user = basicUser(request.headers.authorization, users);
    if (user === undefined) {
      response.writeHead(401, {
        "content-type": "application/json",
        "www-authenticate": `Basic realm="${issuer}"`,
      });
      response.end(
        JSON.stringify({ errors: [{ code: "UNAUTHORIZED", message: "unknown user or wrong password" }] }),
      );
      return;
    }
    const scopes = new URL(request.url ?? "/", "http://127.0.0.1").searchParams.getAll("scope");
    const access = scopes.flatMap((scope) => scope.split(" ")).map((scope) => grant(scope, user === owner));
    const token = issue(user, access);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(
      JSON.stringify({
        token,
        access_token: token,
        expires_in: tokenLife,
        issued_at: new Date().toISOString(),
      }),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const { port } = server.address() as AddressInfo;
  return {
    registryConfiguration: { realm: `http://127.0.0.1:${port}/token`, service, issuer, jwks: keysFile },
    issue,
    setUsers(next) {
      users = next;
    },
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** The user named by a Basic header with the right password. */
function basicUser(header: string | undefined, users: Users): string | undefined {
  const match = /^Basic (.+)$/i.exec(header ?? "");
  const [name = "", ...rest] = Buffer.from(match?.[1] ?? "", "base64")
    .toString("utf8")
    .split(":");
  return Object.hasOwn(users, name) && users[name] === rest.join(":") ? name : undefined;
}

/** `repository:team/app:pull,push`; the type and the actions hold no colon, the name may. */
function grant(scope: string, everything: boolean): Access {
  const [type = "", ...rest] = scope.split(":");
  const asked = (rest.pop() ?? "").split(",");
  return {
    type,
    name: rest.join(":"),
    actions: everything ? asked : asked.filter((action) => action === "pull"),
  };
}
