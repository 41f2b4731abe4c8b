import type * as kubernetes from "@pulumi/kubernetes/types/input";

/** What the `restricted` Pod Security Standard asks of a pod. Files of its volumes belong to its group. */
export const restrictedPod: kubernetes.core.v1.PodSecurityContext = {
  runAsNonRoot: true,
  runAsUser: 1000,
  runAsGroup: 1000,
  fsGroup: 1000,
  // A change of owner on every file of a large volume would hold up each start.
  fsGroupChangePolicy: "OnRootMismatch",
  seccompProfile: { type: "RuntimeDefault" },
};

/** What it asks of a container; and the image stays as it was built: what is written goes to volumes. */
export const restrictedContainer: kubernetes.core.v1.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ["ALL"] },
  readOnlyRootFilesystem: true,
};
