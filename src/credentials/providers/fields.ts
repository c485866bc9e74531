/** What is wrong with a document, and where: one line. */
export class Malformed extends Error {
  override readonly name = "Malformed";
}

/**
 * The fields of an object, read strictly, as Kubernetes' API objects are: by type, each name known. A field that is
 * missing or null is empty.
 */
export class Fields {
  readonly #fields: Map<string, unknown>;
  readonly #where: string;

  /**
   * @param where names the object in messages
   * @throws Malformed where it is no object
   */
  constructor(value: unknown, where: string) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw new Malformed(`${where}: expected an object`);
    }
    this.#fields = new Map(Object.entries(value));
    this.#where = where;
  }

  /** An object in one of the fields. */
  within(value: unknown, field: string): Fields {
    return new Fields(value, `${this.#where}.${field}`);
  }

  /** To be thrown: what is wrong with a field; an empty name means the object itself. */
  error(field: string, problem: string): Malformed {
    return new Malformed(`${this.#where}${field === "" ? "" : `.${field}`}: ${problem}`);
  }

  /** The value as it is, undefined where there is none. */
  optional(field: string): unknown {
    const value = this.#fields.get(field);
    this.#fields.delete(field);
    return value ?? undefined;
  }

  text(field: string): string {
    const value = this.optional(field) ?? "";
    if (typeof value !== "string") {
      throw this.error(field, "expected a text");
    }
    return value;
  }

  flag(field: string): boolean | undefined {
    const value = this.optional(field);
    if (value !== undefined && typeof value !== "boolean") {
      throw this.error(field, "expected true or false");
    }
    return value;
  }

  list(field: string): readonly unknown[] {
    const value = this.optional(field) ?? [];
    if (!Array.isArray(value)) {
      throw this.error(field, "expected a list");
    }
    return value;
  }

  map(field: string): readonly (readonly [key: string, value: unknown])[] {
    const value = this.optional(field) ?? {};
    if (typeof value !== "object" || Array.isArray(value)) {
      throw this.error(field, "expected an object");
    }
    return Object.entries(value);
  }

  texts(field: string): readonly string[] {
    return this.list(field).map((value) => {
      if (typeof value !== "string") {
        throw this.error(field, "expected a list of texts");
      }
      return value;
    });
  }

  /** @throws Malformed where there is a field that nothing has asked for */
  end(): void {
    const [unknown] = this.#fields.keys();
    if (unknown !== undefined) {
      throw this.error(unknown.slice(0, 50), "there is no such field");
    }
  }
}
