import { expect } from "chai";
import { parseRequestTarget } from "../../../src/demo/apiServer/requestTarget.ts";

const CASES: readonly [request: string, target: string | undefined][] = [
  ["GET /api/v1/pods", "list /v1 pods"],
  ["GET /api/v1/pods?watch=true", "watch /v1 pods"],
  ["GET /api/v1/pods?watch=1", "watch /v1 pods"],
  ["GET /api/v1/pods?watch=false", "list /v1 pods"],
  ["GET /apis/apps/v1/namespaces/shop/deployments", "list apps/v1 deployments ns=shop"],
  ["GET /apis/apps/v1/namespaces/shop/deployments/web", "get apps/v1 deployments ns=shop name=web"],
  [
    "PATCH /apis/apps/v1/namespaces/shop/deployments/web/status",
    "patch apps/v1 deployments/status ns=shop name=web",
  ],
  ["POST /api/v1/namespaces", "create /v1 namespaces"],
  ["GET /api/v1/namespaces/shop", "get /v1 namespaces ns=shop name=shop"],
  ["PUT /api/v1/namespaces/shop/finalize", "update /v1 namespaces/finalize ns=shop name=shop"],
  ["DELETE /api/v1/namespaces/shop/secrets/a", "delete /v1 secrets ns=shop name=a"],
  ["GET /api/v1/secrets?fieldSelector=metadata.name%3Da", "list /v1 secrets name=a"],
  ["GET /api/v1/secrets?fieldSelector=metadata.name%3Da,type%3Db", "list /v1 secrets"],
  ["GET /api", undefined],
  ["GET /apis/apps/v1", undefined],
  ["GET /apis/apps/v1/", undefined],
  ["GET /api/v1/namespaces/shop/secrets/a/b/c", undefined],
  ["GET /metrics", undefined],
  ["TRACE /api/v1/pods", undefined],
];

describe("parseRequestTarget()", () => {
  for (const [request, expected] of CASES) {
    it(`reads ${request} as ${expected ?? "no resource's"}`, () => {
      const [method = "", url = ""] = request.split(" ");
      const { pathname, searchParams } = new URL(url, "http://localhost");
      const target = parseRequestTarget(method, pathname, searchParams);
      const text =
        target &&
        [
          target.verb,
          `${target.group}/${target.version}`,
          target.resource + (target.subresource && `/${target.subresource}`),
          target.namespace && `ns=${target.namespace}`,
          target.name && `name=${target.name}`,
        ]
          .filter((part) => part !== "")
          .join(" ");
      expect(text).to.equal(expected);
    });
  }
});
