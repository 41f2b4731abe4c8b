import { ResourceQuota } from "@pulumi/kubernetes/core/v1/resourceQuota";
import type * as pulumi from "@pulumi/pulumi";
import type { StorageQuota } from "../../spec/stack";

/** What a namespace's claims may add up to, over all classes and for each class that is named. */
export function storageQuota(name: string, quota: StorageQuota, opts: pulumi.CustomResourceOptions): ResourceQuota {
  const { namespace, sizeGiB, claims = 100, byClass = {} } = quota;
  const classes = Object.entries(byClass).map(([storageClass, gib]) => [
    `${storageClass}.storageclass.storage.k8s.io/requests.storage`,
    `${gib}Gi`,
  ]);
  return new ResourceQuota(
    name,
    {
      metadata: { name: "storage", namespace },
      spec: {
        hard: {
          "requests.storage": `${sizeGiB}Gi`,
          persistentvolumeclaims: String(claims),
          ...(Object.fromEntries(classes) as Record<string, string>),
        },
      },
    },
    opts,
  );
}
