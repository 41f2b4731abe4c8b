import * as datasync from "@pulumi/aws/datasync";
import type * as pulumi from "@pulumi/pulumi";
import type { Sync } from "../../../spec/stack";
import { secretFields } from "../secretFields";

type Source<Kind extends string> = Extract<Sync["from"], Record<Kind, unknown>>;

/** Where a task reads. Credentials are read from Secrets Manager by whoever deploys, and stay secret in Pulumi's state. */
export function sourceLocation(
  name: string,
  { from }: Sync,
  agentArn: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): { arn: pulumi.Output<string> } {
  if ("hdfs" in from) return hdfs(name, from, agentArn, opts);
  if ("nfs" in from) return nfs(name, from, agentArn, opts);
  return objectStorage(name, from, agentArn, opts);
}

function hdfs(
  name: string,
  { hdfs: { nameNode, port = 8020, path, user = "hdfs", kerberos } }: Source<"hdfs">,
  agentArn: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
) {
  const secret = kerberos && secretFields(kerberos.secret, opts);
  return new datasync.LocationHdfs(
    `${name}-source`,
    {
      agentArns: [agentArn],
      nameNodes: [{ hostname: nameNode, port }],
      subdirectory: path,
      ...(kerberos
        ? {
            authenticationType: "KERBEROS",
            kerberosPrincipal: kerberos.principal,
            kerberosKeytabBase64: secret?.apply(({ keytab }) => keytab),
            kerberosKrb5ConfBase64: secret?.apply(({ krb5Conf }) => krb5Conf),
            qopConfiguration: { rpcProtection: "PRIVACY", dataTransferProtection: "PRIVACY" },
          }
        : { authenticationType: "SIMPLE", simpleUser: user }),
    },
    opts,
  );
}

function nfs(
  name: string,
  { nfs: { server, path, version } }: Source<"nfs">,
  agentArn: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
) {
  return new datasync.NfsLocation(
    `${name}-source`,
    {
      serverHostname: server,
      subdirectory: path,
      onPremConfig: { agentArns: [agentArn] },
      mountOptions: { version: version ? `NFS${version.replace(".", "_")}` : "AUTOMATIC" },
    },
    opts,
  );
}

function objectStorage(
  name: string,
  { objectStorage: { server, port = 443, bucket, prefix = "", secret } }: Source<"objectStorage">,
  agentArn: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
) {
  const fields = secretFields(secret, opts);
  return new datasync.LocationObjectStorage(
    `${name}-source`,
    {
      agentArns: [agentArn],
      serverHostname: server,
      serverPort: port,
      serverProtocol: "HTTPS",
      bucketName: bucket,
      subdirectory: `/${prefix}`,
      accessKey: fields.apply(({ accessKey }) => accessKey),
      secretKey: fields.apply(({ secretKey }) => secretKey),
    },
    opts,
  );
}
