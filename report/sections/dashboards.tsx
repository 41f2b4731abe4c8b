import { duration, plural } from "../../plan/render/words";
import { lineColour, timeChart } from "../metrics/chart";
import { type Curve, curvesOf } from "../metrics/curves";
import type { MeasuredPanel } from "../metrics/measured";
import type { Window } from "../metrics/prometheus";
import { valueIn } from "../metrics/units";
import { Drawn, Table } from "../parts";
import type { ReportSection } from "../section";
import type { ReportSubject } from "../subject";

/** What the region's dashboards show of what stands; undefined where no Prometheus was asked. */
export function dashboardsSection({ measured }: ReportSubject): ReportSection | undefined {
  if (!measured) return undefined;
  const { address, window, dashboards } = measured;
  return {
    id: "dashboards",
    title: "Dashboards",
    lead: (
      <>
        What <code>{address}</code> measured from {minute(window.from)} to {minute(window.to)} UTC, a value every{" "}
        {duration(window.stepSeconds)}.
      </>
    ),
    body: dashboards.map((dashboard, index) => (
      <Dashboard key={dashboard.title} name={`dashboard-${index}`} window={window} {...dashboard} />
    )),
  };
}

/** Panels with lines as charts, and below them those without, each with why. */
function Dashboard(props: { name: string; title: string; panels: MeasuredPanel[]; window: Window }) {
  const { name, title, panels, window } = props;
  const drawn = panels.map((panel, index) => ({
    panel,
    id: `${name}-${index}`,
    failed: failuresOf(panel),
    ...curvesOf(panel, window),
  }));
  const empty = drawn.filter(({ curves }) => curves.length === 0);
  return (
    <>
      <h3>{title}</h3>
      <div class="panels">
        {drawn.map((one) => one.curves.length > 0 && <Graph key={one.id} {...one} window={window} />)}
      </div>
      {empty.length > 0 && (
        <Table
          caption={`Panels of ${title} without a value`}
          columns={[{ head: "Without a value" }, { head: "Why" }]}
          rows={empty.map(({ panel, failed }) => [panel.title, failed.length > 0 ? failed.join(" ") : "no data"])}
        />
      )}
    </>
  );
}

interface GraphProps {
  panel: MeasuredPanel;
  id: string;
  failed: string[];
  curves: Curve[];
  more: number;
  window: Window;
}

function Graph({ panel: { title, unit }, id, failed, curves, more, window }: GraphProps) {
  const words = valueIn[unit];
  const values = curves.flatMap((curve) => curve.values.filter((value) => value !== null));
  const label = `${title}: ${plural(curves.length, "line")}, from ${words(Math.min(...values))} to ${words(Math.max(...values))}`;
  return (
    <figure class="panel">
      <figcaption>{title}</figcaption>
      <Drawn svg={timeChart(id, curves, unit, window)} label={label} />
      <ul>
        {curves.map(({ name, colour, dashed, values }) => (
          <li
            key={`${name} ${dashed}`}
            class={dashed ? "line line-dashed" : "line"}
            style={`--line:${lineColour(colour)}`}
          >
            {name} <b>{lastWords(values, words)}</b>
          </li>
        ))}
        {more > 0 && <li>and {more} more</li>}
      </ul>
      {failed.map((why) => (
        <p key={why} class="note">
          {why}
        </p>
      ))}
    </figure>
  );
}

/** The value now, or that there is none. */
function lastWords(values: readonly (number | null)[], words: (value: number) => string): string {
  const last = values.at(-1) ?? null;
  return last === null ? "not now" : words(last);
}

function failuresOf({ queries }: MeasuredPanel): string[] {
  return queries.flatMap((query) => ("failed" in query ? [`Its query failed: ${query.failed}`] : []));
}

/** `2026-11-26 05:30`. */
const minute = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 16).replace("T", " ");
