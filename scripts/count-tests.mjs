// Adds up vitest's JSON reports and prints `N passed, N failed`. A report without a single test is a failure: it hid something.
import { readFileSync } from "node:fs";

const reports = process.argv.slice(2).map((file) => ({ file, ...JSON.parse(readFileSync(file, "utf8")) }));
const empty = reports.filter((report) => report.numTotalTests === 0);
for (const { file } of empty) console.error(`${file}: no test ran`);

const sum = (key) => reports.reduce((total, report) => total + report[key], 0);
const suites = reports.flatMap((report) => report.testResults);
// A file that cannot be loaded has no tests to fail, so it is counted as one.
const broken = suites.filter((suite) => suite.status === "failed" && suite.assertionResults.length === 0).length;
const failed = sum("numFailedTests") + broken;
const skipped = sum("numPendingTests") + sum("numTodoTests");
console.log(`${sum("numPassedTests")} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exitCode = failed > 0 || empty.length > 0 || reports.length === 0 ? 1 : 0;
