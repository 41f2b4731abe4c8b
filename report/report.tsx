import { renderToStaticMarkup } from "preact-render-to-string";
import type { Base, RuleInfo, StackCheck } from "../plan/check/check";
import type { Finding } from "../plan/finding";
import type { Plan } from "../plan/plan";
import type { SizingAnswer } from "../sizing/planner/answer";
import type { AnyStack } from "../spec/load";
import { Page } from "./page";
import { sectionsOf } from "./sections";
import { fontFace, styleSheet } from "./style";

/** What a report tells of. */
export interface ReportSubject {
  stack: AnyStack;
  plan: Plan;
  /** Its policies' verdict, and what differs from the base where there is one. */
  check: StackCheck;
  /** Every rule's verdict, those that pass too. */
  verdicts: readonly Finding[];
  rules: readonly RuleInfo[];
  base?: Base;
  /** Of workloads whose models are known. */
  sizings: readonly SizingAnswer[];
  /** The toolkit's version. */
  version: string;
}

/** The report as one HTML document that needs no network and runs no script. Same subject, same bytes. */
export async function renderReport(subject: ReportSubject): Promise<string> {
  const sections = await sectionsOf(subject);
  const style = `${fontFace()}\n${styleSheet()}`;
  return `<!doctype html>\n${renderToStaticMarkup(<Page subject={subject} sections={sections} style={style} />)}\n`;
}
