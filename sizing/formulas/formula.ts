/** A formula as its page shows it: what the code computes, from whom, and numbers that the code itself worked out. */
export interface Formula {
  name: string;
  /** The functions that compute it, or a part of it. */
  by: ((...of: never[]) => unknown)[];
  /** In the letters of the page's `letters`. */
  formula: string;
  source: string;
  examples: Example[];
}

/** Inputs in words, and what the code makes of them. */
export interface Example {
  of: string;
  gives: string;
}

export interface FormulaPage {
  /** Name of the page's file in `docs/sizing`, without its ending. */
  file: string;
  title: string;
  /** Where the code is. */
  code: string[];
  /** What the letters stand for. */
  letters: Record<string, string>;
  formulas: Formula[];
}

/** `8,030,261,248`. */
export const whole = (value: number) => Math.round(value).toLocaleString("en-US");

/** Three significant digits and a unit, for example `16.1 GB`. */
export const of = (value: number, unit: string) => `${Number(value.toPrecision(3)).toLocaleString("en-US")} ${unit}`;

export const percent = (share: number) => `${(share * 100).toFixed(1)}%`;

/** The page as Markdown before formatting. */
export function formulaPage({ title, code, letters, formulas }: FormulaPage): string {
  const named = Object.entries(letters).map(([letter, meaning]) => `\`${letter}\` ${meaning}`);
  return [
    `# ${title}`,
    `Made by \`npm run sizing:validate\` from ${code.map((file) => `\`${file}\``).join(", ")}: the numbers are what that code gives. ${named.join("; ")}.`,
    ...formulas.flatMap(({ name, by, formula, source, examples }) => [
      `## ${name}`,
      `\`\`\`text\n${formula}\n\`\`\``,
      `Source: ${source}. In the code: ${by.map((computes) => `\`${computes.name}\``).join(", ")}.`,
      ["| of | gives |", "| --- | --- |", ...examples.map((example) => `| ${example.of} | ${example.gives} |`)].join(
        "\n",
      ),
    ]),
  ].join("\n\n");
}
