import { expect } from "chai";
import { AuthFile, AuthFileError } from "../../src/credentials/authFile.ts";

const auth = (who: string) => ({ auth: Buffer.from(who).toString("base64") });
const file = (document: object) => new AuthFile(JSON.stringify(document));
const userOf = (found: ReturnType<AuthFile["find"]>) =>
  "helper" in found ? `helper ${found.helper}` : found.credential?.username;

describe("AuthFile", () => {
  it("takes the longest key that is the name or above it, on whole segments, and no star", () => {
    const subject = file({
      auths: {
        "r.test": auth("host:x"),
        "r.test/team": auth("team:x"),
        "r.test/team/ap": auth("word:x"),
        "*.test": auth("star:x"),
      },
    });
    expect(userOf(subject.find("r.test/team/app"))).to.equal("team");
    expect(userOf(subject.find("r.test/other"))).to.equal("host");
    expect(userOf(subject.find("other.test/app"))).to.equal(undefined);
    expect(userOf(subject.find("r.test:5000/team"))).to.equal(undefined);
  });

  it("takes keys that are URLs, and Docker Hub's other names", () => {
    const subject = file({
      auths: { "https://index.docker.io/v1/": auth("hub:x"), "http://r.test/v2/": auth("r:x") },
    });
    expect(userOf(subject.find("docker.io/library/nginx"))).to.equal("hub");
    expect(userOf(subject.find("r.test/app"))).to.equal("r");
  });

  it("has the program asked that the file names for a registry", () => {
    const subject = file({ auths: { "r.test": auth("a:b") }, credHelpers: { "r.test": "ecr-login" } });
    expect(userOf(subject.find("r.test/app"))).to.equal("helper ecr-login");
  });

  it("reads user, password and refresh token, and nothing beside `auth`", () => {
    const subject = file({
      auths: {
        "a.test": { ...auth("u:p:q\0"), identitytoken: "t" },
        "b.test": { username: "u", password: "p" },
        "c.test": {},
      },
    });
    const found = subject.find("a.test/x");
    expect("credential" in found && found.credential).to.include({
      username: "u",
      password: "p:q",
      identityToken: "t",
    });
    expect(userOf(subject.find("b.test/x"))).to.equal(undefined);
    expect(userOf(subject.find("c.test/x"))).to.equal(undefined);
  });

  it("lets a bad entry spoil what it is for alone, without a word of it", () => {
    const subject = file({ auths: { "a.test": { auth: "s3cret?" }, "b.test": auth("u:p") } });
    expect(userOf(subject.find("b.test/x"))).to.equal("u");
    expect(() => subject.find("a.test/x")).to.throw(AuthFileError, "an entry's auth is not base64");
  });

  it("refuses what is none, without a word of it", () => {
    for (const text of ["{s3cret", "[]", '{"auths":["s3cret"]}', '{"auths":{"a":{"auth":1}}}']) {
      expect(() => new AuthFile(text), text)
        .to.throw(AuthFileError)
        .with.property("message")
        .that.does.not.include("s3cret");
    }
  });
});
