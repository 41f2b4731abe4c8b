import type { TrainingWorkload } from "../../spec/stack";
import { type ChartSize, chartSvg } from "../../sizing/render/svg";
import { line, sizingChart, type SizingChart } from "../../sizing/render/charts";
import type { SizingAnswer } from "../../sizing/planner/answer";
import { Drawn, Table } from "../parts";
import type { ReportSection } from "../section";
import type { ReportSubject } from "../subject";
import { percent } from "../words";
import { type Interrupted, interrupted, statedSizings } from "../training";

const size: ChartSize = { width: 440, height: 250 };

/** How much of the time training keeps, and the sizes of models that are known; undefined where nothing trains. */
export function trainingSection({ stack, sizings }: ReportSubject): ReportSection | undefined {
  if (stack.kind !== "Region") return undefined;
  const { workloads = [] } = stack;
  if (workloads.length === 0 && sizings.length === 0) return undefined;
  const jobs = workloads.map((workload) => ({ workload, run: interrupted(workload) }));
  return {
    id: "training",
    title: "Training",
    lead: "How much of the time moves training forward: the rest goes to checkpoints, restarts and steps done again.",
    body: (
      <>
        {jobs.length > 0 && (
          <Table
            caption="Training jobs with the time they keep"
            columns={[{ head: "Job" }, { head: "Checkpoint every", figure: true }, { head: "Time kept", figure: true }]}
            rows={jobs.map(({ workload, run }) => [
              workload.name,
              run.chosen ? every(run.chosen.intervalSeconds) : "never",
              run.chosen ? percent(run.chosen.goodput) : "none beyond a failure",
            ])}
          />
        )}
        <div class="charts">{jobs.map((job) => job.run.chosen && <JobCharts key={job.workload.name} {...job} />)}</div>
        {[...statedSizings(stack), ...sizings].map((answer) => (
          <SizingCharts key={answer.workload} answer={answer} />
        ))}
      </>
    ),
  };
}

function JobCharts({ workload: { name, nodes }, run }: { workload: TrainingWorkload; run: Interrupted }) {
  const { chosen, byInterval, byNodes } = run;
  if (!chosen) return null;
  const kept = chosen.goodput * 100;
  const hours = chosen.intervalSeconds / 3600;
  return (
    <>
      <Drawn
        svg={chartSvg(
          `interval-${name}`,
          line(`${name}: time kept by checkpoint interval`, "hours", "%", byInterval, {
            at: [hours, kept],
            name: "this job",
          }),
          size,
        )}
        label={`${name} keeps ${kept.toFixed(1)}% of its time with a checkpoint every ${hours.toFixed(1)} hours.`}
      />
      <Drawn
        svg={chartSvg(
          `nodes-${name}`,
          line(`${name}: time kept by nodes`, "nodes", "%", byNodes, { at: [nodes, kept], name: "this job" }),
          size,
        )}
        label={`${name} keeps ${kept.toFixed(1)}% of its time on ${nodes} nodes, and ${byNodes.at(-1)?.[1]?.toFixed(1)}% on ${byNodes.at(-1)?.[0]}.`}
      />
    </>
  );
}

const captions: Record<SizingChart, string> = {
  memory: "Memory of one accelerator by part",
  time: "Time of one optimizer step by part",
  frontier: "Price against time",
  goodput: "Goodput against nodes",
};

function SizingCharts({ answer }: { answer: SizingAnswer }) {
  const best = answer.ranked[0];
  // A job's own count of nodes is a single point: no curve.
  const curves = (answer.chosen?.frontier.length ?? 0) > 1;
  return (
    <>
      <h3>{answer.workload}</h3>
      <p>
        {best
          ? `${best.nodes} × ${best.instanceType} train ${answer.tokens.toLocaleString("en-US", { notation: "compact" })} tokens in ${best.days.toFixed(1)} days, at ${percent(best.mfu)} of their peak.`
          : `Nothing in ${answer.region} runs it in time.`}
      </p>
      <div class="charts">
        {(Object.keys(captions) as SizingChart[]).map((chart) => {
          if (!curves && (chart === "frontier" || chart === "goodput")) return null;
          const svg = sizingChart(answer, chart, size);
          return svg && <Drawn key={chart} svg={svg} label={`${captions[chart]}, ${answer.workload}`} />;
        })}
      </div>
    </>
  );
}

const every = (seconds: number) =>
  seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
