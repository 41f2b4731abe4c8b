import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fabricTestImage, publishedMessageGiB } from "../catalog/fabricTests";
import { findInstanceType } from "../catalog/instanceTypes";
import { outdatedSoftware } from "../catalog/minimumSoftware";
import { usesEfa } from "../spec/fabric";
import type { Stack } from "../spec/stack";
import { CertifyError } from "./error";
import { type FabricTest, messageGiBOf, scriptOf } from "./fabricTest";

/** What whoever runs the test may choose. */
export interface FabricTestChoices {
  namespace: string;
  nodes: number;
  /** Default: the catalogue's, where it runs on the pool's nodes. */
  image?: string;
  /** Kueue's. */
  queue?: string;
}

/**
 * Designs the test of a pool.
 *
 * @param scripts The folder of the scripts that its pods run, `workloads/fabric`.
 * @throws CertifyError where the pool has no fabric, too few nodes, or no image is known for them.
 */
export function designFabricTest(
  stack: Stack,
  poolName: string,
  choices: FabricTestChoices,
  scripts: string,
): FabricTest {
  const pool = stack.pools.find(({ name }) => name === poolName);
  if (!pool) {
    const names = stack.pools.map(({ name }) => name).join(", ");
    throw new CertifyError(`the stack has no pool ${poolName}; it has ${names || "none"}.`);
  }
  const type = findInstanceType(pool.instanceType);
  if (!type?.accelerator || !usesEfa(pool, type)) {
    throw new CertifyError(
      `${poolName} (${pool.instanceType}) has no fabric to certify: its nodes have no EFA interfaces.`,
    );
  }
  const most = typeof pool.nodes === "number" ? pool.nodes : pool.nodes.max;
  const { nodes } = choices;
  if (!Number.isInteger(nodes) || nodes < 2 || nodes > most) {
    throw new CertifyError(`the test needs 2 to ${most} nodes, as many as ${poolName} has; found ${nodes}.`);
  }
  const script = scriptOf(type);
  const pinned = fabricTestImage();
  const fits = script === "nccl.sh" && type.architecture === pinned.architecture;
  const image = choices.image ?? (fits ? pinned.name : undefined);
  if (!image) {
    throw new CertifyError(
      `the pinned image is for NVIDIA on ${pinned.architecture}, ${type.name} needs another: pass --image.`,
    );
  }
  const [outdated] = image === pinned.name ? outdatedSoftware(type.name, pinned.software) : [];
  if (outdated) {
    const { name, found, needed } = outdated;
    throw new CertifyError(`${type.name} needs ${name} ${needed}, the pinned image has ${found}: pass --image.`);
  }
  return {
    ...choices,
    name: `fabric-${poolName}-${randomBytes(3).toString("hex")}`,
    pool: poolName,
    type,
    image,
    token: randomBytes(32).toString("hex"),
    messageGiB: publishedMessageGiB(type.name) ?? messageGiBOf(type),
    scripts: readScripts(scripts, script),
  };
}

function readScripts(folder: string, script: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name === script || name.endsWith(".py"));
  return Object.fromEntries(names.map((name) => [name, readFileSync(`${folder}/${name}`, "utf8")]));
}
