import { expect } from "chai";
import { readWebConfigFile } from "../../src/server/webConfigFile.ts";
import { HASH, signal, tls, webConfigFolder } from "./webConfigFolder.ts";

describe("readWebConfigFile()", () => {
  const folder = webConfigFolder();
  const { read } = folder;

  describe("refuses in one line", () => {
    const INVALID: Readonly<Record<string, readonly [text: string, problem: string]>> = {
      "what is no YAML": ["a: [1\nb: 2", "line 2, column 1 is not YAML (bad indent)"],
      "a scalar, without showing it": [HASH, "expected a map of keys, given a string"],
      "a key twice": ["basic_auth_users: {a: x, a: y}", "line 1, column 26 is not YAML (duplicate key)"],
      "what is deep": [
        "[".repeat(2_000),
        "Expected at most 256 levels of maps and lists, given more at line 1, column 257",
      ],
      "what is large": [
        "a: b\n".repeat(20_000),
        "Expected at most 10000 words and signs, given more at line 1429, column 3",
      ],
      "a second document": ["{}\n---\n{}", "line 2, column 1 is not YAML (multiple docs)"],
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
      "certificates that any authority may have signed": [
        tls("client_auth_type: RequireAndVerifyClientCert"),
        "tls_server_config.client_ca_file: expected the authorities of clients' certificates, as client_auth_type has them verified, given nothing",
      ],
      "certificates, where given, that any authority may have signed": [
        tls("client_auth_type: VerifyClientCertIfGiven", 'client_ca_file: ""'),
        "tls_server_config.client_ca_file: expected the authorities of clients' certificates, as client_auth_type has them verified, given nothing",
      ],
      "an unknown client_auth_type": [
        tls("client_auth_type: Always"),
        'tls_server_config.client_auth_type: expected one of NoClientCert, RequestClientCert, RequireAnyClientCert, RequireClientCert, VerifyClientCertIfGiven, RequireAndVerifyClientCert, given "Always"',
      ],
      "names that no certificate is needed for": [
        tls(
          "client_auth_type: VerifyClientCertIfGiven",
          "client_ca_file: ca.crt",
          "client_allowed_sans: [prometheus]",
        ),
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
          message: `Cannot use the web configuration file ${folder.file}: ${problem}`,
        });
      });
    }

    it("a file that is not there", async () => {
      const error: unknown = await readWebConfigFile(`${folder.file}.no`, { signal }).catch(
        (reason: unknown) => reason,
      );
      expect(error).to.include({
        message: `Cannot use the web configuration file ${folder.file}.no: no such file`,
      });
    });
  });
});
