import type { PolicyDocument } from "@pulumi/aws/iam";

/** Lets an AWS service take the role, for example `ec2.amazonaws.com`. */
export function serviceTrust(service: string): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
  };
}

/** Lets EKS Pod Identity hand the role to the pods it is associated with, with the session tags that name them. */
export const podIdentityTrust: PolicyDocument = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
    },
  ],
};
