import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hadoopXml } from "../../../../components/storage/hadoop/configuration";
import { podOf, ports } from "../../../../components/storage/hdfs/design";
import { clientFiles, hostFiles } from "../../../../components/storage/hdfs/files";
import { clientCoreSite } from "../../../../components/storage/hdfs/sites";
import type { Hdfs } from "../../../../spec/stack";
import { eventually } from "../../monitoring/programs";
import { Cluster, layOut } from "./cluster";
import { startKdc, writeTls } from "./secrets";

const realm = "EXAMPLE.COM";
const lake: Hdfs = {
  name: "lake",
  pool: "nvme",
  image: `registry.example.com/hadoop@sha256:${"a".repeat(64)}`,
  dataNodes: 4,
  tls: { secret: "lake-tls" },
  kerberos: { realm, secret: "lake-keytabs", kdcCidr: "127.0.0.0/8" },
};

/** How a client that does not encrypt asks for a block: the protocol's version, 28, the operation, 81, and what it wants. */
const readBlock = Buffer.from([0, 28, 81, 1, 0]);

const patient = { timeout: 900_000 };

/**
 * The same with `tls` and `kerberos`: a realm of Hadoop's own KDC, certificates of a throw-away authority, and Secrets as
 * the stack file's reference asks for them.
 */
describe("the rendered HDFS in a Kerberos realm", () => {
  let cluster: Cluster;
  const asHdfs = (...args: string[]) => {
    const [pod = ""] = cluster.nameNodes;
    return cluster.pods.run(pod, ["hdfs", ...args], { env: kerberos(`hdfs/${cluster.design.nameNodes[0]}`) });
  };
  const asAlice = (args: string[], input?: Buffer[]) =>
    cluster.pods.run("client-0", ["hdfs", "dfs", ...args], { env: kerberos("alice"), input });
  const kerberos = (principal: string) => ({
    HADOOP_OPTS: `-Djava.security.krb5.conf=${join(cluster.pods.folder, "kerberos", "krb5.conf")}`,
    KRB5PRINCIPAL: `${principal}@${realm}`,
    KRB5KEYTAB: join(cluster.pods.folder, "kerberos", "hdfs.keytab"),
  });

  beforeAll(async () => {
    cluster = new Cluster(lake);
    const { nameNodes, journalNodes } = cluster.design;
    const daemons = [...nameNodes, ...journalNodes, ...cluster.dataNodes];
    await startKdc(cluster.pods, [...daemons.flatMap((host) => [`hdfs/${host}`, `HTTP/${host}`]), "alice"]);
    const services = new Set(daemons.map((host) => host.replace(podOf(host), "*")));
    const { password, ca } = writeTls(cluster.pods, [...services]);
    cluster.trust(ca, password);
    await cluster.start();
  }, 1_200_000);
  afterAll(() => cluster?.pods.end());

  it("lets in whom the realm knows, and keeps what they write", patient, async () => {
    expect((await asHdfs("dfs", "-mkdir", "/alice")).stderr).not.toMatch(/Exception/);
    expect((await asHdfs("dfs", "-chown", "alice", "/alice")).status).toBe(0);
    const text = randomBytes(3 * 2 ** 20).toString("base64");
    const { status, stderr } = await asAlice(["-put", "-", "/alice/text"], [Buffer.from(text)]);
    expect(`${status} ${stderr}`).toMatch(/^0 /);
    expect((await asAlice(["-cat", "/alice/text"])).stdout).toBe(text);
    expect((await asAlice(["-ls", "/alice"])).stdout).toMatch(/ alice .* \/alice\/text/);
  });

  it("refuses whom it does not know, and who would speak in the clear", patient, async () => {
    const env = { HADOOP_OPTS: kerberos("nobody").HADOOP_OPTS, HADOOP_USER_NAME: "hdfs" };
    const unknown = await cluster.pods.run("client-0", ["hdfs", "dfs", "-ls", "/"], { env });
    expect(unknown.status).not.toBe(0);
    expect(unknown.stderr).toMatch(/Client cannot authenticate via:\s*\[TOKEN, KERBEROS\]/);

    const open = { ...clientCoreSite(cluster.design, lake), "hadoop.rpc.protection": "authentication" };
    cluster.pods.mount("client", { "core-site.xml": hadoopXml(open) });
    const calls = await asAlice(["-ls", "/"]);
    expect(calls.status).not.toBe(0);
    expect(calls.stderr).toContain("No common protection layer between client and server");
    cluster.pods.mount("client", clientFiles(cluster.design, lake));

    const [host = ""] = cluster.dataNodes;
    const address = cluster.pods.addressOf(podOf(host));
    connect(ports.dataNode.data, address)
      .on("error", () => undefined)
      .end(readBlock);
    const refusal = /Failed to read expected encryption handshake/;
    await eventually(() => refusal.test(cluster.pods.logOf(podOf(host), "datanode")) || undefined, 60);
  });

  it("serves its pages by HTTPS alone, under names that the authority signed", patient, async () => {
    const [nameNode = ""] = cluster.design.nameNodes;
    const [journalNode = ""] = cluster.design.journalNodes;
    const [dataNode = ""] = cluster.dataNodes;
    const served = [
      [nameNode, ports.nameNode],
      [journalNode, ports.journalNode],
      [dataNode, ports.dataNode],
    ] as const;
    for (const [host, port] of served) {
      expect(await cluster.page(host, port, "/jmx?qry=java.lang:type=Runtime")).toContain('"Uptime"');
      expect(await cluster.page(host, port, "/prom")).toMatch(/^jvm_metrics_gc_count/m);
      await expect(fetch(`http://${cluster.pods.addressOf(podOf(host))}:${port.http}/`)).rejects.toThrow();
    }
  });

  it("lets a data node leave, which proves to the name nodes who it is", patient, async () => {
    const fewer = hostFiles(layOut({ ...lake, dataNodes: 3 }));
    const leaving = cluster.dataNodes.find((host) => fewer.exclude?.includes(host)) ?? "";
    cluster.pods.mount("hosts", fewer);
    const { status, stderr } = await cluster.beforeStop(leaving);
    expect(`${status} ${stderr}`).toMatch(/^0 /);
    expect(await cluster.counted("NumDecomLiveDataNodes")).toBe(1);
  });
});
