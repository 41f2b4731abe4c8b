import { findInstanceType } from "../../catalog/instanceTypes";
import { cleaningNamespace } from "../cleaning";
import type { Finding } from "../finding";
import { didYouMean } from "../nearest";
import type { Path } from "../problems";
import type { CleaningColumn, CleaningRules, Stack } from "../stack";
import { namespaceOf } from "../teams";

/** Passes when each job's buckets are the file's, and its pool one whose nodes take pods that ask for no accelerator. */
export function cleaningPlacesExist({ cleaning = [], storage, pools }: Stack): Finding[] {
  const buckets = storage.buckets.map(({ name }) => name);
  const plain = pools.filter(({ instanceType }) => !findInstanceType(instanceType)?.accelerator);
  return cleaning.flatMap(({ from, to, pool }, index) => {
    const path = ["cleaning", index];
    const findings = [
      ...unknown([...path, "from", "bucket"], from.bucket, buckets, "is not a bucket of this file"),
      ...unknown([...path, "to", "bucket"], to.bucket, buckets, "is not a bucket of this file"),
    ];
    if (pool === undefined) return findings;
    const names = plain.map(({ name }) => name);
    const exists = pools.some(({ name }) => name === pool);
    const message = exists ? "has accelerators, which keep other pods off its nodes" : "is not a pool of this file";
    const hint = "Leave it out, or name a pool whose type has no accelerators.";
    return [...findings, ...unknown([...path, "pool"], pool, names, message, hint)];
  });
}

/** Passes when no team has the namespace that the jobs run in. */
export function cleaningNamespaceFree({ cleaning = [], scheduling }: Stack): Finding[] {
  const index = scheduling?.teams.findIndex((team) => namespaceOf(team) === cleaningNamespace) ?? -1;
  if (cleaning.length === 0 || index < 0) return [];
  const message = "is the namespace that cleaning jobs run in";
  return [{ path: ["scheduling", "teams", index, "name"], message, found: cleaningNamespace }];
}

/** Passes when no job writes where it, or another, reads or writes: results would become input. */
export function cleaningFoldersApart({ cleaning = [] }: Stack): Finding[] {
  return cleaning.flatMap(({ to }, index) => {
    const others = cleaning.flatMap((job, other) => (other === index ? [job.from] : [job.from, job.to]));
    const clash = others.find(
      ({ bucket, prefix }) => bucket === to.bucket && (prefix.startsWith(to.prefix) || to.prefix.startsWith(prefix)),
    );
    if (!clash) return [];
    const message = `overlaps ${clash.bucket}/${clash.prefix}, which a job reads or writes`;
    return [{ path: ["cleaning", index, "to", "prefix"], message, found: to.prefix }];
  });
}

/** Passes when rules name columns that are declared, of the type that they are for. The job itself checks the same. */
export function cleaningRulesFit({ cleaning = [] }: Stack): Finding[] {
  return cleaning.flatMap(({ rules }, index) => {
    const path = ["cleaning", index, "rules"];
    const images = rules.format === "images";
    if (images && rules.columns) {
      return [{ path: [...path, "columns"], message: "images have the columns path and content, and no others" }];
    }
    if (!images && !rules.columns) return [{ path, message: "needs columns, the output's, with their types" }];
    const columns = images ? imageColumns : (rules.columns ?? {});
    return [
      ...Object.entries(columns).flatMap(([name, column]) => columnFindings([...path, "columns", name], column)),
      ...namedColumns(rules).flatMap(({ at, name, type }) => {
        const column = columns[name];
        if (!column) return unknown([...path, ...at], name, Object.keys(columns), "is not a column of these rules");
        if (!type || column.type === type) return [];
        return [{ path: [...path, ...at], message: `is a ${column.type}, and must be a ${type}`, found: name }];
      }),
    ];
  });
}

const imageColumns: Record<string, CleaningColumn> = { path: { type: "string" }, content: { type: "binary" } };

function namedColumns({ text, images, personalData, duplicates }: CleaningRules): NamedColumn[] {
  const string = "string" as const;
  return [
    ...(text ? [{ at: ["text", "column"], name: text.column, type: string }] : []),
    ...(images ? [{ at: ["images"], name: images.column ?? "content", type: "binary" as const }] : []),
    ...(personalData?.columns ?? []).map((name, at) => ({ at: ["personalData", "columns", at], name, type: string })),
    ...(duplicates?.exact ?? []).map((name, at) => ({ at: ["duplicates", "exact", at], name })),
    ...(duplicates?.near ? [{ at: ["duplicates", "near", "column"], name: duplicates.near.column, type: string }] : []),
  ];
}

interface NamedColumn {
  at: Path;
  name: string;
  type?: CleaningColumn["type"];
}

const numbers = ["integer", "number"];
const askedOf: Partial<Record<keyof CleaningColumn, readonly string[]>> = {
  minimum: numbers,
  maximum: numbers,
  outliers: numbers,
  length: ["string"],
  pattern: ["string"],
  values: ["string"],
};

function columnFindings(path: Path, column: CleaningColumn): Finding[] {
  const { type, fill, required } = column;
  const findings: Finding[] = Object.entries(askedOf)
    .filter(([rule, types]) => rule in column && !types.includes(type))
    .map(([rule, types]) => ({ path: [...path, rule], message: `says nothing of a ${type}`, allowed: [...types] }));
  if (fill === "median" && !numbers.includes(type)) {
    findings.push({ path: [...path, "fill"], message: `a ${type} has no median: give a value` });
  }
  if (fill !== undefined && required) {
    const message = "a required column is never empty: leave out required, or fill";
    findings.push({ path: [...path, "fill"], message });
  }
  return findings;
}

function unknown(path: Path, found: string, allowed: string[], message: string, otherwise?: string): Finding[] {
  if (allowed.includes(found)) return [];
  const hint = didYouMean(found, allowed) ?? otherwise;
  return [{ path, message, found, ...(allowed.length > 0 && { allowed }), ...(hint && { hint }) }];
}
