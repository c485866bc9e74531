import type { ClusterSink } from "./model.ts";

/** Has what decides over credentials and namespaces reach the inventory of older revisions, too. */
export function withRollbacks(main: ClusterSink, rollbacks: ClusterSink): ClusterSink {
  const sinks = [main, rollbacks];
  function tellAll(tell: (sink: ClusterSink) => void): void {
    for (const sink of sinks) {
      tell(sink);
    }
  }
  return {
    upsertWorkload: (object) => main.upsertWorkload(object),
    deleteWorkload: (object) => main.deleteWorkload(object),
    upsertOwner: (object) => main.upsertOwner(object),
    deleteOwner: (object) => main.deleteOwner(object),
    upsertSecret: (secret) => tellAll((sink) => sink.upsertSecret(secret)),
    deleteSecret: (secret) => tellAll((sink) => sink.deleteSecret(secret)),
    // Both have left out the same.
    secretsToReadAgain: () => main.secretsToReadAgain(),
    upsertServiceAccount: (account) => tellAll((sink) => sink.upsertServiceAccount(account)),
    deleteServiceAccount: (account) => tellAll((sink) => sink.deleteServiceAccount(account)),
    upsertSecretUser: (user) => main.upsertSecretUser(user),
    deleteSecretUser: (user) => main.deleteSecretUser(user),
    upsertRunningPod: (pod) => main.upsertRunningPod(pod),
    deleteRunningPod: (pod) => main.deleteRunningPod(pod),
    upsertService: (service) => main.upsertService(service),
    deleteService: (service) => main.deleteService(service),
    upsertNode: (node) => main.upsertNode(node),
    deleteNode: (name) => main.deleteNode(name),
    upsertNamespace: (namespace) => tellAll((sink) => sink.upsertNamespace(namespace)),
    deleteNamespace: (name) => tellAll((sink) => sink.deleteNamespace(name)),
    setReadability: (...said) => tellAll((sink) => sink.setReadability(...said)),
    setSecretUseKnown: (namespace, known) => main.setSecretUseKnown(namespace, known),
  };
}
