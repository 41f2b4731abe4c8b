import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { eventually } from "../../monitoring/programs";
import type { Loopback } from "./loopback";

/**
 * Writes what the TLS Secret holds: stores of a certificate for the names, which a throw-away authority signed.
 *
 * @returns The stores' password, and the authority's certificate.
 */
export function writeTls(pods: Loopback, names: readonly string[]): { password: string; ca: string } {
  const folder = join(pods.folder, "tls");
  mkdirSync(folder);
  const password = randomBytes(16).toString("hex");
  const program = join(dirname(execFileSync("scripts/java.sh", { encoding: "utf8" }).trim()), "keytool");
  const keytool = (store: string, command: string, ...args: string[]) =>
    execFileSync(
      program,
      [
        ...[command, "-keystore", join(folder, store), "-storetype", "PKCS12", "-storepass", password, "-noprompt"],
        ...args,
      ],
      { stdio: ["ignore", "ignore", "pipe"] },
    );
  const file = (name: string) => join(folder, name);
  const pair = ["-keyalg", "EC", "-groupname", "secp256r1", "-validity", "2"];
  keytool("ca.p12", "-genkeypair", "-alias", "ca", "-dname", "CN=throw-away", "-ext", "bc:c", ...pair);
  keytool("ca.p12", "-exportcert", "-alias", "ca", "-rfc", "-file", file("ca.crt"));
  keytool("truststore.p12", "-importcert", "-alias", "ca", "-file", file("ca.crt"));
  keytool("keystore.p12", "-genkeypair", "-alias", "hdfs", "-dname", "CN=hdfs", ...pair);
  keytool("keystore.p12", "-certreq", "-alias", "hdfs", "-file", file("hdfs.csr"));
  const alternatives = `san=${names.map((name) => `dns:${name}`).join(",")}`;
  const signed = ["-infile", file("hdfs.csr"), "-outfile", file("hdfs.crt"), "-ext", alternatives, "-validity", "2"];
  keytool("ca.p12", "-gencert", "-alias", "ca", "-rfc", ...signed);
  keytool("keystore.p12", "-importcert", "-alias", "ca", "-file", file("ca.crt"));
  keytool("keystore.p12", "-importcert", "-alias", "hdfs", "-file", file("hdfs.crt"));
  return { password, ca: readFileSync(file("ca.crt"), "utf8") };
}

/** Starts Hadoop's own KDC and writes what the Kerberos Secret holds: `krb5.conf`, and a keytab of the principals. */
export async function startKdc(pods: Loopback, principals: readonly string[]): Promise<void> {
  const folder = join(pods.folder, "kerberos");
  const properties = join(folder, "kdc.properties");
  pods.mount("kerberos", { "kdc.properties": "" }); // it listens on localhost, as its krb5.conf says
  const main = "org.apache.hadoop.minikdc.MiniKdc";
  pods.start("kdc-0", "kdc", ["hadoop", main, folder, properties, join(folder, "hdfs.keytab"), ...principals]);
  await eventually(() => pods.logOf("kdc-0", "kdc").includes("Standalone MiniKdc Running") || undefined, 120);
}
