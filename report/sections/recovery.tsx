import { duration, planningWords } from "../../plan/render/words";
import { Mark, Pair, Table, Words } from "../parts";
import type { ReportSection } from "../section";
import type { ReportSubject } from "../subject";

/** What failures cost; undefined where the stack has no recovery. */
export function recoverySection({ plan: { recovery } }: ReportSubject): ReportSection | undefined {
  if (!recovery) return undefined;
  const time = (seconds: number | null) => (seconds === null ? <Mark tone="bad">lost</Mark> : duration(seconds));
  return {
    id: "recovery",
    title: "Recovery",
    lead: (
      <Words>
        {`What each failure costs, computed from what the plan makes. Mode: ${recovery.mode}${recovery.otherRegion ? `, in ${recovery.otherRegion}` : ""}. ${planningWords(recovery.planning)}`}
      </Words>
    ),
    body: (
      <Table
        caption="Failures, what they lose, and how long until it is back"
        columns={[{ head: "Failure" }, { head: "Work lost", figure: true }, { head: "Back within", figure: true }]}
        rows={recovery.rows.map(({ failure, of, rpoSeconds, rtoSeconds, by }) => [
          <Pair first={`${failure}: ${of}`} second={by} />,
          time(rpoSeconds),
          time(rtoSeconds),
        ])}
      />
    ),
  };
}
