import { acceleratorPool, fabricInterfacesOf } from "../../aws/pools";
import { aws } from "../../aws/types";
import { graphRule, must } from "../../rule";
import { truthOf } from "../../../plan/property";
import { fabricInterfaces } from "../../../catalog/networkInterfaces";

export const nodeEveryEfaCard = graphRule({
  id: "NODE-11",
  name: "node-every-efa-card",
  title: "Training nodes have an EFA interface on every network card",
  severity: "high",
  rationale:
    "A p5.48xlarge with one interface has a thirty-second of the network that is paid for; collective operations wait for it, and nothing says so.",
  remediation:
    "List one `networkInterfaces` entry a card in the launch template, with `interfaceType` efa or efa-only; `aidc catalog show` says how many.",
  controls: {},
  types: [aws.nodeGroup],
  parameters: {
    fabricFromCards: {
      description: "Types with at least so many EFA interfaces are for a fabric, and must use it.",
      schema: { type: "integer", minimum: 1 },
      weaker: "higher",
      default: 4,
    },
  },
  check: (nodeGroup, _graph, { parameters }) => {
    const pool = acceleratorPool(nodeGroup);
    if (!pool) return [];
    const whole = fabricInterfaces(pool.type).filter(({ interfaceType }) => interfaceType !== "interface").length;
    const found = fabricInterfacesOf(pool).length;
    if (whole < parameters.fabricFromCards && found === 0) return [];
    const interfaces = pool.template?.at("networkInterfaces");
    // A template of another stack, or a list that is still unknown, may hold any number.
    if (interfaces?.isUnknown || (!pool.template && nodeGroup.at("launchTemplate").isPresent))
      return [must("unknown", `not every card of ${pool.type.name} has its interface`, interfaces)];
    const otherwise = `${found} of ${whole} EFA interfaces of ${pool.type.name}`;
    return [must(truthOf(found >= whole), otherwise, interfaces, pool.template)];
  },
});
