import { expect } from "chai";
import { AddressRefusedError } from "../../src/registry/addressGuard.ts";
import {
  proxyError,
  readFailure,
  redirectFailure,
  timeoutFailure,
} from "../../src/registry/requestFailure.ts";

describe("readFailure()", () => {
  const coded = (code: string, message: string): Error => Object.assign(new Error(message), { code });

  const rows: [Error, string, string][] = [
    [
      coded("ENOTFOUND", "getaddrinfo ENOTFOUND registry.test"),
      "dns",
      "the host name does not resolve (ENOTFOUND)",
    ],
    [
      coded("EAI_AGAIN", "getaddrinfo EAI_AGAIN registry.test"),
      "dns",
      "the host name does not resolve (EAI_AGAIN)",
    ],
    [
      coded("ECONNREFUSED", "connect ECONNREFUSED 10.0.0.1:443"),
      "connect",
      "the connection failed: connect ECONNREFUSED 10.0.0.1:443 (ECONNREFUSED)",
    ],
    [
      coded("ECONNRESET", "read ECONNRESET"),
      "connect",
      "the connection failed: read ECONNRESET (ECONNRESET)",
    ],
    [
      coded("ECONNRESET", "Client network socket disconnected before secure TLS connection was established"),
      "tls",
      "the TLS handshake failed (ECONNRESET)",
    ],
    [
      coded("ERR_CLOSED", "other side closed"),
      "connect",
      "the other side has closed the connection without an answer, as it does where it wants a client certificate, or other TLS, and does not say so",
    ],
    [coded("EHOSTUNREACH", "no route"), "connect", "the connection failed: no route (EHOSTUNREACH)"],
    [coded("ETIMEDOUT", "connect ETIMEDOUT 10.0.0.1:443"), "timeout", "timed out (ETIMEDOUT)"],
    [
      coded(
        "DEPTH_ZERO_SELF_SIGNED_CERT",
        "self-signed certificate; if the root CA is installed locally, try this",
      ),
      "certificate",
      "the certificate is refused: self-signed certificate (DEPTH_ZERO_SELF_SIGNED_CERT)",
    ],
    [
      coded("CERT_HAS_EXPIRED", "certificate has expired"),
      "certificate",
      "the certificate is refused: certificate has expired (CERT_HAS_EXPIRED)",
    ],
    [
      coded("ERR_TLS_CERT_ALTNAME_INVALID", "Hostname/IP does not match certificate's altnames: proxy.test"),
      "certificate",
      "the certificate is refused: Hostname/IP does not match certificate's altnames: proxy.test (ERR_TLS_CERT_ALTNAME_INVALID)",
    ],
    [
      coded(
        "EPROTO",
        "write EPROTO 0081:error:0A00010B:SSL routines:\nssl3_get_record:wrong version number:\n",
      ),
      "tls",
      "the TLS handshake failed (EPROTO)",
    ],
    [
      coded("ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION", "long text"),
      "tls",
      "the TLS handshake failed (ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION)",
    ],
    [
      coded("ERR_STATUS_LINE", "its first line is none of HTTP"),
      "protocol",
      "the answer is no valid HTTP: its first line is none of HTTP",
    ],
    [
      coded("ERR_HEADERS_TOO_LARGE", "too many header fields"),
      "protocol",
      "the answer is no valid HTTP: too many header fields",
    ],
    [proxyError("it answered 407"), "proxy", "the proxy does not let us through: it answered 407"],
    [coded("ERR_REQUEST", "invalid request path"), "invalid", "invalid request path"],
    [
      new AddressRefusedError("a.test", "169.254.169.254", "link-local"),
      "address_refused",
      "address 169.254.169.254 of host a.test is refused: it is link-local; config.registries.allowedNetworks can allow it",
    ],
    [
      coded("ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED", "x"),
      "tls",
      "it wants a client certificate, which a hosts.toml below config.nodes.hostsDir can name (ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED)",
    ],
    [
      coded("UNSPECIFIED", "EE certificate key too weak: ee key too small"),
      "certificate",
      "the certificate is refused: its key is shorter than the 1024 bits that nodes ask for, and needs to be made anew",
    ],
    [new Error("odd"), "connect", "the connection failed: odd (ERR_UNKNOWN)"],
  ];
  for (const [error, failureClass, message] of rows) {
    it(`takes ${Reflect.get(error, "code") ?? "an error without a code"} for ${failureClass}`, () => {
      const failure = readFailure(error);
      expect([failure.failureClass, failure.message]).to.deep.equal([failureClass, message]);
    });
  }

  it("takes the first failure of several addresses", () => {
    const all = new AggregateError([
      coded("ECONNREFUSED", "connect ECONNREFUSED ::1:443"),
      coded("ETIMEDOUT", "x"),
    ]);
    expect(readFailure(all)).to.deep.equal({
      failureClass: "connect",
      code: "ECONNREFUSED",
      message: "the connection failed: connect ECONNREFUSED ::1:443 (ECONNREFUSED)",
      closed: false,
    });
  });

  it("reads what is no error", () => {
    expect(readFailure(undefined)).to.deep.include({ failureClass: "connect", code: "ERR_UNKNOWN" });
  });
});

describe("timeoutFailure()", () => {
  it("tells whether there was a connection", () => {
    expect(timeoutFailure(1_500, false).message).to.equal("no connection within 1.5 s");
    expect(timeoutFailure(15_000, true).message).to.equal("no complete answer within 15 s");
  });
});

describe("redirectFailure()", () => {
  it("keeps the problem", () => {
    expect(redirectFailure("round and round")).to.deep.equal({
      closed: false,
      failureClass: "redirect",
      code: "ERR_REDIRECT_REFUSED",
      message: "round and round",
    });
  });
});
