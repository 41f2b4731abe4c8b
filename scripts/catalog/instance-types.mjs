// Writes catalog/facts/instance-types.json from moto's recorded DescribeInstanceTypes and Karpenter's bandwidth table.
// Types that moto does not have are written by hand in catalog/facts/documented-instance-types.json.
import { sorted } from "../../dist/catalog/refresh/factFile.js";
import { carried } from "../../dist/catalog/refresh/families.js";
import { instanceTypeFact } from "../../dist/catalog/refresh/instanceTypeFact.js";
import { writeFacts } from "./facts.mjs";
import { karpenter, moto } from "./packages.mjs";

const types = moto.read("instance_types.json.gz");
const bandwidth = new Map(
  [
    ...karpenter.read("pkg/providers/instancetype/zz_generated.bandwidth.go").matchAll(/^\t\t"([^"]+)":\s+(\d+),/gm),
  ].map(([, name, megabits]) => [name, Number(megabits) / 1000]),
);
// moto recorded no NeuronInfo for trn2u.48xlarge, which is a trn2.48xlarge in an UltraServer.
types["trn2u.48xlarge"].NeuronInfo = types["trn2.48xlarge"].NeuronInfo;

const entries = Object.values(types)
  .filter((type) => carried(type.InstanceType))
  .map((type) => {
    const gbps = bandwidth.get(type.InstanceType);
    const source = gbps === undefined ? [moto.key] : [moto.key, karpenter.key];
    return [type.InstanceType, instanceTypeFact(type, source, gbps)];
  });
writeFacts("instance-types", {
  sources: { [moto.key]: moto.source, [karpenter.key]: karpenter.source },
  types: sorted(entries),
});
