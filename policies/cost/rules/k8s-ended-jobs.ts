import { kubernetes } from "../../kubernetes/types";
import { must, resourceRule } from "../../rule";
import { not, truthOf } from "../../../plan/property";

export const k8sEndedJobs = resourceRule({
  id: "K8S-20",
  name: "k8s-ended-jobs",
  title: "Jobs that ended are cleared away, and those that cannot end are stopped",
  severity: "low",
  rationale: "Ended jobs fill the API server; one that retries for ever holds its accelerators for ever.",
  remediation: "Set `ttlSecondsAfterFinished`, and `backoffLimit` or `failurePolicy.maxRestarts`.",
  controls: {},
  types: [kubernetes.job, kubernetes.jobSet],
  check: (job) => {
    const ttl = job.at("spec", "ttlSecondsAfterFinished");
    const restarts = job.at("spec", "failurePolicy", "maxRestarts");
    return [
      must(truthOf(ttl.isPresent), "the job stays for ever after its end", ttl),
      // A Job's own default is six retries; a JobSet's is none.
      must(
        not(restarts.satisfies((value) => typeof value === "number" && value > 100)),
        "the job retries for ever",
        restarts,
      ),
    ];
  },
});
