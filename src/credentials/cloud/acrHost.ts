/** A registry at Azure, and whom its cloud asks. */
export interface AcrHost {
  /** The registry's own host. */
  readonly registry: string;
  /** Who hands out tokens, without the environment's word. */
  readonly authority: string;
  /** Whose tokens the registry takes. */
  readonly audience: string;
}

const ACR = /^[a-z0-9][a-z0-9-]*\.azurecr\.(?<domain>io|cn|de|us)$/;

const DOMAINS: Readonly<Record<string, Omit<AcrHost, "registry">>> = {
  io: { authority: "https://login.microsoftonline.com", audience: "https://containerregistry.azure.net" },
  cn: {
    authority: "https://login.partner.microsoftonline.cn",
    audience: "https://management.chinacloudapi.cn",
  },
  de: { authority: "https://login.microsoftonline.de", audience: "https://management.microsoftazure.de" },
  us: { authority: "https://login.microsoftonline.us", audience: "https://management.usgovcloudapi.net" },
};

/**
 * Reads `NAME.azurecr.io` and its like of Azure's sovereign clouds.
 *
 * @param registry a host as references have it; a port makes it another's
 * @returns undefined where it is no registry of Azure's
 */
export function readAcrHost(registry: string): AcrHost | undefined {
  const domain = DOMAINS[ACR.exec(registry)?.groups?.domain ?? ""];
  return domain && { registry, ...domain };
}
