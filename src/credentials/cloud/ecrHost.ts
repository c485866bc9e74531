/** What the name of a registry at Amazon ECR tells. */
export interface EcrHost {
  /** Public ones hand images out to strangers, too. */
  readonly isPublic: boolean;
  /** Twelve digits; empty where it is public. */
  readonly account: string;
  /** Where its tokens come from. */
  readonly region: string;
  /** Whether it is asked, and so its token, by validated cryptography. */
  readonly fips: boolean;
}

/** One in the world, in one region. */
const PUBLIC: EcrHost = { isPublic: true, account: "", region: "us-east-1", fips: false };
const PUBLIC_HOSTS = new Set(["public.ecr.aws", "ecr-public.aws.com"]);

// Of every partition: China, the European one, those of governments, and dual-stack names.
const DOMAINS = [
  "amazonaws\\.com(?:\\.cn)?",
  "amazonaws\\.eu",
  "on\\.aws",
  "on\\.amazonwebservices\\.com\\.cn",
  "sc2s\\.sgov\\.gov",
  "c2s\\.ic\\.gov",
  "cloud\\.adc-e\\.uk",
  "csp\\.hci\\.ic\\.gov",
];
const PRIVATE = new RegExp(
  `^(?<account>[0-9]{12})\\.dkr[.-]ecr(?<fips>-fips)?\\.(?<region>[a-z0-9][a-z0-9-]{0,62})\\.(?:${DOMAINS.join("|")})$`,
);

/**
 * Reads `ACCOUNT.dkr.ecr.REGION.amazonaws.com` and its like.
 *
 * @param registry a host as references have it; a port makes it another's
 * @returns undefined where it is no registry of ECR
 */
export function readEcrHost(registry: string): EcrHost | undefined {
  if (PUBLIC_HOSTS.has(registry)) {
    return PUBLIC;
  }
  const { account = "", region, fips } = PRIVATE.exec(registry)?.groups ?? {};
  return region === undefined ? undefined : { isPublic: false, account, region, fips: fips !== undefined };
}
