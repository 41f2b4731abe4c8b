import { hadoopXml } from "./configuration";
import { coreSite } from "./coreSite";
import { sparkDefaults, sparkProperties } from "./sparkDefaults";

/** The configuration of a client of the region's buckets, by file name. The key is the one of their objects. */
export function s3aFiles(region: string, encryptionKeyArn: string) {
  const properties = coreSite({ region, encryptionKeyArn });
  return {
    "core-site.xml": hadoopXml(properties),
    "spark-defaults.conf": sparkDefaults(sparkProperties(properties)),
  };
}
