import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const fromPackage = createRequire(__filename);

/** A style sheet of `report/`. */
export const styleSheet = (file: string): string => readFileSync(fromPackage.resolve(`#report/${file}`), "utf8");

/** The page's typeface within the page: Inter's Latin letters, every weight (SIL Open Font License 1.1). */
export function fontFace(): string {
  const file = fromPackage.resolve("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2");
  const data = readFileSync(file).toString("base64");
  return `@font-face{font-family:"Inter Variable";font-weight:100 900;src:url(data:font/woff2;base64,${data}) format("woff2")}`;
}
