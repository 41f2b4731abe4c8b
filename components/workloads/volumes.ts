// Volumes of a pod, each with where its container finds it.

/** A volume claim of the pod's namespace, at `/<name>`. */
export function claimed({ claim }: { claim: string }, name: string, readOnly: boolean) {
  return {
    volume: { name, persistentVolumeClaim: { claimName: claim, readOnly } },
    mount: { name, mountPath: `/${name}`, readOnly },
  };
}

/** Kubernetes' own /dev/shm has 64 MiB: data loaders, NCCL and tensor-parallel servers need more. Default: an eighth of the memory. */
export function sharedMemory(memoryGiB: number, size?: string) {
  const sizeLimit = size ?? `${Math.max(1, Math.floor(memoryGiB / 8))}Gi`;
  return {
    volume: { name: "shared-memory", emptyDir: { medium: "Memory", sizeLimit } },
    mount: { name: "shared-memory", mountPath: "/dev/shm" },
  };
}

/** A place for temporary files, home included, on the node's disk. */
export const scratch = {
  volume: { name: "tmp", emptyDir: {} },
  mount: { name: "tmp", mountPath: "/tmp" },
  env: { name: "HOME", value: "/tmp" },
};
