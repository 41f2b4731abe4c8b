import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import { anyOf } from "../../../plan/property";

export const netPrivateEndpoints = graphRule({
  id: "NET-05",
  name: "net-private-endpoints",
  title: "Traffic to S3 and ECR stays inside the VPC",
  severity: "medium",
  rationale:
    "Data sets and images that go by a NAT gateway leave the private network, and each GB is paid for. A gateway endpoint is free.",
  remediation:
    "Add an `aws.ec2.VpcEndpoint` for each service in `services`; S3's of type Gateway, in every private route table.",
  controls: { ...safeguards.boundary, fsbp: ["EC2.10"] },
  types: [aws.vpc],
  parameters: {
    services: {
      description: "Services that need an endpoint: the last part of the service's name.",
      schema: { type: "array", items: { type: "string" } },
      weaker: "lower",
      default: ["s3", "ecr.api", "ecr.dkr", "sts"],
      byEnvironment: { development: ["s3"] },
    },
  },
  check: (vpc, graph, { parameters }) => {
    // A VPC without private machines sends nothing.
    if (graph.ofType(aws.cluster, aws.nodeGroup, aws.instance).length === 0) return [];
    const names = vpc.referrers(aws.vpcEndpoint, "vpcId").map((endpoint) => endpoint.at("serviceName"));
    return parameters.services.map((service) =>
      must(
        anyOf(names.map((name) => name.endsWith(`.${service}`))),
        `traffic to ${service} leaves the VPC: it has no endpoint for it`,
      ),
    );
  },
});
