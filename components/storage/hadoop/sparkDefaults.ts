import type { Properties } from "./configuration";

/**
 * Spark's properties over a core-site: Hadoop's own under `spark.hadoop.`, and SQL writers bound to the S3A committer.
 * The commit protocol is in `spark-hadoop-cloud`, which EMR's and the Apache images with cloud support carry.
 */
export function sparkProperties(coreSite: Properties): Properties {
  return {
    ...Object.fromEntries(Object.entries(coreSite).map(([name, value]) => [`spark.hadoop.${name}`, value])),
    "spark.hadoop.parquet.hadoop.vectored.io.enabled": "true",
    "spark.sql.sources.commitProtocolClass": "org.apache.spark.internal.io.cloud.PathOutputCommitProtocol",
    "spark.sql.parquet.output.committer.class": "org.apache.spark.internal.io.cloud.BindingParquetOutputCommitter",
  };
}

/** `spark-defaults.conf`: a name and a value a line. */
export function sparkDefaults(properties: Properties): string {
  return Object.entries(properties)
    .map(([name, value]) => `${name} ${value}\n`)
    .join("");
}
