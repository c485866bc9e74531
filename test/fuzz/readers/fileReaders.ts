import { RE2JSException } from "re2js";
import { YAMLParseError } from "yaml";
import { readValues } from "../../../src/chart/readValues.ts";
import { COMMANDS } from "../../../src/cli/commands.ts";
import { readArguments } from "../../../src/cli/readArguments.ts";
import { UsageError } from "../../../src/cli/usageError.ts";
import { ConfigError } from "../../../src/config/configError.ts";
import { parseDuration } from "../../../src/config/duration.ts";
import { loadConfig } from "../../../src/config/loadConfig.ts";
import { AuthFile, AuthFileError } from "../../../src/credentials/authFile.ts";
import { parseObject } from "../../../src/credentials/cloud/cloudForm.ts";
import { readNodeDockerConfig } from "../../../src/credentials/nodeDockerConfig.ts";
import { readProviderAnswer } from "../../../src/credentials/providers/providerAnswer.ts";
import {
  ProviderConfigError,
  readProviderConfig,
} from "../../../src/credentials/providers/providerConfig.ts";
import { DockerConfigError } from "../../../src/credentials/readDockerConfigFile.ts";
import { compileImageFilter } from "../../../src/image/imageFilter.ts";
import { parseLabelSelector } from "../../../src/inventory/labelSelector.ts";
import { ClusterConfigError } from "../../../src/kubernetes/clusterConfigError.ts";
import { loadClusterClient } from "../../../src/kubernetes/loadClusterClient.ts";
import { parseNetwork } from "../../../src/network/parseNetwork.ts";
import { ProxyVariableError, readProxyEnvironment } from "../../../src/network/proxyEnvironment.ts";
import { readHosts, readResolvConf, usesOnlyDns } from "../../../src/registry/resolverFiles.ts";
import { HostsTomlError, parseHostsToml } from "../../../src/registry/runtime/hostsToml.ts";
import { toK3sHosts } from "../../../src/registry/runtime/k3sHosts.ts";
import {
  findRegistry,
  joinRegistriesConf,
  parseRegistriesConf,
  RegistriesConfError,
} from "../../../src/registry/runtime/registriesConf.ts";
import { parseRegistriesYaml, RegistriesYamlError } from "../../../src/registry/runtime/registriesYaml.ts";
import { readShortName } from "../../../src/registry/runtime/shortName.ts";
import { readWebConfigFile, WebConfigError } from "../../../src/server/webConfigFile.ts";
import { parseGoDuration } from "../../../src/time/goDuration.ts";
import { fakeClock } from "../../support/fakeClock.ts";
import { type ForeignReader, ofFile } from "../foreignReader.ts";

const PROVIDER_V1 = "credentialprovider.kubelet.k8s.io/v1";
/** Whoever writes these could as well stop the exporter: a screen full of them shows what grows too fast. */
const OWNERS_BYTES = 1024;
const YAML = ["a", ": ", "\n", "- ", "{", "[", "]", "&a ", "*a", "!!"];

