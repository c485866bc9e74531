import { ObjectTable, type Revision } from "./objectTable.ts";
import type { Resource } from "./resource.ts";

/** All tables of a server, which count their changes together, as etcd does. */
export class Database {
  readonly revision: Revision = { current: 1 };
  readonly #historyLimit: number;
  readonly #tables = new Map<string, ObjectTable>();

  constructor(resources: readonly Resource[], historyLimit: number) {
    this.#historyLimit = historyLimit;
    for (const resource of resources) {
      this.register(resource);
    }
  }

  /** Serves one more resource. */
  register(resource: Resource): void {
    const { group, version, resource: plural } = resource;
    this.#tables.set(
      `${group}/${version}/${plural}`,
      new ObjectTable(resource, this.revision, this.#historyLimit),
    );
  }

  find(group: string, version: string, plural: string): ObjectTable | undefined {
    return this.#tables.get(`${group}/${version}/${plural}`);
  }

  tables(): readonly ObjectTable[] {
    return [...this.#tables.values()];
  }
}
