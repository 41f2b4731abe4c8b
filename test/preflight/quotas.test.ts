import { describe, expect, it } from "vitest";
import { quotaOf } from "../../preflight/checks/quotas";

const quotas = [
  "Running On-Demand DL instances",
  "Running On-Demand G and VT instances",
  "Running On-Demand Inf instances",
  "Running On-Demand P instances",
  "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances",
  "Running On-Demand Trn instances",
  "All G and VT Spot Instance Requests",
  "All P4, P3 and P2 Spot Instance Requests",
  "All P5 Spot Instance Requests",
].map((QuotaName) => ({ QuotaName }));

describe("quotaOf", () => {
  it.each([
    ["p5en.48xlarge", false, "Running On-Demand P instances"],
    ["p6-b200.48xlarge", false, "Running On-Demand P instances"],
    ["g6e.12xlarge", false, "Running On-Demand G and VT instances"],
    ["gr6.4xlarge", false, "Running On-Demand G and VT instances"],
    ["trn2.48xlarge", false, "Running On-Demand Trn instances"],
    ["inf2.48xlarge", false, "Running On-Demand Inf instances"],
    ["m7i.xlarge", false, "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances"],
    ["im4gn.large", false, "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances"],
    ["p4d.24xlarge", true, "All P4, P3 and P2 Spot Instance Requests"],
    ["p5.48xlarge", true, "All P5 Spot Instance Requests"],
    ["g6.xlarge", true, "All G and VT Spot Instance Requests"],
  ])("%s, spot %s: %s", (type, spot, name) => {
    expect(quotaOf(quotas, type, spot)?.QuotaName).toBe(name);
  });

  it("finds none where AWS lists none", () => {
    expect(quotaOf(quotas, "trn1.32xlarge", true)).toBeUndefined();
  });
});
