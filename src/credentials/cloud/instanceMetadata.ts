import type { Environment } from "./environment.ts";
import { askMetadata } from "./metadataRequest.ts";

const TOKEN_PATH = "/latest/api/token";
const ROLES_PATH = "/latest/meta-data/iam/security-credentials/";

/**
 * Whether the machine is an instance at AWS that has a role, and lets pods know it (a limit of one hop, which is usual,
 * keeps them from it).
 *
 * @param environment may switch the question off (`AWS_EC2_METADATA_DISABLED`) or lead it elsewhere
 *   (`AWS_EC2_METADATA_SERVICE_ENDPOINT`), as for AWS' own tools
 * @returns rejects only with `signal.reason`
 */
export async function hasInstanceRole(
  environment: Environment,
  { signal }: { signal: AbortSignal },
): Promise<boolean> {
  const { AWS_EC2_METADATA_DISABLED: disabled, AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: mode } = environment;
  if (disabled !== undefined && disabled !== "" && disabled !== "false") {
    return false;
  }
  const usual = mode === "IPv6" ? "http://[fd00:ec2::254]" : "http://169.254.169.254";
  const endpoint = environment.AWS_EC2_METADATA_SERVICE_ENDPOINT ?? usual;
  try {
    const lifetime = { "x-aws-ec2-metadata-token-ttl-seconds": "60" };
    const { body: token } = await askMetadata(
      { method: "PUT", endpoint, path: TOKEN_PATH, headers: lifetime },
      { signal },
    );
    const headers = { "x-aws-ec2-metadata-token": token };
    const { body: roles } = await askMetadata({ endpoint, path: ROLES_PATH, headers }, { signal });
    return roles.trim() !== "";
  } catch {
    signal.throwIfAborted();
    return false;
  }
}
