import { expect } from "chai";
import { readEcrHost } from "../../../src/credentials/cloud/ecrHost.ts";

describe("readEcrHost", () => {
  for (const [host, region, fips] of [
    ["123456789012.dkr.ecr.eu-west-1.amazonaws.com", "eu-west-1", false],
    ["123456789012.dkr.ecr-fips.us-gov-west-1.amazonaws.com", "us-gov-west-1", true],
    ["123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn", "cn-north-1", false],
    ["123456789012.dkr.ecr.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1", false],
    ["123456789012.dkr-ecr.eu-west-1.on.aws", "eu-west-1", false],
    ["123456789012.dkr-ecr-fips.us-east-1.on.aws", "us-east-1", true],
    ["123456789012.dkr-ecr.cn-northwest-1.on.amazonwebservices.com.cn", "cn-northwest-1", false],
    ["123456789012.dkr.ecr.us-isob-east-1.sc2s.sgov.gov", "us-isob-east-1", false],
    ["123456789012.dkr.ecr.us-iso-east-1.c2s.ic.gov", "us-iso-east-1", false],
    ["123456789012.dkr.ecr.eu-isoe-west-1.cloud.adc-e.uk", "eu-isoe-west-1", false],
    ["123456789012.dkr.ecr.us-isof-south-1.csp.hci.ic.gov", "us-isof-south-1", false],
  ] as const) {
    it(`readEcrHost() reads ${host}`, () => {
      expect(readEcrHost(host)).to.deep.equal({ isPublic: false, account: "123456789012", region, fips });
    });
  }

  for (const host of ["public.ecr.aws", "ecr-public.aws.com"]) {
    it(`readEcrHost() knows ${host}`, () => {
      expect(readEcrHost(host)).to.deep.equal({
        isPublic: true,
        account: "",
        region: "us-east-1",
        fips: false,
      });
    });
  }

  for (const host of [
    "12345678901.dkr.ecr.eu-west-1.amazonaws.com",
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com:443",
    "123456789012.dkr.ecr.eu-west-1.amazonaws.com.evil.example.com",
    "123456789012.dkr.ecr.evil.example.com/.eu-west-1.amazonaws.com",
    "123456789012.dkr.ecr.evil@x.amazonaws.com",
    "123456789012.dkr.ecr.a.b.amazonaws.com",
    "x.123456789012.dkr.ecr.eu-west-1.amazonaws.com",
    "123456789012xdkr.ecr.eu-west-1.amazonaws.com",
    "api.ecr.eu-west-1.amazonaws.com",
    "gallery.ecr.aws",
    "",
  ]) {
    it(`readEcrHost() does not know ${host || "the empty text"}`, () => {
      expect(readEcrHost(host)).to.equal(undefined);
    });
  }
});
