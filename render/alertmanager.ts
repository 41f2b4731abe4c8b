import {
  alertmanagerConfiguration,
  alertmanagerText,
  snsReceiver,
} from "../components/observability/alertmanager/configuration";
import type { RenderedFile, Subject } from "./rendering";

/**
 * Who gets which alert. A topic's ARN is made by the deployment: `aidc up` fills it in, and here it stands as
 * `<topic of the receiver>`.
 */
export function alertmanager({ stack }: Subject): Promise<RenderedFile[]> {
  const { account = "<account>", region, monitoring } = stack;
  const topic = (receiver: string) => `arn:aws:sns:${region}:${account}:<topic of ${receiver}>`;
  const configuration = alertmanagerConfiguration(monitoring, (receiver) => snsReceiver(topic(receiver), region));
  return Promise.resolve([{ path: "alertmanager/alertmanager.yaml", text: alertmanagerText(configuration) }]);
}
