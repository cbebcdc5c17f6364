/** Types are checked once by `tsc`; the tests only need them stripped. */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testPathIgnorePatterns: ["/fixtures/", "<rootDir>/test/engine/"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/test/fixtures/", "<rootDir>/.cache/"],
  // A dynamic import names the file with its extension; under jest that file is still TypeScript.
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  reporters: ["default", "<rootDir>/test/counts.js"],
  transform: {
    "\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
};
