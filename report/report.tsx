import { renderToStaticMarkup } from "preact-render-to-string";
import { Page } from "./page";
import { sectionsOf } from "./sections";
import { fontFace, styleSheet } from "./style";
import type { ReportSubject } from "./subject";

/** The report as one HTML document that needs no network and runs no script. Same subject, same bytes. */
export async function renderReport(subject: ReportSubject): Promise<string> {
  const sections = await sectionsOf(subject);
  const sheets = ["style.css", ...(subject.measured ? ["metrics/panels.css"] : [])];
  const style = [fontFace(), ...sheets.map(styleSheet)].join("\n");
  return `<!doctype html>\n${renderToStaticMarkup(<Page subject={subject} sections={sections} style={style} />)}\n`;
}
