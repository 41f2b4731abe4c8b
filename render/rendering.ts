import type { Plan } from "../plan/plan";
import type { Stack } from "../spec/stack";

/** A file that another tool reads. */
export interface RenderedFile {
  /** Relative to the folder that is written to, for example `hadoop/core-site.xml`. */
  path: string;
  text: string;
}

/** What there is to render from. */
export interface Subject {
  /** The stack's name. */
  name: string;
  stack: Stack;
  /** The stack's plan, made on the first call only: some renderings need the stack file alone. */
  plan: () => Promise<Plan>;
}

/** One kind of configuration, rendered from a stack. Same stack, same bytes. */
export type Rendering = (subject: Subject) => Promise<RenderedFile[]>;
