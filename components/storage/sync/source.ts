import * as datasync from "@pulumi/aws/datasync";
import { getSecretVersionOutput } from "@pulumi/aws/secretsmanager/getSecretVersion";
import * as pulumi from "@pulumi/pulumi";
import type { Sync } from "../../../spec/stack";

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

/** What the secret's JSON object has: unknown in an offline preview, and never part of the plan's shape. */
function secretFields(
  secretId: string,
  { parent }: pulumi.CustomResourceOptions,
): pulumi.Output<Partial<Record<string, string>>> {
  const { secretString } = getSecretVersionOutput({ secretId }, { parent });
  return pulumi.secret(secretString.apply((text) => JSON.parse(text) as Partial<Record<string, string>>));
}
