import { child, descend, isRecord, text } from "../kubernetes/kinds/json.ts";
import type { JanitorRule } from "./janitorRules.ts";
import { formatAge, parseExpiry, parseTimeToLive } from "./timeToLive.ts";

/** What kube-janitor would do to an object. */
export interface Verdict {
  /** Undefined: it leaves it alone. */
  readonly expired: string | undefined;
  /** What in its annotations means nothing, so that it is passed over. */
  readonly odd: string | undefined;
}

/**
 * Whether kube-janitor would delete an object: an annotation `janitor/ttl`, else the first rule that it satisfies, says how
 * long it may live, and `janitor/expires` until when.
 *
 * @param resource its plural name
 * @param context what is known of a claim
 * @param now in milliseconds since the Unix epoch
 * @throws what a rule does that cannot be evaluated on it
 */
export function judgeAsJanitor(
  object: unknown,
  {
    resource,
    rules,
    context = () => ({}),
    now,
  }: {
    readonly resource: string;
    readonly rules: readonly JanitorRule[];
    readonly context?: () => object;
    readonly now: number;
  },
): Verdict {
  const annotations = descend(object, "metadata", "annotations");
  const expired: string[] = [];
  const odd: string[] = [];
  const age = now - Date.parse(text(descend(object, "metadata", "creationTimestamp")) ?? "");
  const ttl = text(child(annotations, "janitor/ttl"));
  if (ttl !== undefined) {
    const ttlMs = parseTimeToLive(ttl);
    if (ttlMs === undefined) {
      odd.push(`janitor/ttl: expected 60s, 5m, 8h, 7d, 2w or forever, given ${JSON.stringify(ttl)}`);
    } else if (age > ttlMs) {
      expired.push(`annotation janitor/ttl: ${ttl}`);
    }
  } else {
    const rule = firstMatch(object, resource, rules, context);
    if (rule !== undefined && age > rule.ttlMs) {
      expired.push(`rule ${rule.id}: ${rule.ttl}`);
    }
  }
  const expires = text(child(annotations, "janitor/expires"));
  if (expires !== undefined) {
    const until = parseExpiry(expires);
    if (until === undefined) {
      odd.push(
        `janitor/expires: expected a time such as 2027-02-25T09:26:14Z, given ${JSON.stringify(expires)}`,
      );
    } else if (now > until) {
      expired.push(`annotation janitor/expires: ${expires}, ${formatAge(now - until)} ago`);
    }
  }
  return { expired: expired.join("; ") || undefined, odd: odd.join("; ") || undefined };
}

function firstMatch(
  object: unknown,
  resource: string,
  rules: readonly JanitorRule[],
  context: () => object,
): JanitorRule | undefined {
  const mine = rules.filter(({ resources }) => resources.has(resource) || resources.has("*"));
  if (mine.length === 0 || !isRecord(object)) {
    return undefined;
  }
  const shown = Object.create(null, Object.getOwnPropertyDescriptors(object));
  Object.defineProperty(shown, "_context", { value: context(), enumerable: true });
  return mine.find((rule) => {
    try {
      return rule.matches(shown);
    } catch (error) {
      throw new RuleError(rule.id, error);
    }
  });
}

/** A rule cannot be evaluated on an object. */
export class RuleError extends Error {
  override readonly name = "RuleError";
  readonly rule: string;

  constructor(rule: string, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.rule = rule;
  }
}

/** An object of which not all may be read: a rule that looks at what was not is not evaluated. */
export function withUnread(
  object: unknown,
  keys: readonly string[],
  message: string,
): Readonly<Record<string, unknown>> {
  const seen: Record<string, unknown> = { ...(isRecord(object) ? object : {}) };
  for (const key of keys) {
    Object.defineProperty(seen, key, {
      enumerable: true,
      get() {
        throw new Error(message);
      },
    });
  }
  return seen;
}
