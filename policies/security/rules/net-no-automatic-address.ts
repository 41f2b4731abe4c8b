import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { not } from "../../../plan/property";

export const netNoAutomaticAddress = resourceRule({
  id: "NET-06",
  name: "net-no-automatic-address",
  title: "No subnet gives out public addresses by itself",
  severity: "medium",
  rationale: "In such a subnet everything is public that nobody thought about.",
  remediation: "Leave `mapPublicIpOnLaunch` false; give an address to what needs one, such as a NAT gateway.",
  controls: { ...safeguards.boundary, fsbp: ["EC2.15"] },
  types: [aws.subnet],
  check: (subnet) => {
    const maps = subnet.at("mapPublicIpOnLaunch");
    return [must(not(maps.or(false).isTrue), "whatever starts in the subnet gets a public address", maps)];
  },
});
