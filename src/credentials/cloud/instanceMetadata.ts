import { request } from "node:http";
import { text } from "node:stream/consumers";

/** An instance answers at once; where there is none, nobody does. */
const PATIENCE_MS = 1_000;
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
  environment: Readonly<Record<string, string | undefined>>,
  { signal }: { signal: AbortSignal },
): Promise<boolean> {
  const { AWS_EC2_METADATA_DISABLED: disabled, AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE: mode } = environment;
  if (disabled !== undefined && disabled !== "" && disabled !== "false") {
    return false;
  }
  const usual = mode === "IPv6" ? "http://[fd00:ec2::254]" : "http://169.254.169.254";
  const endpoint = environment.AWS_EC2_METADATA_SERVICE_ENDPOINT ?? usual;
  const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]);
  try {
    const token = await ask(
      endpoint,
      "PUT",
      TOKEN_PATH,
      { "x-aws-ec2-metadata-token-ttl-seconds": "60" },
      patience,
    );
    const roles = await ask(endpoint, "GET", ROLES_PATH, { "x-aws-ec2-metadata-token": token }, patience);
    return roles.trim() !== "";
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

function ask(
  endpoint: string,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request(new URL(path, endpoint), { method, headers, signal }, (answer) => {
      if (answer.statusCode === 200) {
        text(answer).then(resolve, reject);
      } else {
        answer.destroy();
        reject(new Error(`status ${answer.statusCode}`));
      }
    });
    asked.on("error", reject);
    asked.end();
  });
}
