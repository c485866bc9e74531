import { expect } from "chai";
import { AddressRefusedError, createAddressGuard, isMetadataName } from "../../src/registry/addressGuard.ts";

describe("AddressGuard", () => {
  const guard = createAddressGuard([]);

  const refused: [string, string][] = [
    ["169.254.169.254", "a cloud metadata address"],
    ["169.254.170.2", "a cloud metadata address"],
    ["169.254.171.255", "a cloud metadata address"],
    ["169.254.172.0", "link-local"],
    ["169.254.0.0", "link-local"],
    ["169.254.255.255", "link-local"],
    ["100.100.100.200", "a cloud metadata address"],
    ["168.63.129.16", "a cloud metadata address"],
    ["192.0.0.192", "a cloud metadata address"],
    ["0.0.0.0", "unspecified"],
    ["0.1.2.3", "unspecified"],
    ["224.0.0.1", "multicast or broadcast"],
    ["239.255.255.255", "multicast or broadcast"],
    ["255.255.255.255", "multicast or broadcast"],
    ["::", "unspecified"],
    ["fe80::1", "link-local"],
    ["febf:ffff::1", "link-local"],
    ["fe80::1%eth0", "link-local"],
    ["ff02::1", "multicast or broadcast"],
    ["fd00:ec2::254", "a cloud metadata address"],
    ["fd00:ec2::23", "a cloud metadata address"],
    ["fd20:ce::254", "a cloud metadata address"],
    ["::ffff:169.254.169.254", "a cloud metadata address"],
    ["::ffff:a9fe:a9fe", "a cloud metadata address"],
    ["::ffff:0:169.254.169.254", "a cloud metadata address"],
    ["::169.254.169.254", "a cloud metadata address"],
    ["64:ff9b::169.254.169.254", "a cloud metadata address"],
    ["64:ff9b:1::a9fe:1", "link-local"],
    ["2002:a9fe:a9fe::1", "a cloud metadata address"],
    ["2002:a9fe:1::", "link-local"],
    ["2001:0:4136:e378:8000:63bf:3fff:fdd2", "a tunnel's address"],
  ];
  for (const [address, kind] of refused) {
    it(`refusal() refuses ${address} as ${kind}`, () => {
      expect(guard.refusal("registry.test", address, true)?.message).to.equal(
        `address ${address.replace("%eth0", "")} of host registry.test is refused: it is ${kind}`,
      );
    });
  }

  for (const address of [
    "10.0.0.1",
    "192.168.1.1",
    "172.16.0.1",
    "8.8.8.8",
    "169.253.255.255",
    "169.255.0.0",
    "100.100.100.201",
    "1.0.0.0",
    "223.255.255.255",
    "2606:4700::1111",
    "fd00::1",
    "fec0::1",
    "::ffff:10.0.0.1",
    "64:ff9b::8.8.8.8",
    "2002:808:808::1",
    "127.0.0.1",
    "::1",
    "registry.test",
  ]) {
    it(`refusal() lets ${address} pass`, () => {
      expect(guard.refusal("registry.test", address, true)).to.equal(undefined);
    });
  }

  for (const address of ["127.0.0.1", "127.255.255.254", "::1", "::ffff:127.0.0.1", "64:ff9b::127.0.0.1"]) {
    it(`refusal() refuses ${address} where the machine itself is out of bounds`, () => {
      expect(guard.refusal(address, address, false)?.message).to.equal(
        `address ${address} is refused: it is the exporter's own machine`,
      );
    });
  }

  it("refusal() lets allowed networks pass, in whatever form the address comes", () => {
    const lenient = createAddressGuard(["169.254.20.0/24", "fe80::/10", "127.0.0.0/8"]);
    for (const address of ["169.254.20.10", "::ffff:169.254.20.10", "64:ff9b::169.254.20.10", "fe80::1"]) {
      expect(lenient.refusal("registry.test", address, true), address).to.equal(undefined);
    }
    expect(lenient.refusal("registry.test", "127.0.0.1", false)).to.equal(undefined);
    expect(lenient.refusal("registry.test", "169.254.21.10", true)).not.to.equal(undefined);
    expect(lenient.refusal("registry.test", "169.254.169.254", true)).not.to.equal(undefined);
  });

  it("createAddressGuard() refuses a pod its own loopback interface, by whatever name, unless a network allows it", () => {
    for (const address of ["127.0.0.1", "127.8.9.1", "::1"]) {
      expect(createAddressGuard([], { insidePod: true }).refusal("reg.test", address, true)).to.be.instanceOf(
        AddressRefusedError,
      );
      expect(createAddressGuard([]).refusal("reg.test", address, true)).to.equal(undefined);
      const allowed = ["127.0.0.0/8", "::1/128"];
      expect(createAddressGuard(allowed, { insidePod: true }).refusal("reg.test", address, true)).to.equal(
        undefined,
      );
    }
  });

  it("createAddressGuard() refuses what is no network", () => {
    expect(() => createAddressGuard(["10.0.0.0/33"])).to.throw(
      TypeError,
      'Cannot read "10.0.0.0/33" as a network: expected an address and a prefix such as 10.0.0.0/8',
    );
  });
});

describe("isMetadataName()", () => {
  it("knows the usual names, and only them", () => {
    for (const name of [
      "metadata",
      "metadata.google.internal",
      "metadata.goog",
      "instance-data",
      "instance-data.ec2.internal",
    ]) {
      expect(isMetadataName(name), name).to.equal(true);
    }
    for (const name of ["metadata.example.com", "my-metadata", "google.internal"]) {
      expect(isMetadataName(name), name).to.equal(false);
    }
  });
});
