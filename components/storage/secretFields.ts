import { getSecretVersionOutput } from "@pulumi/aws/secretsmanager/getSecretVersion";
import * as pulumi from "@pulumi/pulumi";

/** What the JSON object of a secret in Secrets Manager has: unknown in an offline preview, and never part of the plan's shape. */
export function secretFields(
  secretId: string,
  { parent }: pulumi.CustomResourceOptions,
): pulumi.Output<Partial<Record<string, string>>> {
  const { secretString } = getSecretVersionOutput({ secretId }, { parent });
  return pulumi.secret(secretString.apply((text) => JSON.parse(text) as Partial<Record<string, string>>));
}
