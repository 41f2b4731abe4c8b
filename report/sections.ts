import type { ReportSection } from "./section";
import { bandwidthSection } from "./sections/bandwidth";
import { billSection } from "./sections/bill";
import { changesSection } from "./sections/changes";
import { dashboardsSection } from "./sections/dashboards";
import { policySection } from "./sections/policy";
import { recoverySection } from "./sections/recovery";
import { resourcesSection } from "./sections/resources";
import { trainingSection } from "./sections/training";
import { topologySection } from "./sections/topology";
import type { ReportSubject } from "./subject";

/** The report's sections in reading order; those with nothing to say are left out. */
export async function sectionsOf(subject: ReportSubject): Promise<ReportSection[]> {
  const sections = [
    await topologySection(subject),
    changesSection(subject),
    billSection(subject),
    policySection(subject),
    recoverySection(subject),
    bandwidthSection(subject),
    trainingSection(subject),
    dashboardsSection(subject),
    resourcesSection(subject),
  ];
  return sections.filter((section) => section !== undefined);
}
