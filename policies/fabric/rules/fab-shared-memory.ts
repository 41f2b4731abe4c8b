import { acceleratorsOf, containersOf, podsOf, podTypes } from "../../kubernetes/pods";
import { must, resourceRule } from "../../rule";
import { allOf } from "../../../plan/property";

export const fabSharedMemory = resourceRule({
  id: "FAB-08",
  name: "fab-shared-memory",
  title: "Pods with several accelerators have shared memory",
  severity: "medium",
  rationale:
    "A pod's `/dev/shm` is 64 MiB: NCCL between its accelerators, and data loaders, end with a bus error in the first step.",
  remediation: 'Mount an `emptyDir` with `medium` "Memory" at `/dev/shm`.',
  controls: {},
  types: podTypes,
  check: (resource) =>
    podsOf(resource).flatMap((pod) => {
      const volumes = pod.spec.at("volumes");
      return containersOf(pod).flatMap((container) => {
        if ((acceleratorsOf(container)?.number ?? 0) < 2) return [];
        const inMemory = volumes.some((volume) => volume.at("emptyDir", "medium").is("Memory"));
        const mounted = container.at("volumeMounts").some((mount) => mount.at("mountPath").is("/dev/shm"));
        return [must(allOf([inMemory, mounted]), "its accelerators share 64 MiB of memory", volumes)];
      });
    }),
});
