import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { readWebConfigFile } from "../../src/server/webConfigFile.ts";
import { makeAuthority, makeServerCertificate } from "../support/certificates.ts";

const signal = new AbortController().signal;
/** Of the password "secret". */
const HASH = "$2y$04$nxW8b2Csvwq4oQSMuQcnl.PDF3ln91qxk4IRHEGpTYdyv0xSEjnXi";

describe("readWebConfigFile()", () => {
  let folder: string;
  let file: string;
  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "web-config-")));
    file = join(folder, "web.yaml");
    const [server, other, ca] = await Promise.all([
      makeServerCertificate(["localhost"]),
      makeServerCertificate(["localhost"]),
      makeAuthority(),
    ]);
    const files = {
      "tls.crt": server.cert,
      "tls.key": server.key,
      "other.key": other.key,
      "ca.crt": ca.cert,
      "broken.crt": server.cert.replace(/\n.{20}/, "\n"),
      "notes.txt": "nothing of use\n",
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  });
  after(() => rmSync(folder, { recursive: true }));

  const read = (text: string) => {
    writeFileSync(file, text);
    return readWebConfigFile(file, { signal });
  };
  const tls = (...lines: readonly string[]) =>
    ["tls_server_config:", "cert_file: tls.crt", "key_file: tls.key", ...lines].join("\n  ");

  describe("accepts", () => {
    const VALID: Readonly<Record<string, { text: string; expected: Readonly<Record<string, unknown>> }>> = {
      "an empty file": { text: "", expected: { tls: undefined, rateLimit: undefined, secure: undefined } },
      "sections without content": {
        text: "tls_server_config:\nhttp_server_config: {}\nbasic_auth_users:\nrate_limit:\n",
        expected: { tls: undefined, rateLimit: undefined, secure: undefined },
      },
      "settings that make no TLS by themselves": {
        text: "tls_server_config: {min_version: TLS13, cert_file: ''}",
        expected: { tls: undefined },
      },
      "a rate limit": {
        text: "rate_limit: {interval: 100ms, burst: 3}",
        expected: { rateLimit: { intervalMs: 100, burst: 3 } },
      },
      "a rate limit that is switched off": {
        text: "rate_limit: {interval: 0}",
        expected: { rateLimit: undefined },
      },
    };
    for (const [what, { text, expected }] of Object.entries(VALID)) {
      it(`${what}`, async () => {
        const config = await read(text);
        expect(config.users.size + config.headers.size).to.equal(0);
        for (const [key, value] of Object.entries(expected)) expect(config).to.have.deep.property(key, value);
      });
    }

    it("certificates in files beside it", async () => {
      const { tls: read1, secure } = await read(tls());
      expect(read1).to.deep.equal({
        cert: { key: "cert_file", file: "tls.crt" },
        key: { key: "key_file", file: "tls.key" },
        clientCa: undefined,
        clientAuth: "none",
        allowedSans: undefined,
        minVersion: "TLSv1.2",
        maxVersion: "TLSv1.3",
        ciphers: undefined,
        curves: undefined,
        serverPrefers: true,
      });
      expect(secure?.cert).to.match(/^-----BEGIN CERTIFICATE-----/);
    });

    it("certificates inline", async () => {
      const { cert, key } = await makeServerCertificate(["localhost"]);
      const text = JSON.stringify({
        tls_server_config: { cert, key, client_ca: cert, client_auth_type: "RequestClientCert" },
      });
      expect((await read(text)).secure).to.include({ cert, key, ca: cert });
    });

    it("every cipher suite and curve that exporters know", async () => {
      const { secure } = await read(
        tls(
          "cipher_suites:",
          ...["ECDSA", "RSA"].flatMap((key) =>
            [
              "AES_128_CBC_SHA",
              "AES_256_CBC_SHA",
              "AES_128_GCM_SHA256",
              "AES_256_GCM_SHA384",
              "CHACHA20_POLY1305_SHA256",
            ].map((name) => `- TLS_ECDHE_${key}_WITH_${name}`),
          ),
          "- TLS_AES_128_GCM_SHA256",
          "curve_preferences: [CurveP521, CurveP384, CurveP256, X25519]",
          "prefer_server_cipher_suites: false",
        ),
      );
      expect(secure).to.include({ ecdhCurve: "P-521:P-384:P-256:X25519", honorCipherOrder: false });
      expect(secure?.ciphers).to.match(
        /^ECDHE-ECDSA-AES128-SHA:.*:TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384/,
      );
    });

    it("old versions as a minimum, though 1.2 is the least it speaks", async () => {
      expect((await read(tls("min_version: TLS10"))).secure).to.include({
        minVersion: "TLSv1.2",
        maxVersion: "TLSv1.3",
      });
    });

    for (const [name, clientAuth] of Object.entries({
      NoClientCert: "none",
      RequestClientCert: "request",
      RequireClientCert: "require",
      RequireAnyClientCert: "require",
      VerifyClientCertIfGiven: "verifyIfGiven",
      RequireAndVerifyClientCert: "requireAndVerify",
    })) {
      it(`client_auth_type ${name}`, async () => {
        expect((await read(tls(`client_auth_type: ${name}`))).tls).to.include({ clientAuth });
      });
    }

    it("users, and headers with numbers", async () => {
      const config = await read(
        `basic_auth_users: {alice: ${HASH}, 1234: ${HASH}}\n` +
          "http_server_config: {http2: false, headers: {X-XSS-Protection: 0, X-Frame-Options: deny, Content-Security-Policy: ''}}",
      );
      expect([...config.users]).to.have.deep.members([
        ["alice", HASH],
        ["1234", HASH],
      ]);
      expect([...config.headers]).to.deep.equal([
        ["X-XSS-Protection", "0"],
        ["X-Frame-Options", "deny"],
      ]);
    });
  });

  describe("refuses in one line", () => {
    const INVALID: Readonly<Record<string, readonly [text: string, problem: string]>> = {
      "what is no YAML": ["a: [1\nb: 2", "line 2, column 1 is not YAML (bad indent)"],
      "a scalar, without showing it": [HASH, "expected a map of keys, given a string"],
      "a key twice": ["basic_auth_users: {a: x, a: y}", "line 1, column 26 is not YAML (duplicate key)"],
      "an alias of nothing": ["basic_auth_users: *nobody", "its aliases cannot be resolved"],
      "an unknown key": ["tls_config: {}", "tls_config: unknown key"],
      "a mistyped key": [
        tls("client_ca_fil: ca.crt"),
        "tls_server_config.client_ca_fil: unknown key; did you mean tls_server_config.client_ca_file?",
      ],
      "a list for a map": [
        "basic_auth_users: [alice]",
        "basic_auth_users: expected a map of keys, given a list",
      ],
      "no key": [
        "tls_server_config: {cert_file: tls.crt}",
        "tls_server_config.key_file: expected a path, given nothing",
      ],
      "no certificate": [
        "tls_server_config: {key_file: tls.key}",
        "tls_server_config.cert_file: expected a path, given nothing",
      ],
      "a client_auth_type alone": [
        "tls_server_config: {client_auth_type: RequireAnyClientCert}",
        "tls_server_config.cert_file: expected a path, given nothing",
      ],
      "a path that is none": [
        "tls_server_config: {cert_file: 5}",
        "tls_server_config.cert_file: expected a path, given a number",
      ],
      "both file and text": [
        tls("cert: x"),
        "tls_server_config.cert: expected either this or tls_server_config.cert_file, given both",
      ],
      "a file that is not there": [
        "tls_server_config: {cert_file: no.crt, key_file: tls.key}",
        "tls_server_config.cert_file: cannot read no.crt: no such file",
      ],
      "a file without a certificate": [
        "tls_server_config: {cert_file: notes.txt, key_file: tls.key}",
        "tls_server_config.cert_file: expected PEM certificates, given none in notes.txt",
      ],
      "a certificate that is broken": [
        "tls_server_config: {cert_file: broken.crt, key_file: tls.key}",
        "tls_server_config.cert_file: certificate 1 in broken.crt cannot be read",
      ],
      "a file without a key": [
        "tls_server_config: {cert_file: tls.crt, key_file: notes.txt}",
        "tls_server_config.key_file: expected a PEM private key without a passphrase, given none in notes.txt",
      ],
      "another certificate's key": [
        "tls_server_config: {cert_file: tls.crt, key_file: other.key}",
        "tls_server_config.key_file: the key in other.key does not belong to the certificate",
      ],
      "a key inline that is none, without showing it": [
        "tls_server_config: {cert_file: tls.crt, key: hunter2}",
        "tls_server_config.key: expected a PEM private key without a passphrase, given none",
      ],
      "an authority without a certificate": [
        tls("client_auth_type: RequireAndVerifyClientCert", "client_ca_file: notes.txt"),
        "tls_server_config.client_ca_file: expected PEM certificates, given none in notes.txt",
      ],
      "an authority of nobody": [
        tls("client_ca_file: ca.crt"),
        "tls_server_config.client_ca_file: expected only with a client_auth_type that asks clients for a certificate",
      ],
      "an unknown client_auth_type": [
        tls("client_auth_type: Always"),
        'tls_server_config.client_auth_type: expected one of NoClientCert, RequestClientCert, RequireAnyClientCert, RequireClientCert, VerifyClientCertIfGiven, RequireAndVerifyClientCert, given "Always"',
      ],
      "names that no certificate is needed for": [
        tls("client_auth_type: VerifyClientCertIfGiven", "client_allowed_sans: [prometheus]"),
        "tls_server_config.client_allowed_sans: expected only with client_auth_type RequireAnyClientCert or RequireAndVerifyClientCert",
      ],
      "names that are none": [
        tls("client_auth_type: RequireAnyClientCert", "client_allowed_sans: [1]"),
        "tls_server_config.client_allowed_sans: expected a list of names, addresses and URIs",
      ],
      "an unknown version": [
        tls("min_version: '1.2'"),
        'tls_server_config.min_version: expected one of TLS13, TLS12, TLS11, TLS10, given "1.2"',
      ],
      "a version that is too old": [
        tls("max_version: TLS11"),
        'tls_server_config.max_version: expected one of TLS13, TLS12, given "TLS11"',
      ],
      "versions the wrong way round": [
        tls("min_version: TLS13", "max_version: TLS12"),
        "tls_server_config.max_version: expected at least min_version",
      ],
      "an unknown cipher suite": [
        tls("cipher_suites: [TLS_AES_256_GCM_SHA384, TLS_RSA_WITH_RC4_128_SHA]"),
        'tls_server_config.cipher_suites[1]: expected a name such as TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, given "TLS_RSA_WITH_RC4_128_SHA"',
      ],
      "an unknown curve": [
        tls("curve_preferences: [secp256k1]"),
        'tls_server_config.curve_preferences[0]: expected one of CurveP256, CurveP384, CurveP521, X25519, given "secp256k1"',
      ],
      "a list that is none": [
        tls("cipher_suites: all"),
        "tls_server_config.cipher_suites: expected a list, given a string",
      ],
      "a boolean that is none": [
        "http_server_config: {http2: 'no'}",
        'http_server_config.http2: expected true or false, given "no"',
      ],
      "a header that may not be set": [
        "http_server_config: {headers: {Server: nginx}}",
        "http_server_config.headers.Server: unknown key",
      ],
      "a header's value that is not allowed": [
        "http_server_config: {headers: {X-Frame-Options: allow}}",
        'http_server_config.headers.X-Frame-Options: expected deny or sameorigin, given "allow"',
      ],
      "a header that would make two": [
        'http_server_config: {headers: {Content-Security-Policy: "a\\r\\nSet-Cookie: b"}}',
        "http_server_config.headers.Content-Security-Policy: expected printable characters of ASCII only",
      ],
      "a password as it is, without showing it": [
        "basic_auth_users: {alice: hunter2}",
        "basic_auth_users.alice: expected a bcrypt hash, as `htpasswd -nB` makes it, given something else",
      ],
      "a hash in the place of a name, without showing it": [
        `basic_auth_users: {"${HASH}": alice}`,
        "basic_auth_users.…: expected a bcrypt hash, as `htpasswd -nB` makes it, given something else",
      ],
      "a hash that takes minutes": [
        `basic_auth_users: {alice: ${HASH.replace("$04$", "$22$")}}`,
        "basic_auth_users.alice: expected a bcrypt hash with a cost from 4 to 16, given a cost of 22",
      ],
      "a user whose name would never be read": [
        `basic_auth_users: {"a:b": ${HASH}}`,
        'basic_auth_users."a:b": expected a user name without a colon',
      ],
      "an interval that is none": [
        "rate_limit: {interval: often}",
        'rate_limit.interval: expected a duration such as 100ms or 1s, given "often"',
      ],
      "a burst that is none": [
        "rate_limit: {burst: -1}",
        "rate_limit.burst: expected an integer from 0, given -1",
      ],
      "a limit that lets nobody in": [
        "rate_limit: {interval: 1s}",
        "rate_limit.burst: expected at least 1 where an interval is set: 0 lets nobody in",
      ],
    };
    for (const [what, [text, problem]] of Object.entries(INVALID)) {
      it(`${what}`, async () => {
        const error: unknown = await read(text).catch((reason: unknown) => reason);
        expect(error).to.include({
          name: "WebConfigError",
          message: `Cannot use the web configuration file ${file}: ${problem}`,
        });
      });
    }

    it("a file that is not there", async () => {
      const error: unknown = await readWebConfigFile(`${file}.no`, { signal }).catch(
        (reason: unknown) => reason,
      );
      expect(error).to.include({ message: `Cannot use the web configuration file ${file}.no: no such file` });
    });
  });

  it("gives the same fingerprint for the same contents, another one for others", async () => {
    const first = await read(tls());
    expect((await read(tls())).fingerprint).to.equal(first.fingerprint);
    expect((await read(`${tls()}\n`)).fingerprint).not.to.equal(first.fingerprint);
    writeFileSync(join(folder, "ca.crt"), (await makeAuthority()).cert);
    const withCa = tls("client_auth_type: RequireAndVerifyClientCert", "client_ca_file: ca.crt");
    const before = await read(withCa);
    writeFileSync(join(folder, "ca.crt"), (await makeAuthority()).cert);
    expect((await read(withCa)).fingerprint).not.to.equal(before.fingerprint);
  });
});
