import { ManagedGrafana } from "aidc/components/observability/grafana/managedGrafana";
import { accountId, region, workspaceArn } from "./existing";

export const grafana = new ManagedGrafana("ai", {
  region,
  accountId,
  prometheusArn: workspaceArn,
  adminGroups: ["94482488-3041-7026-18b6-1fd4a1b7ae45"],
});
