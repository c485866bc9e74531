import { isAbsolute } from "node:path";
import { YAMLParseError } from "yaml";
import { followFiles } from "../../files/followFiles.ts";
import { followLinks } from "../../files/followLinks.ts";
import { readBoundedFile } from "../../files/readBoundedFile.ts";
import type { Logger } from "../../log/logger.ts";
import type { Clock } from "../../time/clock.ts";
import { GOES_ON_CHANGING, UnreadableFileError } from "./endpointFiles.ts";
import { type FoundHosts, followHosts } from "./hostRules.ts";
import { foldersOf } from "./hostsDirectory.ts";
import { HostsTomlError, ORIGIN_ALONE } from "./hostsToml.ts";
import { type K3sHosts, toK3sHosts } from "./k3sHosts.ts";
import { NodeFileError, type NodeFilePaths, type NodeFiles } from "./nodeFiles.ts";
import { parseRegistriesYaml, RegistriesYamlError } from "./registriesYaml.ts";

type Options = Pick<NodeFilePaths, "registriesYaml" | "root" | "disableDefaultRegistryEndpoint">;

/**
 * Follows the `registries.yaml` of k3s or RKE2, of which it makes the hosts that their containerd asks. Each problem is said
 * once, in a line that tells what a node does then. The file is looked at again every few seconds.
 */
export function openRegistriesYaml(
  { registriesYaml: path, root, disableDefaultRegistryEndpoint }: Options,
  { clock, log }: { clock: Clock; log: Logger },
): Pick<NodeFiles, "endpoints"> {
  let said = "";
  let known: { readonly text: string; readonly hosts: K3sHosts | NodeFileError } | undefined;

  const look = followFiles(async (change): Promise<K3sHosts | NodeFileError> => {
    const file = await readBoundedFile(path, { signal: new AbortController().signal });
    if (!file.ok) {
      throw new UnreadableFileError(`Cannot read ${path}: ${file.error}`);
    }
    change.note(file.changedMs);
    if (file.text !== known?.text) {
      known = { text: file.text, hosts: read(file.text) };
    }
    return known.hosts;
  }, clock);
  const say = (hosts: K3sHosts | NodeFileError) => {
    const problems =
      hosts instanceof NodeFileError
        ? [hosts.message]
        : hosts.ignored.map((problem) => `${path}: ${problem}: nodes pass it over`);
    if (problems.join("\n") !== said) {
      said = problems.join("\n");
      for (const problem of problems) {
        log.warn({ path }, problem);
      }
    }
  };
  const read = (text: string): K3sHosts | NodeFileError => {
    try {
      return toK3sHosts(parseRegistriesYaml(text), { defaultEndpoint: !disableDefaultRegistryEndpoint });
    } catch (error) {
      if (error instanceof RegistriesYamlError) {
        return new NodeFileError(`${path} cannot be used: ${error.message}. A node does not start with it`);
      }
      if (error instanceof YAMLParseError) {
        throw new UnreadableFileError(`Cannot read ${path}: ${error.message}`);
      }
      throw error;
    }
  };
  const locate: FoundHosts["locate"] = (name) => {
    if (name === "") {
      throw new NodeFileError(`${path} has a client certificate without its key, or a key alone`);
    }
    if (!isAbsolute(name)) {
      // k3s empties the folder that it would lie in.
      throw new UnreadableFileError(`${path} names ${name}, which is no absolute path`);
    }
    return followLinks(root, name, root);
  };

  return followHosts(
    async (registry, complain) => {
      const hosts = await look();
      if (hosts === undefined) {
        throw new UnreadableFileError(`${path}: ${GOES_ON_CHANGING}`);
      }
      say(hosts);
      if (hosts instanceof NodeFileError) {
        return hosts;
      }
      const { folders, credentials } = hosts;
      const contacted = registry === "docker.io" ? "registry-1.docker.io" : registry;
      const folder = foldersOf(registry).find((name) => folders.has(name));
      let entries = folder === undefined ? undefined : folders.get(folder);
      if (entries === undefined && credentials.get(contacted) === undefined) {
        return undefined;
      }
      if (entries instanceof HostsTomlError) {
        complain(`${path}: ${entries.message}: a node asks ${registry} itself then, without mirrors`);
        entries = undefined;
      }
      return {
        entries: (entries ?? [ORIGIN_ALONE]).map((entry) => ({
          ...entry,
          own: credentials.get(entry.server?.host ?? contacted),
        })),
        locate,
      };
    },
    { clock, log },
  );
}
