import { Sha256 } from "@aws-crypto/sha256-js";
import { defaultProvider } from "@aws-sdk/credential-provider-node";
import { SignatureV4 } from "@smithy/signature-v4";
import type { AwsCredentialIdentity } from "@smithy/types";

/** Headers of a POST to an Amazon Managed Service for Prometheus workspace, signed with the credentials in use. */
export async function signedHeaders(
  url: URL,
  region: string,
  headers: Record<string, string>,
  body: string,
  credentials: AwsCredentialIdentity | (() => Promise<AwsCredentialIdentity>) = defaultProvider(),
): Promise<Record<string, string>> {
  const signer = new SignatureV4({ service: "aps", region, credentials, sha256: Sha256 });
  const signed = await signer.sign({
    method: "POST",
    protocol: url.protocol,
    hostname: url.hostname,
    path: url.pathname,
    headers: { ...headers, host: url.host },
    body,
  });
  return signed.headers;
}
