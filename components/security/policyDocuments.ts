import type * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

/**
 * The policy documents that a component renders, kept in their structure beside the text.
 *
 * A document's text holds ARNs that only a deployment knows, so in a preview the whole text is unknown. A component
 * registers `byProperty` as its output `policyDocuments`: there each statement keeps its known parts, and policy rules
 * can judge them.
 */
export class PolicyDocuments {
  /** By `<child's logical name>.<property>`, for example `data-bucket.policy`. */
  readonly byProperty: Record<string, iam.PolicyDocument> = {};

  /** The document's JSON for a property of a child, noted under both names. */
  render(child: string, property: string, statements: iam.PolicyStatement[]): pulumi.Output<string> {
    const document: iam.PolicyDocument = { Version: "2012-10-17", Statement: statements };
    this.byProperty[`${child}.${property}`] = document;
    return pulumi.jsonStringify(document);
  }
}

/** Lets an AWS service take a role, for this account's resources only. */
export function serviceTrust(
  service: string,
  accountId: pulumi.Input<string>,
  sourceArn: pulumi.Input<string>,
): iam.PolicyStatement {
  return {
    Effect: "Allow",
    Principal: { Service: service },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "aws:SourceAccount": accountId }, ArnLike: { "aws:SourceArn": sourceArn } },
  };
}
