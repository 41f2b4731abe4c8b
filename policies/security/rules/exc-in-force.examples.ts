import type { ExampleResource, RuleExamples } from "../../examples";

const reason = "The vendor's appliance reads it until its replacement arrives";

const regionWith = (...exceptions: Record<string, string>[]): ExampleResource => ({
  type: "aidc:region:Region",
  name: "us-east-1",
  inputs: { environment: "production", compliance: [], region: "us-east-1", exceptions },
});

const resource = "aws:s3/bucket:Bucket::us-east-1-data-raw";

export const examples: RuleExamples = {
  good: [{ title: "a region without exceptions", resources: [regionWith()] }],
  bad: [
    {
      title: "an exception whose last day has passed",
      resources: [regionWith({ rule: "S3-06", resource, reason, owner: "storage", expires: "2025-12-31" })],
      at: ["us-east-1"],
    },
    {
      title: "an exception that nobody answers for",
      resources: [regionWith({ rule: "S3-06", resource, reason, expires: "2027-01-31" })],
      at: ["us-east-1"],
    },
    {
      title: "an exception until a day that is not in the calendar",
      resources: [regionWith({ rule: "S3-06", resource, reason, owner: "storage", expires: "2027-02-30" })],
      at: ["us-east-1"],
    },
    {
      title: "an exception for good",
      resources: [regionWith({ rule: "S3-06", resource, reason, owner: "storage", expires: "2999-12-31" })],
      at: ["us-east-1"],
    },
  ],
};
