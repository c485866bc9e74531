import { parseSchemelessUrl } from "./schemelessUrl.ts";

/** What a repository name is compared by. */
interface Location {
  /** The labels of the host name. */
  readonly labels: readonly string[];
  /** Empty where there is none. */
  readonly port: string;
  readonly path: string;
}

/** A key of a docker config, ready to be compared. */
export interface KeyPattern {
  /** The key without scheme and API version: what keys are ordered by. */
  readonly normalised: string;
  /** As {@link hostKey} gives it; undefined where it is no single host. */
  readonly host: string | undefined;
  readonly matches: LocationMatcher;
}

/** No name of an image is longer, so none longer is covered by anything. */
const MAX_NAME_LENGTH = 1_024;

/**
 * Reads a key of a docker config as the kubelet does (pkg/credentialprovider of k8s.io/kubernetes): the scheme and a
 * leading `/v1/` or `/v2/` are dropped; `*` in the host stands for any text within one label; ports must be equal, and
 * so must the number of labels; the path is compared as a plain prefix, in the middle of a segment too.
 *
 * @returns undefined where the key is no URL; the kubelet passes such an entry over
 */
export function compileKey(key: string): KeyPattern | undefined {
  const url = parseSchemelessUrl(key.replace(/^https?:\/\//, ""));
  if (url === undefined) {
    return undefined;
  }
  const path = /^\/v[12]\//.test(url.path) ? url.path.slice("/v1".length) : url.path;
  const normalised = path === "/" ? url.host : url.host + path;
  // The kubelet parses the normalised text once more, which undoes one more level of percent-encoding.
  const location = locate(normalised);
  const host = location && hostKey(location);
  return {
    normalised,
    host: host === undefined || /[*[]/.test(host) ? undefined : host,
    matches: location === undefined ? NEVER : matcherOf(location),
  };
}

/** One for all: a function made on the spot would keep what it was made of. */
const NEVER = () => false;

/** Host and port as one text. */
export function hostKey({ labels, port }: Location): string {
  return `${labels.join(".")} ${port}`;
}

/** Whether a pattern covers a repository as {@link locate} gave it. */
type LocationMatcher = (location: Location | undefined) => boolean;

/**
 * A pattern of a host and a path, as it is written in `matchImages` of a kubelet's credential provider.
 *
 * @returns undefined where it is no URL
 */
export function compileLocation(pattern: string): LocationMatcher | undefined {
  const location = locate(pattern);
  return location && matcherOf(location);
}

function matcherOf(location: Location): LocationMatcher {
  if (location.labels.length > MAX_NAME_LENGTH) {
    return NEVER;
  }
  const labels = location.labels.map(compileLabel);
  return (target) =>
    target !== undefined &&
    location.port === target.port &&
    labels.length === target.labels.length &&
    target.path.startsWith(location.path) &&
    labels.every((matches, index) => matches(target.labels[index]!));
}

/** Splits a repository name such as `quay.io:443/team/app`; undefined where it is no URL. */
export function locate(repositoryName: string): Location | undefined {
  const url = parseSchemelessUrl(repositoryName);
  if (url === undefined) {
    return undefined;
  }
  const [, bracketed, name, port = ""] = HOST_AND_PORT.exec(url.host) ?? [];
  return { labels: (bracketed ?? name ?? url.host).split("."), port, path: url.path };
}

// With a port, brackets are taken off; without one they stay, and then form a character class that no host matches:
// a key `[::1]` without a port covers nothing.
const HOST_AND_PORT = /^(?:\[([^\]]*)\]|([^:[\]]*)):([0-9]*)$/;

function compileLabel(glob: string): (label: string) => boolean {
  // Stars weigh nothing, and the rest is what a label must hold.
  if (glob.includes("[") || glob.replaceAll("*", "").length > MAX_NAME_LENGTH) {
    return NEVER;
  }
  const pieces = glob.split("*");
  if (pieces.length === 1) {
    return (label) => label === glob;
  }
  const first = pieces[0]!;
  const last = pieces[pieces.length - 1]!;
  const middle = pieces.slice(1, -1).filter((piece) => piece !== "");
  return (label) => {
    // Greedy from the left is enough for `*` alone, and linear, unlike a regular expression of a user's making.
    if (label.length < first.length + last.length || !label.startsWith(first) || !label.endsWith(last)) {
      return false;
    }
    const end = label.length - last.length;
    let position = first.length;
    for (const piece of middle) {
      const found = label.indexOf(piece, position);
      if (found < 0 || found + piece.length > end) {
        return false;
      }
      position = found + piece.length;
    }
    return true;
  };
}
