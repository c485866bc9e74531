import { isRecord } from "../kubernetes/kinds/json.ts";
import { errorText } from "../text/errorText.ts";
import { showJson } from "../text/showJson.ts";
import { compileJmespath } from "./jmespath.ts";
import { parseTimeToLive } from "./timeToLive.ts";

/** A rule of kube-janitor's rules file. */
export interface JanitorRule {
  readonly id: string;
  /** Plural names; `*` stands for all. */
  readonly resources: ReadonlySet<string>;
  /** As it was given. */
  readonly ttl: string;
  /** In milliseconds. */
  readonly ttlMs: number;
  /** Throws JmespathError. */
  matches(object: unknown): boolean;
}

/** The file is none of kube-janitor's; the message is one line that begins with the place in it. */
export class JanitorRulesError extends Error {
  override readonly name = "JanitorRulesError";
}

const MAX_RULES = 1_000;

/**
 * Reads the content of a rules file.
 *
 * @throws JanitorRulesError
 */
export function readJanitorRules(data: unknown): readonly JanitorRule[] {
  const rules = isRecord(data) ? data.rules : undefined;
  if (!Array.isArray(rules) || rules.length > MAX_RULES) {
    throw new JanitorRulesError(
      `expected a list "rules" of at most ${MAX_RULES}, given ${Array.isArray(rules) ? rules.length : show(data)}`,
    );
  }
  return rules.map((rule, index) => readRule(rule, `rules[${index}]`));
}

function readRule(rule: unknown, place: string): JanitorRule {
  if (!isRecord(rule)) {
    throw new JanitorRulesError(`${place}: expected id, resources, jmespath and ttl, given ${show(rule)}`);
  }
  const { id, resources, jmespath, ttl } = rule;
  if (typeof id !== "string" || !/^[a-z][a-z0-9-]*$/.test(id)) {
    throw new JanitorRulesError(`${place}.id: expected lower-case letters, digits and -, given ${show(id)}`);
  }
  if (!Array.isArray(resources) || resources.some((each) => typeof each !== "string")) {
    throw new JanitorRulesError(
      `${place}.resources: expected a list such as [deployments], given ${show(resources)}`,
    );
  }
  if (typeof jmespath !== "string") {
    throw new JanitorRulesError(`${place}.jmespath: expected an expression, given ${show(jmespath)}`);
  }
  const ttlMs = typeof ttl === "string" ? parseTimeToLive(ttl) : undefined;
  if (typeof ttl !== "string" || ttlMs === undefined) {
    throw new JanitorRulesError(`${place}.ttl: expected 60s, 5m, 8h, 7d, 2w or forever, given ${show(ttl)}`);
  }
  try {
    return { id, resources: new Set(resources), ttl, ttlMs, matches: compileJmespath(jmespath) };
  } catch (error) {
    throw new JanitorRulesError(`${place}.jmespath: ${errorText(error)}`, { cause: error });
  }
}

const show = (value: unknown): string => showJson(value).slice(0, 100);
