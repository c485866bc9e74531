import { expect } from "chai";
import { sameProbes } from "../../../src/kubernetes/kinds/sameProbes.ts";

const http = (more: object = {}, get: object = {}) => ({
  httpGet: { path: "/healthz", port: 8080, ...get },
  ...more,
});
const served = { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 };
const PORTS = new Map([["http", 8080]]);

describe("sameProbes()", () => {
  const table: readonly (readonly [boolean, string, unknown, unknown])[] = [
    [true, "equal requests", http(), http()],
    [true, "defaults that one says and the other leaves out", http(served, { scheme: "HTTP" }), http()],
    [true, "a port by name and by number", http({}, { port: "http" }), http()],
    [true, "how often it must succeed to be ready again", http(), http({ successThreshold: 2 })],
    [true, "a grace period of liveness", http({ terminationGracePeriodSeconds: 5 }), http()],
    [true, "equal commands", { exec: { command: ["check"] } }, { exec: { command: ["check"] } }],
    [true, "equal sockets", { tcpSocket: { port: "http" } }, { tcpSocket: { port: 8080 } }],
    [true, "equal gRPC services", { grpc: { port: 9 } }, { grpc: { port: 9, service: "" } }],
    [false, "other paths", http(), http({}, { path: "/ready" })],
    [false, "other ports", http(), http({}, { port: 8081 })],
    [false, "other schemes", http(), http({}, { scheme: "HTTPS" })],
    [false, "other headers", http(), http({}, { httpHeaders: [{ name: "X", value: "1" }] })],
    [false, "other commands", { exec: { command: ["check"] } }, { exec: { command: ["check", "-v"] } }],
    [false, "other gRPC services", { grpc: { port: 9 } }, { grpc: { port: 9, service: "x" } }],
    [false, "other handlers", http(), { tcpSocket: { port: 8080 } }],
    [false, "other thresholds", http({ failureThreshold: 10 }), http()],
    [false, "other periods", http({ periodSeconds: 20 }), http()],
    [false, "other timeouts", http({ timeoutSeconds: 5 }), http()],
    [false, "other initial delays", http({ initialDelaySeconds: 60 }), http()],
    [false, "one alone", http(), undefined],
    [false, "none", undefined, undefined],
    [false, "probes without a handler", {}, {}],
  ];
  for (const [expected, what, a, b] of table) {
    it(`sameProbes() ${expected ? "takes for equal" : "tells apart"}: ${what}`, () => {
      expect([sameProbes(a, b, PORTS), sameProbes(b, a, PORTS)]).to.deep.equal([expected, expected]);
    });
  }
});
