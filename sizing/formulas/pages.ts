import { communicationPage } from "./communication";
import { energyPage } from "./energy";
import { flopsPage } from "./flops";
import { type FormulaPage, formulaPage } from "./formula";
import { memoryPage } from "./memory";
import { parametersPage } from "./parameters";
import { reliabilityPage } from "./reliability";
import { servingPage } from "./serving";
import { stepTimePage } from "./stepTime";

/** The pages of the formulas, in the order of their index. */
export const pages: FormulaPage[] = [
  parametersPage,
  memoryPage,
  flopsPage,
  stepTimePage,
  communicationPage,
  reliabilityPage,
  servingPage,
  energyPage,
];

/** `docs/sizing/*.md` of the formulas, Markdown before formatting by path; and their index. */
export function formulaPages(): Record<string, string> {
  const index = [
    "# Sizing",
    "What `aidc size` and the bill of a training run are reckoned with. Each page has the formulas, where they come from, and numbers that the code worked out; [how far to trust them](proof.md) holds them against published runs.",
    pages
      .map(
        ({ file, title, formulas }) =>
          `- [${title}](${file}.md): ${formulas.map(({ name }) => name.toLowerCase()).join("; ")}`,
      )
      .join("\n"),
  ].join("\n\n");
  return {
    "docs/sizing/README.md": index,
    ...Object.fromEntries(pages.map((page) => [`docs/sizing/${page.file}.md`, formulaPage(page)])),
  };
}
