/** The tests that need a Pulumi command line; `setup.ts` finds or builds one, or says that they are skipped. */
// eslint-disable-next-line @typescript-eslint/no-require-imports -- jest reads CommonJS
const { transform, moduleNameMapper } = require("../../jest.config.js");

module.exports = {
  displayName: "engine",
  rootDir: "../..",
  roots: ["<rootDir>/test/engine"],
  testEnvironment: "node",
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/.cache/"],
  globalSetup: "<rootDir>/test/engine/setup.ts",
  transform,
  moduleNameMapper,
};
