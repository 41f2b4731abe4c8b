/** A framework's controls that a rule serves, by their numbers in it. */
export type Controls = Partial<Record<FrameworkKey, readonly string[]>>;

export interface Framework {
  name: string;
  version: string;
  /** Where the controls are described. */
  reference: string;
}

/** The versions that rules' control numbers are of. */
export const frameworks = {
  cisEks: {
    name: "CIS Amazon EKS Benchmark",
    version: "1.7.0",
    reference: "https://www.cisecurity.org/benchmark/kubernetes",
  },
  cisAws: {
    name: "CIS Amazon Web Services Foundations Benchmark",
    version: "7.0.0",
    reference: "https://www.cisecurity.org/benchmark/amazon_web_services",
  },
  fsbp: {
    name: "AWS Foundational Security Best Practices",
    version: "1.0.0",
    reference: "https://docs.aws.amazon.com/securityhub/latest/userguide/fsbp-standard.html",
  },
  nist80053: {
    name: "NIST SP 800-53",
    version: "Revision 5",
    reference: "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final",
  },
  hipaa: {
    name: "HIPAA Security Rule",
    version: "45 CFR Part 164 Subpart C",
    reference: "https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164/subpart-C",
  },
  pciDss: {
    name: "PCI DSS",
    version: "4.0.1",
    reference: "https://www.pcisecuritystandards.org/document_library/",
  },
  soc2: {
    name: "SOC 2 Trust Services Criteria",
    version: "2017 (points of focus 2022)",
    reference: "https://www.aicpa-cima.com/topic/audit-assurance/audit-and-assurance-greater-than-soc-2",
  },
  pss: {
    name: "Kubernetes Pod Security Standards",
    version: "as of Kubernetes 1.35",
    reference: "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
  },
} as const satisfies Record<string, Framework>;

export type FrameworkKey = keyof typeof frameworks;

/** The controls that general frameworks have for one safeguard: rules add those of AWS' and Kubernetes' own. */
export const safeguards = {
  encryptionAtRest: {
    nist80053: ["SC-28", "SC-28(1)", "SC-12"],
    hipaa: ["164.312(a)(2)(iv)"],
    pciDss: ["3.5.1"],
    soc2: ["CC6.1"],
  },
  encryptionInTransit: {
    nist80053: ["SC-8", "SC-8(1)"],
    hipaa: ["164.312(e)(1)", "164.312(e)(2)(ii)"],
    pciDss: ["4.2.1"],
    soc2: ["CC6.7"],
  },
  keyManagement: { nist80053: ["SC-12"], hipaa: ["164.312(a)(2)(iv)"], pciDss: ["3.6.1", "3.7.4"], soc2: ["CC6.1"] },
  boundary: {
    nist80053: ["AC-4", "SC-7"],
    hipaa: ["164.312(a)(1)", "164.312(e)(1)"],
    pciDss: ["1.3.1", "1.4.2"],
    soc2: ["CC6.6"],
  },
  leastPrivilege: {
    nist80053: ["AC-3", "AC-6"],
    hipaa: ["164.308(a)(4)", "164.312(a)(1)"],
    pciDss: ["7.2.1", "7.2.2"],
    soc2: ["CC6.3"],
  },
  authentication: { nist80053: ["IA-2", "IA-5"], hipaa: ["164.312(d)"], pciDss: ["8.3.1"], soc2: ["CC6.1"] },
  auditLogs: { nist80053: ["AU-2", "AU-12"], hipaa: ["164.312(b)"], pciDss: ["10.2.1"], soc2: ["CC7.2"] },
  auditProtection: {
    nist80053: ["AU-9"],
    hipaa: ["164.312(b)", "164.312(c)(1)"],
    pciDss: ["10.3.2", "10.3.4"],
    soc2: ["CC7.2"],
  },
  auditRetention: { nist80053: ["AU-11"], hipaa: ["164.316(b)(2)(i)"], pciDss: ["10.5.1"], soc2: ["CC7.2"] },
  residency: { nist80053: ["SA-9(5)", "AC-4"], soc2: ["C1.1"] },
  backup: { nist80053: ["CP-9", "CP-10"], hipaa: ["164.308(a)(7)(ii)(A)"], soc2: ["A1.2"] },
  availability: { nist80053: ["CP-2", "SC-36"], hipaa: ["164.308(a)(7)(i)"], soc2: ["A1.2"] },
  deletionGuard: { nist80053: ["CP-9", "SI-12"], hipaa: ["164.312(c)(1)"], soc2: ["A1.2", "CC6.1"] },
  secureConfiguration: { nist80053: ["CM-2", "CM-6"], pciDss: ["2.2.1"], soc2: ["CC7.1"] },
  supportedSoftware: {
    nist80053: ["SI-2", "SA-22"],
    hipaa: ["164.308(a)(5)(ii)(B)"],
    pciDss: ["6.3.3"],
    soc2: ["CC7.1"],
  },
} as const satisfies Record<string, Controls>;
