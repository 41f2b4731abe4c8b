import type { EngineEvent } from "../engine/engine";
import type { DeploymentProgress, Milestone } from "../lifecycle/progress";
import { isLive, isShown } from "./progress";

/** Most resources that are told of as being under way. */
const mostCurrent = 8;

/** How it is told. */
export interface Told {
  /** Others are deployed at the same time: what is renewed in place would overwrite theirs. */
  besideOthers?: boolean;
}

interface Shown extends Told {
  stack: string;
  /** URNs of the resources that are to change. */
  expected: Iterable<string>;
}

interface Teller {
  onEvent: (event: EngineEvent) => void;
  /** Says something else in between. */
  say: (text: string) => void;
  stop: () => void;
}

const plainly = (text: string) => void process.stderr.write(`${text}\n`);

/**
 * Tells on stderr how a deployment goes: on a terminal a headline and what is under way, renewed in place, with failures above it as
 * they happen; in a pipe, or beside others, a line for everything that ends.
 */
export async function deploymentProgress({ stack, expected, besideOthers = false }: Shown): Promise<Teller> {
  const stop = () => undefined;
  if (!isShown()) return { onEvent: () => undefined, say: plainly, stop };
  const [{ DeploymentProgress }, { createColors }, { isColoured }] = await Promise.all([
    import("../lifecycle/progress.js"),
    import("picocolors"),
    import("./terminal.js"),
  ]);
  const progress = new DeploymentProgress(stack, new Set(expected), Date.now());
  const colours = createColors(isColoured(process.stderr));
  const marks: Record<Milestone["state"], string> = {
    done: colours.green("✓"),
    failed: colours.red("✗ failed"),
    warning: colours.yellow("! warning"),
  };
  const line = ({ state, text }: Milestone) => `${marks[state]} ${text.replace(/\n/g, "\n    ")}`;
  if (isLive() && !besideOthers) return inPlace(progress, line);
  return {
    onEvent: (event) => {
      const milestone = progress.take(event, Date.now());
      if (milestone) plainly(`${progress.headline(Date.now())}  ${line(milestone)}`);
    },
    say: plainly,
    stop,
  };
}

async function inPlace(progress: DeploymentProgress, line: (milestone: Milestone) => string): Promise<Teller> {
  const [{ createLogUpdate }, { Painter }, { isColoured, terminalOptions }] = await Promise.all([
    import("log-update"),
    import("../plan/render/painter.js"),
    import("./terminal.js"),
  ]);
  const area = createLogUpdate(process.stderr);
  const painter = () => {
    const { columns: width } = process.stderr;
    return new Painter({ colour: isColoured(process.stderr), width, wrap: true });
  };
  const draw = () => {
    const paint = painter();
    const current = progress.current(Date.now());
    const shown = current.slice(0, Math.max(1, Math.min(mostCurrent, process.stderr.rows - 4)));
    const more = current.length - shown.length;
    area(
      [
        paint.colours.bold(progress.headline(Date.now())),
        ...[...shown, ...(more > 0 ? [`and ${more} more`] : [])].map((text) =>
          paint.colours.dim(paint.cut(`  ${text}`, paint.options.width)),
        ),
      ].join("\n"),
    );
  };
  const say = (text: string) =>
    area.persist(
      painter()
        .page([text.split("\n")])
        .trimEnd(),
    );
  const { verbose = false } = terminalOptions();
  const timer = setInterval(draw, 200);
  return {
    onEvent: (event) => {
      const milestone = progress.take(event, Date.now());
      if (milestone && (verbose || milestone.state !== "done")) say(line(milestone));
    },
    say,
    stop: () => {
      clearInterval(timer);
      area.clear();
      area.done();
    },
  };
}
