import { kubernetes } from "../../kubernetes/types";
import { safeguards } from "../../frameworks";
import { must, resourceRule } from "../../rule";
import { anyOf, truthOf } from "../../../plan/property";

export const relPinnedCharts = resourceRule({
  id: "REL-07",
  name: "rel-pinned-charts",
  title: "Charts are pinned to a version",
  severity: "medium",
  rationale:
    "Without a version each deployment installs whatever was published last, in a cluster that was tested with another.",
  remediation: "Set `version`; a chart from a file or an archive's address carries its own.",
  controls: { ...safeguards.secureConfiguration },
  types: kubernetes.charts,
  check: (release) => {
    const [chart, version] = [release.at("chart"), release.at("version")];
    const carriesOwn = chart.matches(/^(\.|\/|file:)|\.tgz$/);
    return [
      must(
        anyOf([truthOf(version.isPresent), carriesOwn]),
        "the chart's version is whatever was published last",
        version,
      ),
    ];
  },
});
