import type { V1Container, V1PodSpec } from "@kubernetes/client-node";

/**
 * What keeps a pod from the Pod Security Standard "restricted"
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/); none when it is admitted.
 */
export function restrictedViolations(pod: V1PodSpec): readonly string[] {
  const violations: string[] = [];
  const check = (fits: boolean | undefined, problem: string) => {
    if (fits !== true) {
      violations.push(problem);
    }
  };
  check(
    [pod.hostNetwork, pod.hostPID, pod.hostIPC].every((shared) => shared !== true),
    "host namespaces",
  );
  for (const volume of pod.volumes ?? []) {
    const [type] = Object.keys(volume).filter((key) => key !== "name");
    check(VOLUMES.has(type ?? ""), `volume ${volume.name} of type ${type}`);
  }
  const containers: readonly V1Container[] = [...(pod.initContainers ?? []), ...pod.containers];
  for (const { name, securityContext: own, ports } of containers) {
    const runAsNonRoot = own?.runAsNonRoot ?? pod.securityContext?.runAsNonRoot;
    const seccomp = (own?.seccompProfile ?? pod.securityContext?.seccompProfile)?.type;
    const user = own?.runAsUser ?? pod.securityContext?.runAsUser;
    check(!own?.privileged, `${name}: privileged`);
    check(own?.allowPrivilegeEscalation === false, `${name}: allowPrivilegeEscalation`);
    check(own?.capabilities?.drop?.includes("ALL"), `${name}: capabilities not dropped`);
    check(
      (own?.capabilities?.add ?? []).every((each) => each === "NET_BIND_SERVICE"),
      `${name}: capabilities`,
    );
    check(runAsNonRoot === true, `${name}: runAsNonRoot`);
    check(user !== 0, `${name}: root`);
    check(seccomp === "RuntimeDefault" || seccomp === "Localhost", `${name}: seccomp`);
    check(
      (ports ?? []).every((port) => port.hostPort === undefined),
      `${name}: hostPort`,
    );
  }
  return violations;
}

const VOLUMES = new Set([
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
]);
