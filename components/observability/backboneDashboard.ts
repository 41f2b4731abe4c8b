import type { WatchedTransit } from "./transitMonitoring";
import { type Graph, layOut } from "./dashboard";

/**
 * All regions on one dashboard, as CloudWatch's dashboard body: each graph reads its own region, so that one that is lost leaves its
 * graphs empty and the others as they are. Clusters are found by a search: no region's stack is asked for its name.
 */
export function backboneDashboard(watched: Readonly<Record<string, WatchedTransit>>): ReturnType<typeof layOut> {
  return layOut(
    Object.entries(watched).flatMap(([region, transit]) =>
      [...gatewayGraphs(transit), ...siteGraphs(transit), ...clusterGraphs].map((graph) => ({
        ...graph,
        region,
        title: `${region}: ${graph.title}`,
      })),
    ),
  );
}

function gatewayGraphs({ transitGatewayId }: WatchedTransit): Graph[] {
  if (!transitGatewayId) return [];
  const metric = (name: string) => ["AWS/TransitGateway", name, "TransitGateway", transitGatewayId];
  return [
    { title: "bytes through the gateway", stat: "Sum", metrics: [metric("BytesIn"), metric("BytesOut")] },
    {
      title: "packets without a way",
      stat: "Sum",
      metrics: [metric("PacketDropCountNoRoute"), metric("PacketDropCountBlackhole")],
    },
  ];
}

function siteGraphs({ vpnIds, directConnectConnections }: WatchedTransit): Graph[] {
  const connections = Object.values(directConnectConnections).flat();
  return [
    {
      title: "tunnels that are up",
      stat: "Average",
      metrics: Object.values(vpnIds).map((id) => ["AWS/VPN", "TunnelState", "VpnId", id]),
    },
    {
      title: "Direct Connect, bits a second",
      stat: "Maximum",
      metrics: connections.flatMap((id) =>
        ["ConnectionBpsIngress", "ConnectionBpsEgress"].map((name) => ["AWS/DX", name, "ConnectionId", id]),
      ),
    },
  ];
}

const search = (metric: string, stat: string): [{ expression: string }] => [
  { expression: `SEARCH('{AWS/EKS,ClusterName} MetricName="${metric}"', '${stat}', 300)` },
];

/** What a cluster's own dashboard shows first. */
const clusterGraphs: Graph[] = [
  { title: "pods waiting for a node", stat: "Maximum", metrics: [search("scheduler_pending_pods", "Maximum")] },
  { title: "API server failures", stat: "Sum", metrics: [search("apiserver_request_total_5XX", "Sum")] },
];
