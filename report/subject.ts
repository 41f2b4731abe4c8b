import type { Base, RuleInfo, StackCheck } from "../plan/check/check";
import type { Finding } from "../plan/finding";
import type { Plan } from "../plan/plan";
import type { SizingAnswer } from "../sizing/planner/answer";
import type { AnyStack } from "../spec/load";
import type { Measured } from "./metrics/measured";

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
  /** What the stack's Prometheus says, where it was asked. */
  measured?: Measured;
  /** The toolkit's version. */
  version: string;
}