/** What stands in files, variables and on the command line, and what programs of the node answer. */
export const FILE_READERS: readonly ForeignReader[] = [
  { name: "hosts of the machine", read: readHosts, pieces: ["127.0.0.1", " ", "a", "\n", "#", "::1", "\t"] },
  {
    name: "resolv.conf",
    read: readResolvConf,
    pieces: ["search ", "options ", "ndots:", "5", "\n", "#", ".", " "],
  },
  {
    name: "nsswitch.conf",
    read: usesOnlyDns,
    pieces: ["hosts:", "files", " ", "[", "]", "NOTFOUND=return", "\n"],
  },
  {
    name: "registries.conf",
    read(text) {
      const conf = joinRegistriesConf([parseRegistriesConf(text)]);
      findRegistry(conf, "registry.example.com:5000/team/app");
      readShortName("team/app:1", conf);
    },
    refuses: [RegistriesConfError],
    pieces: [
      "[[registry]]",
      "[[registry.mirror]]",
      "[aliases]",
      "prefix",
      "location",
      "insecure",
      "blocked",
      "pull-from-mirror",
      "unqualified-search-registries",
      " = ",
      "true",
      '"*.example.com"',
      '"registry.example.com:5000/team"',
      '"team/app"',
      "[",
      "]",
      "\n",
    ],
  },
  {
    name: "registries.yaml",
    read(text) {
      for (const entries of toK3sHosts(parseRegistriesYaml(text), {
        defaultEndpoint: true,
      }).folders.values()) {
        for (const { rewrite } of entries instanceof HostsTomlError ? [] : entries) {
          rewrite?.("team/app");
        }
      }
    },
    refuses: [RegistriesYamlError, YAMLParseError],
    pieces: [
      ...YAML,
      "mirrors",
      "configs",
      '"*"',
      "docker.io",
      "endpoint",
      "rewrite",
      "^(.*)$",
      "$1",
      "\\",
      "https://",
      "auth",
      "dTpw",
      "tls",
      "insecure_skip_verify",
      "true",
      "<<",
    ],
    longBytes: OWNERS_BYTES,
  },
  {
    name: "a runtime's auth file",
    read: (text) => new AuthFile(text).find("registry.example.com:5000/team/app"),
    refuses: [AuthFileError],
    pieces: [
      "{",
      "}",
      '"auths"',
      '"credHelpers"',
      ":",
      ",",
      '"registry.example.com:5000"',
      '"https://registry.example.com:5000/v1/"',
      '"auth"',
      '"YTpi"',
      '"identitytoken"',
      "null",
      "1",
    ],
  },
  {
    name: "hosts.toml",
    read: parseHostsToml,
    refuses: [HostsTomlError],
    pieces: [
      "server",
      "[host",
      '."http://a"',
      "]",
      "=",
      '"',
      "'",
      "\n",
      "ca",
      "[",
      "{",
      "}",
      ",",
      "true",
      "#",
      "\\",
    ],
    longBytes: OWNERS_BYTES,
  },
  {
    name: "a credential provider's answer",
    read: (text) => readProviderAnswer(text, PROVIDER_V1),
    pieces: ["{", "}", '"auth":', '"kind"', ":", ",", '"0s"', '"*.a"', "[", "]", "null", "1", '"'],
    longBytes: OWNERS_BYTES,
  },
  {
    name: "an answer of a cloud",
    read: parseObject,
    pieces: ["{", "}", '"access_token"', '"expires_in"', ":", ",", "[", "]", "null", "1", '"', "\\u0000"],
  },
  {
    name: "a configuration of credential providers",
    read: ofFile((path, signal) => readProviderConfig(path, "/nonexistent", { signal })),
    refuses: [ProviderConfigError],
    pieces: [...YAML, "kind", "providers", "matchImages"],
    longBytes: OWNERS_BYTES,
  },
  {
    name: "a docker config file",
    read: ofFile((path, signal) => readNodeDockerConfig(path, { signal })),
    refuses: [DockerConfigError],
    pieces: ['{"auths":', "{", "}", '"credHelpers"', '"credsStore"', ":", ",", '"a"', "null", "[", "]"],
  },
  {
    name: "a kubeconfig",
    async read(text, { file }) {
      const client = loadClusterClient({
        kubeconfig: file(text),
        context: "",
        clock: fakeClock(),
        env: {},
        home: "/nonexistent",
      });
      await client.close();
    },
    refuses: [ClusterConfigError],
    pieces: [...YAML, "clusters", "users", "contexts", "current-context", "server", "https://a", "exec"],
    longBytes: OWNERS_BYTES,
  },
  {
    name: "a configuration file",
    read: (text, { file, signal }) =>
      loadConfig({ file: file(text), environment: {}, flags: [], baseDirectory: "/" }, { signal }),
    refuses: [ConfigError],
    pieces: [...YAML, "registries", "images", "ignored", "hosts", "schedule", "1s", "0", "true"],
    longBytes: OWNERS_BYTES,
  },
  {
    name: "the environment",
    read(text, { signal }) {
      const lines = text.split("\n").map((line) => line.split("=", 2));
      const environment = Object.fromEntries(lines.map(([name = "", value = ""]) => [`IAE_${name}`, value]));
      return loadConfig({ environment, flags: [], baseDirectory: "/" }, { signal });
    },
    refuses: [ConfigError],
    pieces: [
      "\n",
      "=",
      "IMAGES_IGNORED",
      "SCHEDULE_CHECK_PERIOD",
      "REGISTRIES_HOSTS",
      "1s",
      "{",
      ",",
      "a",
      "__proto__",
    ],
    longBytes: OWNERS_BYTES,
  },
  {
    name: "a command line",
    read(text, { signal }) {
      const { flags } = readArguments(text.split("\n"), COMMANDS);
      return loadConfig({ environment: {}, flags, baseDirectory: "/" }, { signal });
    },
    refuses: [ConfigError, UsageError],
    pieces: [
      "\n",
      "--",
      "-",
      "=",
      "images-ignored",
      "check-interval",
      "image-mirror",
      "run",
      "check",
      "1s",
      "a",
      "0",
    ],
    longBytes: OWNERS_BYTES,
  },
  {
    name: "values of the chart",
    read: ofFile((path, signal) => readValues(path, { signal })),
    refuses: [ConfigError],
    pieces: [...YAML, "rules", "alerts", "dashboards", "config", "null", "0"],
    longBytes: OWNERS_BYTES,
  },
  {
    name: "a web configuration",
    read: ofFile((path, signal) => readWebConfigFile(path, { signal })),
    refuses: [WebConfigError],
    pieces: [...YAML, "tls_server_config", "cert", "basic_auth_users", "rate_limit", "interval", "headers"],
    longBytes: OWNERS_BYTES,
  },
  {
    name: "variables of proxies",
    read(text) {
      for (const env of [{ HTTP_PROXY: text }, { HTTP_PROXY: "http://proxy:3128", NO_PROXY: text }]) {
        const { proxyFor } = readProxyEnvironment(env);
        proxyFor(new URL("https://registry.example.com"));
        proxyFor(new URL("http://[2001:db8::1]:5000"));
      }
    },
    refuses: [ProxyVariableError],
    pieces: ["http://", "a", ".", "*", ",", " ", ":", "[", "]", "::1", "10.0.0.0", "/", "8", "@", "%"],
  },
  {
    name: "a label selector",
    read(text) {
      parseLabelSelector(text)({ a: "b" });
    },
    refuses: [SyntaxError],
    pieces: ["a", "=", "!", ",", " in ", "notin", "(", ")", " ", "/", "."],
  },
  {
    name: "an expression for images",
    read(text) {
      compileImageFilter({ ignored: [text], allowed: [] })(`registry.example.com/${"a".repeat(200)}:1.0`);
    },
    refuses: [RE2JSException],
    pieces: ["a", ".", "*", "+", "?", "(", ")", "|", "[", "]", "{100}", "\\", "^", "$", "\\pL", "(?i)"],
    longBytes: 128,
  },
  {
    name: "durations and networks",
    read(text) {
      parseDuration(text);
      parseGoDuration(text);
      parseNetwork(text);
    },
    pieces: ["1", "h", "m", "s", "ms", ".", "-", "+", "e", "/", ":", "10.0.0.0", "::"],
  },
];
