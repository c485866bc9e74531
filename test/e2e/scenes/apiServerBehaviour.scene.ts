import { apiServerBehaviour } from "../../demo/apiServerBehaviour.ts";
import { parts, scene } from "../harness/scene.ts";
import { startControlPlane } from "../harness/startControlPlane.ts";

scene("what the demo's API server imitates", [parts.apiServer], () => {
  apiServerBehaviour("kube-apiserver", async () => {
    const restricted = { name: "restricted", token: "token-of-restricted" };
    const cluster = await startControlPlane({ users: [restricted] });
    return {
      url: cluster.url,
      ca: cluster.ca,
      token: cluster.adminToken,
      restrictedToken: restricted.token,
      expire: () => cluster.forgetHistory(),
      close: () => cluster.stop(),
    };
  });
});
