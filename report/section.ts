import type { ComponentChildren } from "preact";

export interface ReportSection {
  id: string;
  title: string;
  /** What the section says, in a sentence. */
  lead?: ComponentChildren;
  body: ComponentChildren;
}
