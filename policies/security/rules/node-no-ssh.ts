import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { truthOf } from "../../../plan/property";

export const nodeNoSsh = resourceRule({
  id: "NODE-05",
  name: "node-no-ssh",
  title: "Nodes have no SSH key",
  severity: "high",
  rationale: "A key pair is a password that never expires and that no log ties to a person.",
  remediation:
    "Leave `keyName` and `remoteAccess` out; open shells by Session Manager, which IAM grants and CloudTrail records.",
  controls: { ...safeguards.authentication, fsbp: ["SSM.1"] },
  types: [aws.launchTemplate, aws.instance, aws.nodeGroup],
  check: (resource) =>
    ["keyName", "remoteAccess"].map((name) => {
      const way = resource.at(name);
      return must(truthOf(way.isAbsent), "nodes can be entered by SSH", way);
    }),
});
