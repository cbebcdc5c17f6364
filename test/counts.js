/** Ends a run with one plain line, for whoever reads logs by machine: `N passed, N failed, N skipped`. */
module.exports = class Counts {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites }) {
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const line = `${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped\n`;
    process.once("exit", () => process.stdout.write(line));
  }
};
