import type { Suite } from "./commonSuites.ts";
import { type Played, playScene, type Stage } from "./playScene.ts";
import type { RegistryScene } from "./registryScene.ts";

/** How many scenes are played at a time: they mostly wait. */
const WIDTH = 4;

/** Plays the scenes of suites to a judge and the product, the next ones while one is looked at. */
export class PlayAhead {
  readonly #scenes: readonly RegistryScene[];
  readonly #stage: () => Stage;
  readonly #played = new Map<RegistryScene, Promise<Played>>();

  /**
   * @param suites in the order in which they are asked for
   * @param stage asked for when the first scene is
   */
  constructor(suites: Readonly<Record<string, Suite>>, stage: () => Stage) {
    this.#scenes = Object.values(suites).flatMap((suite) => Object.values(suite));
    this.#stage = stage;
  }

  /**
   * Looks at how a scene was played: once more, and alone, where it does not hold what it should. Some are about a second,
   * which is soon over for a process that has to wait for its turn.
   *
   * @param look throws where both sides do not agree
   */
  async judge(scene: RegistryScene, look: (played: Played) => void): Promise<void> {
    const from = this.#scenes.indexOf(scene);
    for (const next of this.#scenes.slice(from, from + WIDTH)) {
      this.#play(next);
    }
    try {
      look(await this.#play(scene));
    } catch {
      await this.settled();
      look(await playScene(scene, this.#stage()));
    }
  }

  /** Resolves when nothing is being played any more. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#played.values());
  }

  #play(scene: RegistryScene): Promise<Played> {
    const known = this.#played.get(scene);
    if (known !== undefined) {
      return known;
    }
    const played = playScene(scene, this.#stage());
    // Whoever looks at it hears of it.
    played.catch(() => {});
    this.#played.set(scene, played);
    return played;
  }
}
