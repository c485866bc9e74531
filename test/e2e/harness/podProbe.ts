import type { V1Probe } from "@kubernetes/client-node";
import { Agent, request } from "undici";

/** As the kubelet: no certificate is refused, none is shown, and no password is known. */
const dispatcher = new Agent({ connect: { rejectUnauthorized: false } });

/**
 * Whether a probe of the kubelet succeeds. Only `httpGet` is known.
 *
 * @param url where the container's port `metrics` is to be found; the scheme is the probe's own
 */
export async function probe({ httpGet, timeoutSeconds = 1 }: V1Probe, url: string): Promise<boolean> {
  if (httpGet?.port !== "metrics") {
    throw new Error("Cannot probe by anything but httpGet of the port metrics");
  }
  const { host } = new URL(url);
  try {
    const address = `${(httpGet.scheme ?? "HTTP").toLowerCase()}://${host}${httpGet.path}`;
    const answer = await request(address, { dispatcher, signal: AbortSignal.timeout(timeoutSeconds * 1000) });
    await answer.body.dump();
    return answer.statusCode >= 200 && answer.statusCode < 400;
  } catch {
    return false;
  }
}
