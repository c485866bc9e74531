import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** The parts of AWS that hand out tokens of ECR, in one server of 127.0.0.1. */
export interface FakeAws {
  readonly url: string;
  /** What was asked, in order: `ecr eu-west-1`, `sts ROLE TOKEN`, `pod TOKEN`, `metadata`. */
  readonly asked: string[];
  /** The password that ECR hands out from now on, for how long, or with which error it refuses. */
  ecr: { password: string; lifetimeMs: number } | { status: number; type: string };
  /** The role that the instance has; empty: none. */
  role: string;
  /** The access key that every source of identities hands out. */
  readonly accessKey: string;
  readonly stop: () => Promise<void>;
}

const ACCESS_KEY = "AKIDEXAMPLE";
const identity = {
  AccessKeyId: ACCESS_KEY,
  SecretAccessKey: "secret",
  Token: "session",
  Expiration: "2100-01-01T00:00:00Z",
};

export async function startFakeAws(): Promise<FakeAws> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const { method, url = "", headers } = request;
    const body = await text(request);
    const answer = (status: number, content: unknown, type = "application/json") => {
      response.writeHead(status, { "content-type": type });
      response.end(typeof content === "string" ? content : JSON.stringify(content));
    };
    const target = String(headers["x-amz-target"] ?? "");
    if (target.endsWith(".GetAuthorizationToken")) {
      const [, scope = ""] =
        /Credential=AKIDEXAMPLE\/\d{8}\/([^/]+\/[^/]+)\/aws4_request,/.exec(headers.authorization ?? "") ??
        [];
      const [region, service] = scope.split("/");
      asked.push(`${service} ${region}`);
      if ("status" in fake.ecr) {
        answer(fake.ecr.status, { __type: fake.ecr.type, message: "no\nway" }, "application/x-amz-json-1.1");
        return;
      }
      const data = {
        authorizationToken: Buffer.from(`AWS:${fake.ecr.password}`).toString("base64"),
        expiresAt: (Date.now() + fake.ecr.lifetimeMs) / 1_000,
      };
      const isPublic = target.startsWith("SpencerFrontendService");
      answer(200, { authorizationData: isPublic ? data : [data] }, "application/x-amz-json-1.1");
      return;
    }
    if (method === "POST") {
      const form = new URLSearchParams(body);
      asked.push(`sts ${form.get("RoleArn")} ${form.get("WebIdentityToken")}`);
      answer(
        200,
        `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>${identity.AccessKeyId}</AccessKeyId><SecretAccessKey>${identity.SecretAccessKey}</SecretAccessKey><SessionToken>${identity.Token}</SessionToken><Expiration>${identity.Expiration}</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`,
        "text/xml",
      );
    } else if (url === "/pod-identity") {
      asked.push(`pod ${headers.authorization}`);
      answer(200, identity);
    } else if (method === "PUT" && url === "/latest/api/token") {
      asked.push("metadata");
      answer(200, "metadata-token", "text/plain");
    } else if (headers["x-aws-ec2-metadata-token"] !== "metadata-token") {
      answer(401, "");
    } else if (url === "/latest/meta-data/iam/security-credentials/") {
      answer(200, fake.role, "text/plain");
    } else {
      answer(200, { Code: "Success", Type: "AWS-HMAC", ...identity });
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const fake: FakeAws = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    ecr: { password: "token-1", lifetimeMs: 12 * 3_600_000 },
    role: "node-role",
    accessKey: ACCESS_KEY,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return fake;
}
