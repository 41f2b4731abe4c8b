import { componentsOf } from "../../plan/components";
import { countsPhrase } from "../../plan/render/check/headline";
import { More, Pair, Table } from "../parts";
import type { ReportSection } from "../section";
import type { ReportSubject } from "../subject";

export function resourcesSection({ plan }: ReportSubject): ReportSection {
  const components = componentsOf(plan.resources).flatMap((group) => group.components);
  return {
    id: "resources",
    title: "Resources",
    lead: `${plan.summary.resources.toLocaleString("en-US")} resources: ${countsPhrase(plan.summary.changes)}.`,
    body: (
      <More summary="By component">
        <Table
          caption="Resources by component"
          columns={[{ head: "Component" }, { head: "Resources", figure: true }]}
          rows={components.map(({ name, kinds, resources }) => [
            <Pair
              first={name}
              second={kinds.map(({ kind, count }) => (count === 1 ? kind : `${count} ${kind}`)).join(", ")}
            />,
            resources,
          ])}
        />
      </More>
    ),
  };
}
