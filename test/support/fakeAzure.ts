import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** What hands out identities and tokens of Azure, whatever host it is asked as. */
export interface FakeAzure {
  /** In order: `login TENANT CLIENT SCOPE PROOF`, `metadata RESOURCE CLIENT`, `exchange SERVICE TOKEN TENANT`. */
  readonly asked: string[];
  /** The registry's refresh token from now on, or with which status and error the exchange refuses. */
  refreshToken: string | { readonly status: number; readonly error: string };
  /** Whether the machine has an identity. */
  managed: boolean;
  /** The one resource that it knows; undefined: any. */
  managedFor: string | undefined;
  /** @returns whether the request was one for it; others are left alone */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

/** A refresh token of a registry as Azure makes them, without a signature. */
export function refreshTokenUntil(expiresMs: number, id = "1"): string {
  const payload = Buffer.from(JSON.stringify({ jti: id, exp: Math.floor(expiresMs / 1_000) }));
  return `e30.${payload.toString("base64url")}.sig`;
}

export function fakeAzure(): FakeAzure {
  const asked: string[] = [];
  const fake: FakeAzure = {
    asked,
    refreshToken: refreshTokenUntil(Date.now() + 3 * 3_600_000),
    managed: true,
    managedFor: undefined,
    async handle(request, response) {
      const { pathname, searchParams } = new URL(request.url ?? "/", "http://fake");
      const answer = (status: number, content: object) => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(content));
        return true;
      };
      const login = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(pathname);
      if (login !== null) {
        const form = new URLSearchParams(await text(request));
        const proof = form.get("client_assertion") ?? `secret ${form.get("client_secret")}`;
        asked.push(`login ${login[1]} ${form.get("client_id")} ${form.get("scope")} ${proof}`);
        return answer(200, { access_token: "aad-token", expires_in: 3_600, token_type: "Bearer" });
      }
      if (pathname === "/metadata/identity/oauth2/token") {
        asked.push(`metadata ${searchParams.get("resource")} ${searchParams.get("client_id")}`);
        const knows = [undefined, searchParams.get("resource")].includes(fake.managedFor);
        const allowed = fake.managed && knows && request.headers.metadata === "true";
        // Numbers come as text here.
        return allowed
          ? answer(200, { access_token: "managed-token", expires_in: "3600" })
          : answer(400, { error: "invalid_request", error_description: "Identity not found" });
      }
      if (pathname !== "/oauth2/exchange") {
        return false;
      }
      const form = new URLSearchParams(await text(request));
      asked.push(`exchange ${form.get("service")} ${form.get("access_token")} ${form.get("tenant")}`);
      return typeof fake.refreshToken === "string"
        ? answer(200, { refresh_token: fake.refreshToken })
        : answer(fake.refreshToken.status, { error: fake.refreshToken.error });
    },
  };
  return fake;
}
