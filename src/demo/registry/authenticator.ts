import { type AccessRule, type Action, allowedActions, formatScope, type Resource } from "./access.ts";
import { errorReply, type RegistryRequest, type Reply } from "./exchange.ts";
import { basicCredentials, passwordUser, type Users } from "./users.ts";

/** Whether a request may do what it wants; the reply otherwise. */
export type Admission = { readonly ok: true } | { readonly ok: false; readonly reply: Reply };

/** Decides on a request; `needed` is undefined where being somebody is enough. */
export type Authenticator = (request: RegistryRequest, needed: Resource | undefined) => Admission;

const ADMITTED: Admission = { ok: true };

export const admitEverybody: Authenticator = () => ADMITTED;

/** HTTP Basic (RFC 7617), as `htpasswd` registries have it; wrong credentials are refused whatever the rules say. */
export function basicAuthenticator(options: {
  readonly realm: string;
  readonly users: Users;
  readonly rules: readonly AccessRule[];
}): Authenticator {
  const challenge = `Basic realm="${options.realm}"`;
  return (request, needed) => {
    const given = request.headers.authorization;
    const user = passwordUser(options.users, basicCredentials(given));
    if (given !== undefined && user === undefined) {
      return unauthorized(challenge, needed);
    }
    if (needed === undefined) {
      return user === undefined ? unauthorized(challenge, needed) : ADMITTED;
    }
    if (allowedActions(options.rules, user, needed).length === needed.actions.length) {
      return ADMITTED;
    }
    return user === undefined ? unauthorized(challenge, needed) : denied(needed);
  };
}

/** What a token allows; undefined for a token that is not known, or not any more. */
export type TokenReader = (token: string) => readonly Resource[] | undefined;

/** Bearer tokens (RFC 6750) of a token service, challenged for as the distribution project's registry does. */
export function tokenAuthenticator(options: {
  readonly realm: string;
  readonly service: string;
  readonly readToken: TokenReader;
}): Authenticator {
  return (request, needed) => {
    const scope = needed === undefined ? "" : `,scope="${formatScope(needed)}"`;
    const challenge = `Bearer realm="${options.realm}",service="${options.service}"${scope}`;
    const token = /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1];
    if (token === undefined) {
      return unauthorized(challenge, needed);
    }
    const granted = options.readToken(token);
    if (granted === undefined) {
      return unauthorized(`${challenge},error="invalid_token"`, needed);
    }
    return needed === undefined || covers(granted, needed)
      ? ADMITTED
      : unauthorized(`${challenge},error="insufficient_scope"`, needed);
  };
}

function covers(granted: readonly Resource[], needed: Resource): boolean {
  const actions = new Set<Action>(
    granted
      .filter(({ type, name }) => type === needed.type && name === needed.name)
      .flatMap((resource) => resource.actions),
  );
  return needed.actions.every((action) => actions.has(action));
}

function unauthorized(challenge: string, needed: Resource | undefined): Admission {
  return {
    ok: false,
    reply: errorReply(401, "UNAUTHORIZED", {
      detail: accessDetail(needed),
      headers: { "www-authenticate": challenge },
    }),
  };
}

function denied(needed: Resource): Admission {
  return { ok: false, reply: errorReply(403, "DENIED", { detail: accessDetail(needed) }) };
}

function accessDetail(needed: Resource | undefined): unknown {
  if (needed === undefined) {
    return null;
  }
  return needed.actions.map((action) => ({
    Type: needed.type,
    Class: "",
    Name: needed.name,
    Action: action,
  }));
}
