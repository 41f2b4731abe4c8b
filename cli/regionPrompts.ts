import type * as Clack from "@clack/prompts" with { "resolution-mode": "import" };
import { findInstanceType, instanceTypeNames } from "../catalog/instanceTypes";
import { findRegion, regionNames, zonesOffering } from "../catalog/regions";
import type { Environment } from "../spec/stack";
import { Interruption } from "./failure";
import { defaultSource, defaults, environments, type NewOptions, type NewRegion } from "./newRegion";
import { allStacks, chooseRegion, chooseStack } from "./stacks";

type Prompts = typeof Clack;

/** Asks for what the options leave open. Throws Interruption where the user leaves. */
export async function askForRegion(options: NewOptions): Promise<NewRegion> {
  const prompts = await import("@clack/prompts");
  const answered = answeredWith(prompts);
  prompts.intro("A new region");
  const from = options.from ?? (await answered(askSource(prompts)));
  const region = await answered(askRegion(prompts));
  const own = chooseRegion(from).stack.environment;
  const environment = options.environment ?? (await answered(askEnvironment(prompts, own)));
  const { name: initialValue } = defaults(region, { ...options, from, environment });
  const name = options.name ?? (await answered(prompts.text({ message: "What is the stack called?", initialValue })));
  return { ...options, from, region, environment, name };
}

const askSource = ({ select }: Prompts) =>
  select({
    message: "Which stack does it take after?",
    initialValue: defaultSource,
    options: allStacks()
      .filter(isRegion)
      .map((value) => ({ value, label: value })),
  });

/** A stack file that cannot be read is none to take after. */
function isRegion(name: string): boolean {
  try {
    return chooseStack(name).stack.kind === "Region";
  } catch {
    return false;
  }
}

const askRegion = ({ autocomplete }: Prompts) =>
  autocomplete({
    message: "Where?",
    placeholder: "type a place or a region's name",
    maxItems: 10,
    options: regionNames().map((value) => ({
      value,
      label: `${value}  ${findRegion(value)?.longName}`,
      hint: familiesIn(value),
    })),
  });

const askEnvironment = ({ select }: Prompts, initialValue: Environment) =>
  select<Environment>({
    message: "For which environment?",
    initialValue,
    options: environments.map((value) => ({ value, label: value })),
  });

const answeredWith =
  ({ isCancel, cancel }: Prompts) =>
  async <T>(question: Promise<T>): Promise<Exclude<T, symbol>> => {
    const answer = await question;
    if (!isCancel(answer)) return answer as Exclude<T, symbol>;
    cancel("Cancelled.");
    throw new Interruption("nothing was written.");
  };

/** The accelerator families that the region offers, for choosing among regions. */
function familiesIn(region: string): string {
  const types = instanceTypeNames().filter(
    (name) => findInstanceType(name)?.accelerator && zonesOffering(name, region).length > 0,
  );
  return [...new Set(types.map((name) => name.split(".")[0]))].join(" ") || "no accelerators";
}
