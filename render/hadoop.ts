import { coreSite } from "../components/storage/hadoop/coreSite";
import { hadoopXml } from "../components/storage/hadoop/configuration";
import { sparkDefaults, sparkProperties } from "../components/storage/hadoop/sparkDefaults";
import type { RenderedFile, Subject } from "./rendering";

/**
 * How Hadoop and Spark reach the region's buckets. The key's ARN is made by the deployment: Hadoop reads it from the
 * environment variable `AIDC_STORAGE_KEY_ARN`, as `bin/hadoop` and the cluster's own configuration map set it.
 */
export function hadoop({ stack }: Subject): Promise<RenderedFile[]> {
  const properties = coreSite({ region: stack.region, encryptionKeyArn: "${env.AIDC_STORAGE_KEY_ARN}" });
  return Promise.resolve([
    { path: "hadoop/core-site.xml", text: hadoopXml(properties) },
    { path: "hadoop/spark-defaults.conf", text: sparkDefaults(sparkProperties(properties)) },
  ]);
}
