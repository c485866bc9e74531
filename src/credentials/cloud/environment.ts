/** What the environment of a process says, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The first of some variables that says something; empty where none does. */
export function setting(environment: Environment, ...names: readonly string[]): string {
  return names.map((name) => environment[name] ?? "").find((value) => value !== "") ?? "";
}
