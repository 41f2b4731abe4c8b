import type { EngineEvent } from "../engine/engine";
import type { Milestone } from "../lifecycle/progress";
import { isShown } from "./progress";

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

/**
 * Tells on stderr how a deployment goes: on a terminal a headline and what is under way, renewed in place, with failures above it as
 * they happen; in a pipe, or beside others, a line for everything that ends.
 */
export async function deploymentProgress({ stack, expected, besideOthers = false }: Shown) {
  const [{ DeploymentProgress }, { createColors }, { isColoured, terminalOptions }] = await Promise.all([
    import("../lifecycle/progress.js"),
    import("picocolors"),
    import("./terminal.js"),
  ]);
  const progress = new DeploymentProgress(stack, new Set(expected), Date.now());
  if (!isShown()) return { onEvent: () => undefined, stop: () => undefined };
  const colours = createColors(isColoured(process.stderr));
  const marks: Record<Milestone["state"], string> = {
    done: colours.green("✓"),
    failed: colours.red("✗ failed"),
    warning: colours.yellow("! warning"),
  };
  const line = ({ state, text }: Milestone) => `${marks[state]} ${text.replace(/\n/g, "\n    ")}`;
  if (!process.stderr.isTTY || besideOthers) {
    return {
      onEvent: (event: EngineEvent) => {
        const milestone = progress.take(event, Date.now());
        if (milestone) process.stderr.write(`${progress.headline(Date.now())}  ${line(milestone)}\n`);
      },
      stop: () => undefined,
    };
  }
  const { createLogUpdate } = await import("log-update");
  const area = createLogUpdate(process.stderr);
  const draw = () => {
    const current = progress.current(Date.now());
    const more = current.length - mostCurrent;
    area(
      [
        colours.bold(progress.headline(Date.now())),
        ...current.slice(0, mostCurrent).map((text) => colours.dim(`  ${text}`)),
        ...(more > 0 ? [colours.dim(`  and ${more} more`)] : []),
      ].join("\n"),
    );
  };
  const { verbose = false } = terminalOptions();
  const timer = setInterval(draw, 200);
  return {
    onEvent: (event: EngineEvent) => {
      const milestone = progress.take(event, Date.now());
      if (milestone && (verbose || milestone.state !== "done")) area.persist(line(milestone));
    },
    stop: () => {
      clearInterval(timer);
      area.clear();
      area.done();
    },
  };
}
