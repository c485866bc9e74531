import { readFile } from "node:fs/promises";
import type { V1Deployment } from "@kubernetes/client-node";
import { expect } from "chai";
import { dockerConfig, secretPath } from "../harness/objects.ts";
import {
  createOpenShiftObject,
  installOpenShiftObjects,
  openShiftPath,
} from "../harness/openShiftObjects.ts";
import { parts, scene } from "../harness/scene.ts";
import { EXAMPLES_NAMESPACE, type Examples, startExamples } from "../harness/startExamples.ts";

const OWN = "image-registry.openshift-image-registry.svc";
const MIRROR = "mirror.example.com";
const OTHER = "other.example.com";

scene("nodes of OpenShift", [parts.cluster, parts.helm, parts.registry], () => {
  let examples: Examples;

  before(async () => {
    examples = await startExamples({
      names: [OWN, MIRROR, OTHER],
      users: { puller: "secret" },
      pushed: ["shop/app", "hub/library/nginx"],
      workloads: {
        internal: `${OWN}:5000/shop/app:1`,
        mirrored: "docker.io/library/nginx:1",
        short: "nginx:1",
        gone: "docker.io/library/nginx:2",
        blocked: `${OTHER}/shop/app:1`,
      },
    });
    const { client } = examples.cluster;
    // As of a newer OpenShift, which has them no more.
    await installOpenShiftObjects(client, ["imagecontentsourcepolicies"]);
    const authority = await readFile(examples.cloud.caFile, "utf8");
    const configMap = (namespace: string, name: string, data: Readonly<Record<string, string>>) =>
      client.create(`/api/v1/namespaces/${namespace}/configmaps`, { metadata: { name }, data });
    await configMap("openshift-config-managed", "image-registry-ca", { [`${OWN}..5000`]: authority });
    await configMap("openshift-config", "registry-authorities", { [MIRROR]: authority, [OTHER]: authority });
    const login = ["puller", "secret"] as const;
    await client.create(secretPath("openshift-config"), {
      metadata: { name: "pull-secret" },
      type: "kubernetes.io/dockerconfigjson",
      stringData: {
        ".dockerconfigjson": dockerConfig({ [`${OWN}:5000`]: login, [MIRROR]: login, [OTHER]: login }),
      },
    });
    await createOpenShiftObject(client, "images", "cluster", {
      spec: {
        additionalTrustedCA: { name: "registry-authorities" },
        registrySources: { blockedRegistries: [OTHER] },
      },
    });
    await createOpenShiftObject(client, "imagetagmirrorsets", "hub", {
      spec: {
        imageTagMirrors: [
          { source: "docker.io", mirrors: [`${MIRROR}/hub`], mirrorSourcePolicy: "NeverContactSource" },
        ],
      },
    });
  });
  after(async () => {
    await examples?.uninstall();
    await examples?.stop();
  });

  it("openshift.yaml asks where the cluster's objects say, with what they have, and as any user", async () => {
    await examples.says(
      "openshift.yaml",
      {},
      {},
      {
        internal: "available",
        mirrored: "available",
        short: "available",
        gone: "unknown_error",
        blocked: "unknown_error",
      },
    );
    expect(examples.cloud.asked).not.to.include.members(["registry-1.docker.io"]);
    expect(examples.cloud.asked).not.to.include(OTHER);
    const { items } = await examples.cluster.client.get<{ items: readonly V1Deployment[] }>(
      `/apis/apps/v1/namespaces/${EXAMPLES_NAMESPACE}/deployments`,
    );
    const { securityContext } = items[0]!.spec!.template.spec!;
    expect(securityContext).to.deep.equal({ runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } });
  });

  it("are asked otherwise as soon as an object is another", async () => {
    const { client } = examples.cluster;
    await client.patch(openShiftPath("images", "cluster"), {
      spec: { registrySources: { blockedRegistries: null, allowedRegistries: [OTHER, `${OWN}:5000`] } },
    });
    await examples.shows("what is allowed", {
      internal: "available",
      blocked: "available",
      mirrored: "unknown_error",
      short: "unknown_error",
    });
    await client.patch(openShiftPath("images", "cluster"), { spec: { registrySources: null } });
    await client.patch(openShiftPath("imagetagmirrorsets", "hub"), {
      spec: {
        imageTagMirrors: [{ source: "docker.io/library/nginx", mirrors: [`${MIRROR}/hub/library/nginx`] }],
      },
    });
    await examples.shows("what is mirrored now", { mirrored: "available", short: "available" });
  });

  it("have what the global pull secret opens no more where it is another", async () => {
    await examples.cluster.client.patch(secretPath("openshift-config", "pull-secret"), {
      stringData: { ".dockerconfigjson": dockerConfig({ [`${OWN}:5000`]: ["puller", "wrong"] }) },
    });
    await examples.shows("what is refused", { internal: "authentication_failure" });
  });
});
