import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect } from "chai";
import { makeCredential } from "../../src/credentials/credential.ts";
import {
  type DockerConfigFormat,
  MAX_ENTRIES,
  type ParsedDockerConfig,
  parseDockerConfig,
} from "../../src/credentials/dockerConfig.ts";
import { compileKey } from "../../src/credentials/keyPattern.ts";
import { distinctCredentials, Keyring } from "../../src/credentials/keyring.ts";
import { parseReference, repositoryName } from "../../src/image/reference.ts";
import { boundedText } from "../../src/text/boundedText.ts";

describe("Keyring", () => {
  it("lookup() finds the users that the kubelet finds, in its order, in every vector", () => {
    // Order is free among entries whose keys mean the same, so those are sorted on both sides.
    const vectors = readVectors<{ dockerConfig: unknown; image: string; users: string[] }>("keyring.jsonl");
    expect(vectors).to.have.lengthOf(1000);
    for (const { dockerConfig, image, users } of vectors) {
      const config = parseDockerConfig("dockerconfigjson", JSON.stringify(dockerConfig));
      const entries = entriesOf(config);
      const meaning = new Map(
        entries.map(({ key, credential }) => [credential.username, compileKey(key)?.normalised ?? ""]),
      );
      const canonical = (names: readonly string[]) => {
        const groups: string[][] = [];
        for (const name of names) {
          const last = groups.at(-1);
          if (last !== undefined && meaning.get(last[0]!) === meaning.get(name)) {
            last.push(name);
          } else {
            groups.push([name]);
          }
        }
        return groups.map((group) => group.sort());
      };
      const found = new Keyring([{ source: "file", entries }]).lookup(nameOf(image));
      expect(
        canonical(found.map(({ credential }) => credential.username)),
        JSON.stringify({ dockerConfig, image }),
      ).to.deep.equal(canonical(users));
    }
  });

  it("lookup() and parseDockerConfig() agree with the kubelet on odd keys, several secrets and malformed ones", () => {
    const vectors = readVectors<{
      format: DockerConfigFormat;
      texts: string[];
      image: string;
      ok: boolean;
      users: string[];
    }>("keyring-edge.jsonl");
    for (const { format, texts, image, ok, users } of vectors) {
      const configs = texts.map((text) => parseDockerConfig(format, text));
      const context = JSON.stringify({ format, texts, image });
      expect(
        configs.every((config) => config.ok),
        context,
      ).to.equal(ok);
      if (ok) {
        const keyring = new Keyring(configs.map((config) => ({ source: "", entries: entriesOf(config) })));
        const found = keyring.lookup(nameOf(image));
        expect(
          found.map(({ credential: { username, password } }) => `${username}|${password}`.toWellFormed()),
          context,
        ).to.deep.equal(users);
      }
    }
  });

  const cases: [does: string, keys: string[], name: string, expected: string[]][] = [
    ["finds nothing in an empty keyring", [], "quay.io/team/app", []],
    [
      "puts the longer path first",
      ["quay.io", "quay.io/team"],
      "quay.io/team/app",
      ["quay.io/team", "quay.io"],
    ],
    ["compares paths in the middle of a segment too", ["quay.io/te"], "quay.io/team/app", ["quay.io/te"]],
    ["matches one label per asterisk", ["*.example.com"], "a.b.example.com/app", []],
    ["asks for equal ports", ["quay.io"], "quay.io:443/app", []],
    ["takes no port 443 for granted", ["quay.io:443"], "quay.io/app", []],
    [
      "falls back to index.docker.io at Docker Hub",
      ["https://index.docker.io/v1/"],
      "docker.io/library/nginx",
      ["https://index.docker.io/v1/"],
    ],
    [
      "leaves index.docker.io out where docker.io matches",
      ["https://index.docker.io/v1/", "docker.io"],
      "docker.io/library/nginx",
      ["docker.io"],
    ],
    [
      "does not know registry-1.docker.io as Docker Hub",
      ["registry-1.docker.io"],
      "docker.io/library/nginx",
      [],
    ],
    ["takes localhost for Docker Hub", ["index.docker.io"], "localhost/app", ["index.docker.io"]],
    ["finds an IPv6 registry by its port", ["[::1]:5000"], "[::1]:5000/app", ["[::1]:5000"]],
    ["cannot find an IPv6 registry without a port", ["[::1]"], "[::1]/app", []],
  ];
  for (const [does, keys, name, expected] of cases) {
    it(`lookup() ${does}`, () => {
      const entries = keys.map((key) => ({
        key,
        credential: makeCredential({ username: key, password: "" }),
      }));
      const found = new Keyring([{ source: "secret a/b", entries }]).lookup(name);
      expect(found.map(({ key }) => key)).to.deep.equal(expected);
    });
  }

  for (const [name, user] of [
    ["reg.io/team/app", "app"],
    ["reg.io/team/apple", "team"],
    ["reg.io/teams", "host"],
    ["reg.io:5000/team", undefined],
    ["a.reg.io/x", undefined],
    ["other.io/x", undefined],
  ] as const) {
    it(`lookupAsAuthFile() takes one credential, of whole segments, for ${name}`, () => {
      const keys = {
        "reg.io": "host",
        "https://reg.io/team": "team",
        "reg.io/team/app": "app",
        "*.reg.io": "star",
      };
      const entries = Object.entries(keys).map(([key, username]) => ({
        key,
        credential: makeCredential({ username, password: "p" }),
      }));
      const found = new Keyring([{ source: "file", entries }]).lookupAsAuthFile(name);
      expect(found.map(({ credential }) => credential.username)).to.deep.equal(
        user === undefined ? [] : [user],
      );
    });
  }

  it("lookup() tells source and key, without the user info in a key", () => {
    const credential = makeCredential({ username: "u", password: "p" });
    const keyring = new Keyring([
      { source: "secret shop/a", entries: [{ key: "https://u:hunter2@quay.io/v1/", credential }] },
      { source: "secret shop/b", entries: [{ key: "quay.io", credential }] },
    ]);
    expect(keyring.lookup("quay.io/app")).to.deep.equal([
      { source: "secret shop/a", key: "https://***@quay.io/v1/", credential },
      { source: "secret shop/b", key: "quay.io", credential },
    ]);
  });
});

