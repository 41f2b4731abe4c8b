import type * as pulumi from "@pulumi/pulumi";
import type { Watched } from "./alarms";

/** A metric by its namespace, name and dimensions, or a search for the metrics that there are. */
type Metric = pulumi.Input<string>[] | [{ expression: string }];

interface Widget {
  type: "metric";
  x: number;
  y: number;
  width: number;
  height: number;
  properties: { title: string; region: string; stat: string; period: number; view: "timeSeries"; metrics: Metric[] };
}

export interface Graph {
  title: string;
  stat: string;
  metrics: Metric[];
}

/** The region's dashboard, as CloudWatch's dashboard body. Graphs of what there is not are left out. */
export function dashboardBody(region: string, watched: Watched): { widgets: Widget[] } {
  const graphs = [...clusterGraphs(watched), ...natGraphs(watched), ...bucketGraphs(watched)];
  return layOut(graphs.map((graph) => ({ ...graph, region })));
}

/** Graphs of any region, two a row. */
export function layOut(graphs: readonly (Graph & { region: string })[]): { widgets: Widget[] } {
  return {
    widgets: graphs
      .filter(({ metrics }) => metrics.length > 0)
      .map(({ title, stat, metrics, region }, index) => ({
        type: "metric",
        x: (index % 2) * 12,
        y: Math.floor(index / 2) * 6,
        width: 12,
        height: 6,
        properties: { title, region, stat, period: 300, view: "timeSeries", metrics },
      })),
  };
}

function clusterGraphs({ clusterName }: Watched): Graph[] {
  if (!clusterName) return [];
  const metric = (name: string): Metric => ["AWS/EKS", name, "ClusterName", clusterName];
  return [
    {
      title: "API server: requests and failures",
      stat: "Sum",
      metrics: [metric("apiserver_request_total"), metric("apiserver_request_total_5XX")],
    },
    {
      title: "Pods waiting for a node",
      stat: "Maximum",
      metrics: [metric("scheduler_pending_pods"), metric("scheduler_pending_pods_UNSCHEDULABLE")],
    },
  ];
}

function natGraphs({ natGatewayIds }: Watched): Graph[] {
  const ofEach = (name: string): Metric[] =>
    Object.values(natGatewayIds).map((id) => ["AWS/NATGateway", name, "NatGatewayId", id]);
  return [
    { title: "NAT: bytes from the internet", stat: "Sum", metrics: ofEach("BytesInFromDestination") },
    { title: "NAT: connections refused for lack of ports", stat: "Sum", metrics: ofEach("ErrorPortAllocation") },
  ];
}

function bucketGraphs({ bucketNames }: Watched): Graph[] {
  const ofEach = (name: string): Metric[] =>
    Object.values(bucketNames).map((bucket) => ["AWS/S3", name, "BucketName", bucket, "FilterId", "EntireBucket"]);
  return [
    { title: "Buckets: bytes read", stat: "Sum", metrics: ofEach("BytesDownloaded") },
    { title: "Buckets: requests slowed down or failed", stat: "Sum", metrics: ofEach("5xxErrors") },
  ];
}
