import { s3aFiles } from "../components/storage/hadoop/s3aFiles";
import { hdfsDesignOf } from "../components/storage/hdfs/design";
import { clientFiles, daemonFiles, type Files, hostFiles } from "../components/storage/hdfs/files";
import { networkZones } from "../spec/zones";
import type { RenderedFile, Subject } from "./rendering";

/**
 * How Hadoop and Spark reach the region's buckets, and each HDFS cluster's configuration as its ConfigMaps have it. The ARN
 * of the buckets' key is made by the deployment: here Hadoop reads it from the environment variable `AIDC_STORAGE_KEY_ARN`.
 */
export function hadoop({ stack }: Subject): Promise<RenderedFile[]> {
  const network = { cidr: stack.network.cidr, zones: networkZones(stack) };
  const clusters = (stack.storage.hdfs ?? []).flatMap((hdfs) => {
    const design = hdfsDesignOf(hdfs, stack.pools, network);
    return [
      ...below(`hadoop/${hdfs.name}`, { ...daemonFiles(design, hdfs), ...hostFiles(design) }),
      ...below(`hadoop/${hdfs.name}/client`, clientFiles(design, hdfs)),
    ];
  });
  return Promise.resolve([...below("hadoop", s3aFiles(stack.region, "${env.AIDC_STORAGE_KEY_ARN}")), ...clusters]);
}

function below(folder: string, files: Files): RenderedFile[] {
  return Object.entries(files).map(([name, text]) => ({ path: `${folder}/${name}`, text }));
}
