// Adds up vitest's JSON reports and prints what failed, then `N passed, N failed`. A report that is missing, is not one, or has
// no test is a failure: it hid something.
import { readFileSync } from "node:fs";

const files = process.argv.slice(2);
const unread = [];
const reports = files.flatMap((file) => {
  try {
    return [reportOf(file)];
  } catch (error) {
    unread.push(file);
    console.error(`${file}: ${error.message}`);
    return [];
  }
});
if (files.length === 0) console.error("no report was given");

const sum = (key) => reports.reduce((total, report) => total + (report[key] ?? 0), 0);
const suites = reports.flatMap((report) => report.testResults);
// A file that cannot be loaded has no tests to fail, so it is counted as one.
const broken = suites.filter((suite) => suite.status === "failed" && suite.assertionResults.length === 0).length;
const failed = sum("numFailedTests") + broken + (files.length === 0 ? 1 : unread.length);
const skipped = sum("numPendingTests") + sum("numTodoTests");
for (const suite of suites.filter(({ status }) => status === "failed")) {
  const failures = suite.assertionResults.filter(({ status }) => status === "failed");
  for (const { fullName, failureMessages } of failures)
    console.log(`${suite.name}: ${fullName}\n  ${failureMessages[0]}`);
  if (failures.length === 0) console.log(`${suite.name}: ${suite.message}`);
}
console.log(`${sum("numPassedTests")} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed > 0 ? 1 : 0;

/** Throws where the file is no report, or one without a test; a suite that could not be loaded is counted by its own. */
function reportOf(file) {
  const report = JSON.parse(readFileSync(file, "utf8"));
  const counted = ["numTotalTests", "numPassedTests", "numFailedTests"].every((key) => Number.isInteger(report?.[key]));
  if (!counted || !Array.isArray(report.testResults)) throw new Error("not a report of vitest");
  if (report.numTotalTests === 0 && !report.testResults.some(({ status }) => status === "failed")) {
    throw new Error("no test ran");
  }
  return report;
}
