import { expect } from "chai";
import { UnboundRoles } from "../../src/leftovers/unboundRoles.ts";

const named = (name: string, namespace = "shop") => ({
  namespace,
  resource: "r",
  kind: "K",
  name,
  created: undefined,
});
const account = (name: string, namespace?: string) => ({
  kind: "ServiceAccount",
  name,
  ...(namespace !== undefined && { namespace }),
});
const binding = (role: string, subjects: readonly object[] | undefined, kind = "Role") => ({
  roleRef: { kind, name: role },
  subjects,
});

describe("UnboundRoles", () => {
  let all: UnboundRoles;
  beforeEach(() => {
    all = new UnboundRoles();
    all.noteRole(named("a"), true);
    all.noteRole(named("b"), true);
    all.noteRole(named("a", "other"), false);
    all.noteClusterRole("view");
    all.noteAccount(named("ci", "ci"));
  });
  const idle = () => all.idleBindings().map(([{ name }, reason]) => [name, reason]);

  it("unbound() tells roles that no binding of their namespace grants", () => {
    all.noteBinding(binding("a", []), named("x"), false);
    all.noteBinding(binding("b", []), named("x", "other"), true);
    all.noteBinding(binding("b", [], "ClusterRole"), named("y"), true);
    expect(all.unbound()).to.deep.equal([named("b")]);
  });
  it("idleBindings() tells those whose role is not there, or nobody of theirs", () => {
    all.noteBinding(binding("a", [account("ci", "ci")]), named("good"), true);
    all.noteBinding(binding("view", [{ kind: "User", name: "u" }], "ClusterRole"), named("user"), true);
    all.noteBinding(binding("a", [account("gone"), { kind: "Group", name: "g" }]), named("group"), true);
    all.noteBinding(binding("c", [account("ci", "ci")]), named("no-role"), true);
    all.noteBinding(binding("edit", [account("ci", "ci")], "ClusterRole"), named("no-cluster-role"), true);
    all.noteBinding(binding("a", [account("ci")]), named("no-account"), true);
    all.noteBinding(binding("a", undefined), named("nobody"), true);
    all.noteBinding(binding("c", []), named("not-told"), false);
    expect(idle()).to.deep.equal([
      ["no-role", "there is no Role c, which it grants"],
      ["no-cluster-role", "there is no ClusterRole edit, which it grants"],
      ["no-account", "none of its service accounts is there"],
      ["nobody", "it grants nobody anything"],
    ]);
  });
});
