import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap";
import * as pulumi from "@pulumi/pulumi";
import { s3aFiles } from "./s3aFiles";

/** Name of the ConfigMap, in each namespace that asks for it. */
export const s3aConfigMap = "hadoop-s3a";

/**
 * How Hadoop and Spark reach the region's buckets, for pods of a namespace to mount as their configuration.
 *
 * @param keyArn KMS key of the buckets' objects.
 */
export function s3aConfiguration(
  name: string,
  { namespace, region, keyArn }: { namespace: string; region: string; keyArn: pulumi.Input<string> },
  opts: pulumi.CustomResourceOptions,
): ConfigMap {
  const files = pulumi.output(keyArn).apply((encryptionKeyArn) => s3aFiles(region, encryptionKeyArn));
  // A file each: a plan names them while what they say still waits for the key.
  const data = { "core-site.xml": files["core-site.xml"], "spark-defaults.conf": files["spark-defaults.conf"] };
  return new ConfigMap(name, { metadata: { name: s3aConfigMap, namespace }, data }, opts);
}
