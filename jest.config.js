/** Types are checked once by `tsc`; the tests only need them stripped. */
const shared = {
  testEnvironment: "node",
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/test/fixtures/", "<rootDir>/.cache/"],
  // A dynamic import names the file with its extension; under jest that file is still TypeScript.
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: {
    "\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
};

module.exports = {
  // Every file loads the Pulumi SDK into a module registry of its own, which Node never gives back: a worker that has grown is
  // replaced. It also keeps a machine of two cores from running everything inside jest itself, which ends at the heap's limit.
  workerIdleMemoryLimit: "1GB",
  // A guard against what never ends: many tests start processes, perhaps on a busy machine, and none is about time.
  testTimeout: 15 * 60_000,
  reporters: ["default", "<rootDir>/test/counts.js"],
  projects: [
    {
      ...shared,
      displayName: "unit",
      roots: ["<rootDir>/test"],
      testPathIgnorePatterns: ["/fixtures/", "<rootDir>/test/engine/"],
    },
    {
      ...shared,
      displayName: "engine",
      roots: ["<rootDir>/test/engine"],
      globalSetup: "<rootDir>/test/engine/setup.ts",
    },
  ],
};
