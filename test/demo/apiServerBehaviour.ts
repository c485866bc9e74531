import { accessBehaviour } from "./apiServerBehaviour/access.ts";
import { changeBehaviour } from "./apiServerBehaviour/change.ts";
import { ApiClient, type ApiServerSubject } from "./apiServerBehaviour/client.ts";
import { createBehaviour } from "./apiServerBehaviour/create.ts";
import { expiryBehaviour } from "./apiServerBehaviour/expiry.ts";
import { kubectlBehaviour } from "./apiServerBehaviour/kubectl.ts";
import { listBehaviour } from "./apiServerBehaviour/list.ts";
import { makeScene, type Scene } from "./apiServerBehaviour/scene.ts";
import { selectBehaviour } from "./apiServerBehaviour/select.ts";
import { watchBehaviour } from "./apiServerBehaviour/watch.ts";

/**
 * Declares tests of what the exporter relies on in a Kubernetes API. They hold for a real kube-apiserver, so an
 * imitation that passes them tells the truth.
 */
export function apiServerBehaviour(name: string, makeSubject: () => Promise<ApiServerSubject>): void {
  describe(`Kubernetes API of ${name}`, () => {
    let subject: ApiServerSubject | undefined;
    let client: ApiClient | undefined;
    let scene: Scene | undefined;

    before(async () => {
      subject = await makeSubject();
      client = new ApiClient(subject);
      scene = makeScene(subject, client);
    });

    after(async () => {
      await client?.close();
      await subject?.close();
    });

    const current = (): Scene => {
      if (scene === undefined) {
        throw new Error("Cannot use the scene as the suite has not begun");
      }
      return scene;
    };
    accessBehaviour(current);
    createBehaviour(current);
    changeBehaviour(current);
    kubectlBehaviour(current);
    listBehaviour(current);
    selectBehaviour(current);
    watchBehaviour(current);
    // Last: it may restart the server.
    expiryBehaviour(current);
  });
}
