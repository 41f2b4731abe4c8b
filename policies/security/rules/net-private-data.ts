import { routesToInternet } from "../../aws/subnets";
import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { graphRule, must } from "../../rule";
import { not } from "../../../plan/property";

export const netPrivateData = graphRule({
  id: "NET-08",
  name: "net-private-data",
  title: "Data stores live in subnets that the internet has no route to",
  severity: "high",
  rationale: "A store in a public subnet is one security group away from the internet.",
  remediation: "Give the store private or isolated subnets: their route tables lead to no internet gateway.",
  controls: { ...safeguards.boundary, fsbp: ["RDS.46"] },
  types: [aws.dbSubnetGroup, aws.efsMountTarget, aws.lustre, aws.ontap, aws.openZfs, aws.windowsFileSystem],
  check: (store) => {
    const property = store.type === aws.efsMountTarget ? "subnetId" : "subnetIds";
    const subnets = store.references(property, aws.subnet);
    if (subnets.length === 0) return [must("unknown", "the store lives in a public subnet", store.at(property))];
    return subnets.map((subnet) =>
      must(not(routesToInternet(subnet)), `${subnet.name} is a public subnet`, store.at(property)),
    );
  },
});
