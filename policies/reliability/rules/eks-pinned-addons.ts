import { aws } from "../../aws/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { truthOf } from "../../../plan/property";

export const eksPinnedAddons = resourceRule({
  id: "EKS-14",
  name: "eks-pinned-addons",
  title: "Add-ons are pinned to a version",
  severity: "medium",
  rationale:
    "Without a version each deployment may replace the cluster's network plug-in by whatever is EKS' default that day.",
  remediation: "Set `addonVersion` to one that `aws eks describe-addon-versions` lists.",
  controls: { ...safeguards.secureConfiguration },
  types: [aws.addon],
  check: (addon) => {
    const version = addon.at("addonVersion");
    return [must(truthOf(version.isPresent), "the add-on's version is whatever EKS has that day", version)];
  },
});
