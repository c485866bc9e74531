import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** What hands out identities and tokens of Google, whatever host it is asked as. */
export interface FakeGoogle {
  /** In order: `metadata`, `sts AUDIENCE TOKEN`, `jwt HEADER.CLAIMS`, `refresh TOKEN`, `impersonate ACCOUNT BEARER`. */
  readonly asked: string[];
  /** The access token from now on, and for how long, in seconds; or the error by which it is refused. */
  token: { readonly text: string; readonly seconds: number } | { readonly error: string };
  /** Whether what answers is a metadata server of Google's. */
  isGoogle: boolean;
  /** @returns whether the request was one for it; others are left alone */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

export function fakeGoogle(): FakeGoogle {
  const asked: string[] = [];
  const fake: FakeGoogle = {
    asked,
    token: { text: "token-1", seconds: 3_600 },
    isGoogle: true,
    async handle(request, response) {
      const { pathname } = new URL(request.url ?? "/", "http://fake");
      const answer = (status: number, content: object, flavor = {}) => {
        response.writeHead(status, { "content-type": "application/json", ...flavor });
        response.end(JSON.stringify(content));
        return true;
      };
      const give = (flavor = {}) =>
        "error" in fake.token
          ? answer(400, { error: fake.token.error, error_description: "no\nway" }, flavor)
          : answer(
              200,
              { access_token: fake.token.text, expires_in: fake.token.seconds, token_type: "Bearer" },
              flavor,
            );
      if (pathname === "/computeMetadata/v1/instance/service-accounts/default/token") {
        asked.push("metadata");
        return request.headers["metadata-flavor"] === "Google"
          ? give(fake.isGoogle ? { "metadata-flavor": "Google" } : {})
          : answer(403, {});
      }
      const account = /^\/v1\/projects\/-\/serviceAccounts\/(.+):generateAccessToken$/.exec(pathname)?.[1];
      if (account !== undefined) {
        asked.push(`impersonate ${account} ${request.headers.authorization}`);
        return answer(200, { accessToken: "impersonated", expireTime: "2100-01-01T00:00:00Z" });
      }
      if (pathname !== "/v1/token" && pathname !== "/token") {
        return false;
      }
      const form = new URLSearchParams(await text(request));
      const [header = "", claims = ""] = (form.get("assertion") ?? "")
        .split(".")
        .map((part) => Buffer.from(part, "base64url").toString("utf8"));
      asked.push(
        pathname === "/v1/token"
          ? `sts ${form.get("audience")} ${form.get("subject_token")}`
          : form.has("assertion")
            ? `jwt ${header} ${claims}`
            : `refresh ${form.get("refresh_token")}`,
      );
      return give();
    },
  };
  return fake;
}
