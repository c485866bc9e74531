import { resolve } from "node:path";
import type { Plugin } from "esbuild";

/** Where its modules are. */
const CLIENT = /[\\/]node_modules[\\/]@kubernetes[\\/]client-node[\\/]/;
const OWN_LOOKUP = Symbol("own lookup");

/**
 * What of undici there is. An import of anything else ends the build; `fetch` is named by modules of client-node that nobody
 * asks for.
 */
const LEAN_UNDICI = `
  import Agent from "undici/lib/dispatcher/agent.js";
  import api from "undici/lib/api/index.js";
  import Dispatcher from "undici/lib/dispatcher/dispatcher.js";
  import Pool from "undici/lib/dispatcher/pool.js";
  import ProxyAgent from "undici/lib/dispatcher/proxy-agent.js";
  Object.assign(Dispatcher.prototype, api);
  export { Agent, Pool, ProxyAgent };
  export function fetch() { throw new Error("it is not in the bundle"); }
`;

/**
 * Leaves out of the bundle what is loaded and never used: 20 MB of the exporter's memory and half of its start.
 *
 * - `@kubernetes/client-node` does not say that its modules do nothing when they are loaded, so that all of them would
 *   be kept.
 * - Of `undici` we use a half: no fetch, no caches, no mocks.
 * - Importing `node:http` as a module touches all that it exports, and so loads a whole WebSocket and fetch
 *   implementation that is in Node.js. Asked for as a built-in, it does not.
 */
export const leanDependencies: Plugin = {
  name: "lean-dependencies",
  setup(build) {
    build.onResolve({ filter: /^@kubernetes\/client-node$/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === OWN_LOOKUP) {
        return undefined;
      }
      const { importer, resolveDir, kind } = from;
      const found = await build.resolve(path, { importer, resolveDir, kind, pluginData: OWN_LOOKUP });
      return { ...found, sideEffects: false };
    });
    // Its modules name each other by whole file names.
    build.onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ path, importer, resolveDir }) => {
      if (!CLIENT.test(importer)) {
        return undefined;
      }
      return { path: resolve(resolveDir, path), sideEffects: false };
    });
    build.onResolve({ filter: /^undici$/ }, () => ({ path: "undici", namespace: "lean" }));
    build.onResolve({ filter: /^(?:node:)?http$/ }, () => ({ path: "http", namespace: "lean" }));

    build.onLoad({ filter: /^undici$/, namespace: "lean" }, () => ({
      contents: LEAN_UNDICI,
      resolveDir: build.initialOptions.absWorkingDir ?? process.cwd(),
    }));
    build.onLoad({ filter: /^http$/, namespace: "lean" }, () => ({
      contents: 'module.exports = process.getBuiltinModule("node:http");',
    }));
  },
};
