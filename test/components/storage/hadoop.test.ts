import { describe, expect, test } from "vitest";
import { hadoopXml } from "../../../components/storage/hadoop/configuration";
import { coreSite } from "../../../components/storage/hadoop/coreSite";
import { sparkDefaults, sparkProperties } from "../../../components/storage/hadoop/sparkDefaults";

const key = "arn:aws:kms:us-east-1:111122223333:key/1";

describe("coreSite", () => {
  test("reaches the region's buckets as the pod's role, with the buckets' key", () => {
    expect(coreSite({ region: "us-east-1", encryptionKeyArn: key })).toMatchObject({
      "fs.s3a.endpoint.region": "us-east-1",
      "fs.s3a.aws.credentials.provider": "software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider",
      "fs.s3a.encryption.algorithm": "SSE-KMS",
      "fs.s3a.encryption.key": key,
      "fs.s3a.committer.name": "magic",
      "mapreduce.outputcommitter.factory.scheme.s3a": "org.apache.hadoop.fs.s3a.commit.S3ACommitterFactory",
    });
  });

  test("names an endpoint only where one is given", () => {
    const endpoint = "https://bucket.vpce-1.s3.us-east-1.vpce.amazonaws.com";
    expect(coreSite({ region: "us-east-1", encryptionKeyArn: key })["fs.s3a.endpoint"]).toBeUndefined();
    expect(coreSite({ region: "us-east-1", encryptionKeyArn: key, endpoint })["fs.s3a.endpoint"]).toBe(endpoint);
  });
});

describe("hadoopXml", () => {
  test("writes a property a line and escapes what XML reserves", () => {
    expect(hadoopXml({ a: "1", b: "<2> & 3" })).toBe(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<configuration>",
        "  <property><name>a</name><value>1</value></property>",
        "  <property><name>b</name><value>&lt;2&gt; &amp; 3</value></property>",
        "</configuration>",
        "",
      ].join("\n"),
    );
  });
});

describe("sparkDefaults", () => {
  test("hands Hadoop's properties on and commits through S3A", () => {
    const text = sparkDefaults(sparkProperties(coreSite({ region: "us-east-1", encryptionKeyArn: key })));
    expect(text).toContain(`spark.hadoop.fs.s3a.encryption.key ${key}\n`);
    expect(text).toContain(
      "spark.sql.sources.commitProtocolClass org.apache.spark.internal.io.cloud.PathOutputCommitProtocol\n",
    );
  });
});
