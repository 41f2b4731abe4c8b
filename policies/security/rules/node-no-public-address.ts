import { aws } from "../../aws/types";
import { kubernetes } from "../../kubernetes/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule, satisfied } from "../../rule";
import { not } from "../../../plan/property";

export const nodeNoPublicAddress = resourceRule({
  id: "NODE-04",
  name: "node-no-public-address",
  title: "Instances get no public address",
  severity: "high",
  rationale: "An instance with a public address is reachable as soon as one security group errs.",
  remediation: 'Set `associatePublicIpAddress` to "false" on the interface, and use private subnets.',
  controls: { ...safeguards.boundary, fsbp: ["EC2.9", "EC2.25", "AutoScaling.5"] },
  types: [aws.launchTemplate, aws.instance, kubernetes.ec2NodeClass],
  check: (resource) => {
    if (resource.type === kubernetes.ec2NodeClass) {
      const address = resource.at("spec", "associatePublicIPAddress");
      return [must(not(address.or(false).isTrue), "instances get a public address", address)];
    }
    const interfaces = resource.type === aws.instance ? [resource.at()] : resource.at("networkInterfaces").elements;
    if (resource.at("networkInterfaces").isUnknown)
      return [must("unknown", "instances get a public address", resource.at("networkInterfaces"))];
    return [
      satisfied,
      ...interfaces.map((one) => {
        const address = one.at("associatePublicIpAddress");
        return must(not(address.or(false).isTrue), "instances get a public address", address);
      }),
    ];
  },
});
