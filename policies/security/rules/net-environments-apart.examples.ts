import { aws } from "../../aws/types";
import { type ExampleResource, type RuleExamples, unknown } from "../../examples";

const table = (environment: string): ExampleResource => ({
  type: aws.transitRouteTable,
  name: environment,
  inputs: { tags: { "aidc:environment": environment } },
});
const attachment = (environment: string): ExampleResource => ({
  type: aws.transitVpcAttachment,
  name: `vpc-of-${environment}`,
  inputs: { tags: { "aidc:environment": environment } },
});
const way = (type: string, name: string, from: string, to: string): ExampleResource => ({
  type,
  name,
  references: { transitGatewayAttachmentId: [`vpc-of-${from}`], transitGatewayRouteTableId: [to] },
});
const both = [table("production"), table("development"), attachment("production"), attachment("development")];
const associated = (from: string, to: string) => way(aws.transitRouteTableAssociation, "association", from, to);
const propagated = (from: string, to: string) => way(aws.transitRouteTablePropagation, "propagation", from, to);

const backbone: ExampleResource = {
  type: "aidc:backbone:Backbone",
  name: "backbone",
  inputs: { regions: [{ name: "us-west-2", ranges: { production: "10.24.0.0/13", development: "10.68.0.0/14" } }] },
};
const route = (destinationCidrBlock: string, more = {}): ExampleResource => ({
  type: aws.transitRoute,
  name: "route",
  inputs: { destinationCidrBlock, ...more },
  references: { transitGatewayRouteTableId: ["development"] },
});

export const examples: RuleExamples = {
  good: [
    {
      title: "Each with its own",
      resources: [...both, associated("production", "production"), propagated("production", "production")],
    },
    { title: "To its own range elsewhere", resources: [backbone, ...both, route("10.68.0.0/14")] },
    {
      title: "What it must not reach is dropped",
      resources: [backbone, ...both, route("10.24.0.0/13", { blackhole: true })],
    },
  ],
  bad: [
    {
      title: "Development knows production's addresses",
      resources: [...both, propagated("production", "development")],
      at: ["propagation"],
    },
    {
      title: "A VPC of development is routed as one of production",
      resources: [...both, associated("development", "production")],
      at: ["association"],
    },
    { title: "A route to production's range", resources: [backbone, ...both, route("10.24.0.0/16")], at: ["route"] },
    { title: "A route to everything", resources: [backbone, ...both, route("0.0.0.0/0")], at: ["route"] },
  ],
  undetermined: [
    { title: "A destination from elsewhere", resources: [backbone, ...both, route(unknown)], at: ["route"] },
  ],
};
