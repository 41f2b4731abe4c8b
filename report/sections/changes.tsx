import { losesState } from "../../plan/check/difference";
import { countsPhrase } from "../../plan/render/check/headline";
import { dollars, signedDollars } from "../../plan/render/words";
import { Mark, More, Pair, Table } from "../parts";
import type { ReportSection } from "../section";
import type { ReportSubject } from "../subject";

/** What differs from the base; undefined where the report compares with none. */
export function changesSection({ check, base }: ReportSubject): ReportSection | undefined {
  const { difference, cost } = check;
  if (!base || !difference) return undefined;
  const lost = difference.changes.filter(losesState);
  const change = cost?.monthlyUSD.change;
  return {
    id: "changes",
    title: "Change",
    lead: (
      <>
        Against <code>{base.ref}</code> (<code>{base.commit.slice(0, 10)}</code>): {countsPhrase(difference.counts)}
        {change !== undefined && (change === 0 ? ", no change of cost" : `, ${signedDollars(change)} a month`)}.
      </>
    ),
    body: (
      <>
        {lost.map(({ urn, kind, name, type, keys }) => (
          <p key={urn} class="notice">
            <Mark tone="bad">{kind}</Mark> <b>{name}</b> would lose what it holds. {type}
            {keys.length > 0 && `, because of ${keys.join(", ")}`}
          </p>
        ))}
        {cost && change !== undefined && change !== 0 && (
          <Table
            caption="Monthly cost before and after"
            columns={[{ head: "Concern" }, { head: "Before", figure: true }, { head: "After", figure: true }]}
            rows={cost.concerns.map(({ concern, before = 0, after }) => [concern, dollars(before), dollars(after)])}
            foot={["total", dollars(cost.monthlyUSD.before ?? 0), dollars(cost.monthlyUSD.after)]}
          />
        )}
        {difference.changes.length > 0 && (
          <More summary={`All changes: ${countsPhrase(difference.counts)}`}>
            <Table
              caption="Resources that change"
              columns={[{ head: "Resource" }, { head: "Change" }]}
              rows={difference.changes.map(({ name, type, kind, keys }) => [
                <Pair first={name} second={type} />,
                <Pair first={kind} {...(keys.length > 0 && { second: keys.join(", ") })} />,
              ])}
            />
          </More>
        )}
      </>
    ),
  };
}
