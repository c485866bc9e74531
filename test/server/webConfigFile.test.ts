import { expect } from "chai";
import { makeAuthority, makeServerCertificate } from "../support/certificates.ts";
import { HASH, tls, webConfigFolder } from "./webConfigFolder.ts";

describe("readWebConfigFile()", () => {
  const folder = webConfigFolder();
  const { read } = folder;

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
        for (const [key, value] of Object.entries(expected)) {
          expect(config).to.have.deep.property(key, value);
        }
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
        const ca = name.startsWith("Verify") || name.includes("AndVerify") ? ["client_ca_file: ca.crt"] : [];
        expect((await read(tls(`client_auth_type: ${name}`, ...ca))).tls).to.include({ clientAuth });
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

  it("gives the same fingerprint for the same contents, another one for others", async () => {
    const first = await read(tls());
    expect((await read(tls())).fingerprint).to.equal(first.fingerprint);
    expect((await read(`${tls()}\n`)).fingerprint).not.to.equal(first.fingerprint);
    folder.writeFile("ca.crt", (await makeAuthority()).cert);
    const withCa = tls("client_auth_type: RequireAndVerifyClientCert", "client_ca_file: ca.crt");
    const before = await read(withCa);
    folder.writeFile("ca.crt", (await makeAuthority()).cert);
    expect((await read(withCa)).fingerprint).not.to.equal(before.fingerprint);
  });
});
