import { expect } from "chai";
import { PasswordCheck } from "../../src/server/passwordCheck.ts";

const USERS = new Map([
  ["alice", "hash of a"],
  ["bob", "hash of b"],
]);

const ASKER = { client: "10.0.0.1", isThere: () => true };

/** Takes `hash of X` to be the hash of X; answers at once, or when told. */
function comparer() {
  const asked: string[] = [];
  const held: (() => void)[] = [];
  return {
    asked,
    held,
    holding: false,
    full: false,
    async compare(password: string, hash: string): Promise<boolean | undefined> {
      if (this.full) {
        return undefined;
      }
      asked.push(`${password} ? ${hash}`);
      if (this.holding) {
        await new Promise<void>((resolve) => held.push(resolve));
      }
      return hash === `hash of ${password}`;
    },
  };
}

describe("PasswordCheck.check()", () => {
  it("tells right from wrong, and asks once for each", async () => {
    const bcrypt = comparer();
    const check = new PasswordCheck(USERS, bcrypt);
    for (let round = 0; round < 3; round++) {
      expect(await check.check("alice", "a", ASKER)).to.equal("right");
      expect(await check.check("alice", "b", ASKER)).to.equal("wrong");
    }
    expect(bcrypt.asked).to.deep.equal(["a ? hash of a", "b ? hash of a"]);
  });

  it("compares an unknown user's password as well, always with the same hash, and refuses it even when it fits", async () => {
    const bcrypt = comparer();
    const check = new PasswordCheck(USERS, bcrypt);
    expect(await check.check("eve", "a", ASKER)).to.equal("wrong");
    expect(await check.check("eve", "b", ASKER)).to.equal("wrong");
    expect(bcrypt.asked).to.have.length(2);
    expect(new Set(bcrypt.asked.map((line) => line.slice(4)))).to.have.property("size", 1);
  });

  it("does not take one user's name and password for another's", async () => {
    const check = new PasswordCheck(new Map([["a", "hash of b:c"]]), comparer());
    expect(await check.check("a", "b:c", ASKER)).to.equal("right");
    expect(await check.check("a:b", "c", ASKER)).to.equal("wrong");
  });

  it("asks once for all who ask the same meanwhile", async () => {
    const bcrypt = comparer();
    bcrypt.holding = true;
    const check = new PasswordCheck(USERS, bcrypt);
    const verdicts = [check.check("alice", "a", ASKER), check.check("alice", "a", ASKER)];
    bcrypt.held[0]?.();
    expect(await Promise.all(verdicts)).to.deep.equal(["right", "right"]);
    expect(bcrypt.asked).to.have.length(1);
  });

  it("is busy when no more can be compared, save for what it remembers", async () => {
    const bcrypt = comparer();
    const check = new PasswordCheck(USERS, bcrypt);
    await check.check("alice", "a", ASKER);
    bcrypt.full = true;
    expect(await check.check("bob", "b", ASKER)).to.equal("busy");
    expect(await check.check("alice", "a", ASKER)).to.equal("right");
  });

  it("remembers who is right while somebody tries a thousand passwords", async () => {
    const bcrypt = comparer();
    const check = new PasswordCheck(USERS, bcrypt);
    await check.check("alice", "a", ASKER);
    for (let index = 0; index < 1_000; index++) {
      await check.check("alice", `a${index}`, ASKER);
    }
    const asked = bcrypt.asked.length;
    expect(await check.check("alice", "a", ASKER)).to.equal("right");
    expect(bcrypt.asked).to.have.length(asked);
    // Of the wrong ones only the latest are still known.
    await check.check("alice", "a999", ASKER);
    expect(bcrypt.asked).to.have.length(asked);
    await check.check("alice", "a0", ASKER);
    expect(bcrypt.asked).to.have.length(asked + 1);
  });

  it("asks again after an error", async () => {
    const bcrypt = comparer();
    const check = new PasswordCheck(USERS, {
      compare: (password, hash) =>
        bcrypt.asked.length === 0 && bcrypt.asked.push("failed")
          ? Promise.reject(new Error("broken"))
          : bcrypt.compare(password, hash),
    });
    expect(await check.check("alice", "a", ASKER).catch(String)).to.equal("Error: broken");
    expect(await check.check("alice", "a", ASKER)).to.equal("right");
  });

  it("forgets everything when users change, comparisons under way included", async () => {
    const bcrypt = comparer();
    const check = new PasswordCheck(USERS, bcrypt);
    await check.check("alice", "a", ASKER);
    bcrypt.holding = true;
    const early = check.check("bob", "b", ASKER);
    check.setUsers(
      new Map([
        ["alice", "hash of new"],
        ["bob", "hash of new"],
      ]),
    );
    bcrypt.held[0]?.();
    bcrypt.holding = false;
    expect(await early).to.equal("right");
    expect(await check.check("alice", "a", ASKER)).to.equal("wrong");
    expect(await check.check("bob", "b", ASKER)).to.equal("wrong");
    expect(await check.check("alice", "new", ASKER)).to.equal("right");
  });
});
