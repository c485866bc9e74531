import type { NodeFilePaths } from "../../src/registry/runtime/nodeFiles.ts";

/** Nodes whose files nobody has. */
export const NO_NODE_FILES: NodeFilePaths = {
  hostsDir: "",
  registriesYaml: "",
  disableDefaultRegistryEndpoint: false,
  root: "",
  registriesConf: "",
  certsDir: "",
  runtimeAuthFile: "",
  shortNameMode: "enforcing",
};

/** Clusters that are none of OpenShift's. */
export const NO_OPENSHIFT = { enabled: false, pullSecret: false, additionalTrustedCA: "" } as const;
