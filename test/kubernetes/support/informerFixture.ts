import type { ClusterClient } from "../../../src/kubernetes/client.ts";
import { type FakeClock, fakeClock } from "../../support/fakeClock.ts";
import type { LogLine } from "../../support/recordingLogger.ts";
import { until } from "../../support/until.ts";
import { type InformerUnderTest, informerUnderTest } from "./informerUnderTest.ts";
import { testClient } from "./testClient.ts";
import { type Exchange, startWatchServer, type WatchServer } from "./watchServer.ts";

/** As long as the first pause after a failure may be, and shorter than the second. */
export const FIRST_PAUSE = 1000;

/** A server that does as it is told, and an informer on it. */
export interface InformerFixture {
  readonly server: WatchServer;
  readonly clock: FakeClock;
  readonly client: ClusterClient;
  /** May be replaced by another, which is stopped at the end. */
  under: InformerUnderTest;
  phase(): string;
  /** Resolves when there have been so many watches, and all is well. */
  watching(count?: number): Promise<void>;
  /** Moves time on in small steps until something has happened; replies take real time in between. */
  advanceUntil(condition: () => boolean): Promise<void>;
  /** Moves time on second by second, with real time for replies in between. */
  advanceSlowly(seconds: number): Promise<void>;
  warnings(): readonly LogLine[];
}

/** Makes them anew for each test of the suite that calls this. */
export function informerFixture(): InformerFixture {
  const parts = {} as {
    server: WatchServer;
    clock: FakeClock;
    client: ClusterClient;
    under: InformerUnderTest;
  };
  beforeEach(async () => {
    parts.server = await startWatchServer();
    parts.clock = fakeClock();
    parts.client = testClient(parts.server.url, { clock: parts.clock });
    parts.under = informerUnderTest(parts.client, parts.clock);
  });
  afterEach(async () => {
    await parts.under.informer.stop();
    await parts.client.close();
    await parts.server.close();
  });
  const phase = () => parts.under.informer.status.phase;
  return Object.assign(parts, {
    phase,
    watching: (count = 1) => until(() => parts.server.watches.length === count && phase() === "synced"),
    async advanceUntil(condition: () => boolean) {
      await until(() => {
        void parts.clock.advance(50);
        return condition();
      });
    },
    async advanceSlowly(seconds: number) {
      for (let second = 0; second < seconds; second++) {
        await parts.clock.advance(1000);
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    warnings: () => parts.under.log.lines.filter(({ level }) => level === "warn"),
  });
}

/** Answers lists with some objects, at version 10, and opens watches. */
export function objects(...items: object[]): (exchange: Exchange) => void {
  return (exchange) => {
    if (exchange.isWatch) {
      exchange.open();
    } else {
      exchange.list(items, { resourceVersion: "10" });
    }
  };
}

export function last(exchanges: readonly Exchange[]): Exchange {
  const exchange = exchanges.at(-1);
  if (exchange === undefined) {
    throw new Error("there was no request yet");
  }
  return exchange;
}
