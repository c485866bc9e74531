import { expect } from "chai";
import { environmentLayer } from "../../src/config/environmentLayer.ts";
import { loadOf, problemsOf } from "./loadOf.ts";

function layerOf(environment: Readonly<Record<string, string>>) {
  return environmentLayer(environment, { baseDirectory: "/home/user" });
}

describe("environmentLayer", () => {
  it("environmentLayer() reads each type from its text", () => {
    const { document, warnings } = layerOf({
      IAE_SERVER_BIND_ADDRESS: ":1",
      IAE_REGISTRIES_ALLOW_PLAIN_HTTP: "true",
      IAE_REGISTRIES_CONCURRENCY: "4",
      IAE_REGISTRIES_CA_FILES: "/a.pem,b.pem",
      IAE_IMAGES_IGNORED: "^a{1,2}$~b",
      IAE_NAMESPACES_INCLUDE: '["shop", "web"]',
      IAE_REGISTRIES_HOSTS: '{"a.example": {"timeout": "1s"}}',
      PATH: "/bin",
    });
    expect(warnings).to.deep.equal([]);
    expect(document).to.deep.equal({
      server: { bindAddress: ":1" },
      registries: {
        allowPlainHttp: true,
        concurrency: 4,
        caFiles: ["/a.pem", "/home/user/b.pem"],
        hosts: { "a.example": { timeout: "1s" } },
      },
      images: { ignored: ["^a{1,2}$", "b"] },
      namespaces: { include: ["shop", "web"] },
    });
  });

  it("environmentLayer() takes an empty variable as none", () => {
    expect(layerOf({ IAE_LOG_LEVEL: "", IAE_WHATEVER: "" })).to.deep.include({ document: {}, warnings: [] });
  });

  it("environmentLayer() warns of an unknown variable and proposes the nearest", () => {
    const { document, warnings } = layerOf({
      IAE_LOG_LEVL: "debug",
      IAE_PORT_8080_TCP: "tcp://10.0.0.1:8080",
    });
    expect(document).to.deep.equal({});
    expect(warnings).to.deep.equal([
      "unknown environment variable IAE_LOG_LEVL is ignored; did you mean IAE_LOG_LEVEL?",
      "unknown environment variable IAE_PORT_8080_TCP is ignored",
    ]);
  });

  it("environmentLayer() leaves IAE_CONFIG to the reader of the file", () => {
    expect(layerOf({ IAE_CONFIG: "x.yaml" }).warnings).to.deep.equal([]);
  });

  it("loadConfig() names the variable in what it says", async () => {
    expect(await problemsOf({ environment: { IAE_METRICS_ZEROS: "yes" } })).to.deep.equal([
      'config.metrics.zeros: expected true or false, given "yes" (IAE_METRICS_ZEROS)',
    ]);
    const { warnings } = await loadOf({ environment: { IAE_SERVICE_HOST: "10.0.0.1" } });
    expect(warnings).to.deep.equal(["unknown environment variable IAE_SERVICE_HOST is ignored"]);
  });
});