describe("Keyring of docker configs that somebody has made as large as they may be", () => {
  const config = (keyOf: (index: number) => string) => ({
    source: "secret a/b",
    entries: Array.from({ length: MAX_ENTRIES }, (_, index) => ({
      key: keyOf(index),
      credential: makeCredential({ username: `${index}`, password: "" }),
    })),
  });

  it("lookup() reads each key once, however many keyrings and images there are", () => {
    let reads = 0;
    const entries = config((index) => `h${index}.io`).entries.map((entry) => ({
      ...entry,
      get key() {
        reads += 1;
        return entry.key;
      },
    }));
    const one = { source: "secret a/b", entries };
    const others = Array.from({ length: 50 }, (_, index) => config(() => `o${index}.io`));
    for (let round = 0; round < 50; round++) {
      const keyring = new Keyring([...others.slice(round), one]);
      expect(keyring.lookup(`h${round}.io/app`)).to.have.lengthOf(1);
      expect(keyring.lookup("else.io/app")).to.deep.equal([]);
    }
    // Compiled, and shown.
    expect(reads).to.be.at.most(2 * MAX_ENTRIES);
  });

  it("lookup() compares no key that is for another host", () => {
    const starts = String.prototype.startsWith;
    let compared = 0;
    const keyring = new Keyring([config((index) => `h${index}.io/team`)]);
    keyring.lookup("x.io/app");
    String.prototype.startsWith = function (this: string, ...args) {
      compared += 1;
      return starts.apply(this, args);
    };
    try {
      expect(keyring.lookup("h7.io/team/app")).to.have.lengthOf(1);
    } finally {
      String.prototype.startsWith = starts;
    }
    expect(compared).to.be.below(10);
  });

  for (const [what, key] of [
    ["a host of as many labels as fit", ".".repeat(250_000)],
    ["stars with a letter between", "*a".repeat(125_000)],
    ["a path of a quarter of a megabyte", `reg.io/${"a".repeat(250_000)}`],
    ["a host of a quarter of a megabyte", "a".repeat(250_000)],
  ] as const) {
    it(`lookup() keeps about the key's length of ${what}, which covers nothing`, () => {
      setFlagsFromString("--expose-gc");
      const collect = runInNewContext("gc") as () => void;
      const credential = makeCredential({ username: "u", password: "" });
      // A text of its own for each, as from JSON.
      const configs = Array.from({ length: 10 }, (_, index) => ({
        source: "secret a/b",
        entries: [{ key: Buffer.from(`${key}${index}`).toString(), credential }],
      }));
      collect();
      const before = process.memoryUsage().heapUsed;
      expect(new Keyring(configs).lookup("reg.io/app")).to.deep.equal([]);
      collect();
      const kept = (process.memoryUsage().heapUsed - before) / configs.length;
      expect(kept).to.be.below(5 * key.length);
    });
  }

  it("lookup() takes as many stars as there are for one", () => {
    const keyring = new Keyring([config((index) => (index ? `${index}` : `${"*".repeat(250_000)}.io`))]);
    expect(keyring.lookup("reg.io/app").map(({ key }) => key.length)).to.deep.equal([
      boundedText("*".repeat(250_003)).length,
    ]);
  });
});

describe("distinctCredentials", () => {
  it("distinctCredentials() keeps the first of equal credentials, in order", () => {
    const a = makeCredential({ username: "a", password: "1" });
    const b = makeCredential({ username: "b", password: "1" });
    const matched = [a, b, makeCredential({ username: "a", password: "1" })].map((credential) => ({
      credential,
      source: "s",
      key: "k",
    }));
    expect(distinctCredentials(matched)).to.deep.equal([a, b]);
  });
});

function readVectors<T>(file: string): T[] {
  const text = readFileSync(new URL(`../vectors/${file}`, import.meta.url), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as T);
}

function entriesOf(config: ParsedDockerConfig) {
  if (!config.ok) {
    throw new Error(config.error);
  }
  return config.entries;
}

function nameOf(image: string): string {
  const parsed = parseReference(image);
  if (!parsed.ok) {
    throw new Error(parsed.error);
  }
  return repositoryName(parsed.reference);
}
