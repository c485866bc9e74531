import type { World } from "./world.ts";

/** A row of the fault matrix. `docs/reliability.md` has each with the same words. */
export interface Fault {
  /** What happens. */
  readonly name: string;
  /** What holds meanwhile: what `during` asserts. */
  readonly meanwhile: string;
  /** What holds afterwards, besides that every verdict is right again. */
  readonly afterwards: string;
  /** Whether it strikes what other rows need, too. */
  readonly alone?: true;
  /** Has it happen. */
  readonly strike: (world: World) => Promise<void> | void;
  /** Looks at what holds meanwhile, and has things change. */
  readonly during: (world: World) => Promise<void>;
  /** Ends it. */
  readonly mend: (world: World) => Promise<void> | void;
  /** Looks at what holds afterwards, besides verdicts. */
  readonly after?: (world: World) => Promise<void>;
}
