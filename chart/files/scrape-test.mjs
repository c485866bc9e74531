// Run by `helm test`: scrapes the exporter at METRICS_URL once; exit code 1 if that gives no metrics.
const url = process.env.METRICS_URL;
try {
  const response = await fetch(url, { signal: AbortSignal.timeout(15_000) });
  const text = await response.text();
  // No password, or no certificate.
  if ([401, 403].includes(response.status) && process.env.METRICS_PROTECTED) {
    console.log(`${url}: there, and asks who is there`);
    process.exit(0);
  }
  if (response.status !== 200) throw new Error(`status ${response.status}: ${text.slice(0, 200)}`);
  const samples = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const version = /^k8s_image_availability_exporter_build_info\{.*\} 1$/m.exec(text);
  if (!version) throw new Error("no sample of k8s_image_availability_exporter_build_info");
  console.log(`${url}: ${samples.length} samples`);
  console.log(version[0]);
} catch (error) {
  console.error(`Cannot scrape ${url}: ${error.message}${error.cause ? `: ${error.cause.message}` : ""}`);
  process.exitCode = 1;
}
