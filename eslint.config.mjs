import tseslint from "typescript-eslint";

/** What each room may not import, and the sentence for whoever tries. The picture is in CONTRIBUTING.md. */
const walls = {
  components: [
    "(^|/)(policies|sources|report|cli|stacks)(/|$)|(^|/)cost(/(?!prices$)|$)",
    "A component does not know how it is judged: it imports @pulumi/*, other components and the list of prices.",
  ],
  stacks: [
    "(^|/)(policies|sources|report|cli)(/|$)|^@pulumi/aws",
    "A stack names components; what they are made of belongs into components/.",
  ],
  sources: [
    "(^|/)policies(/(?!graph/)|$)|(^|/)(components|report|cli|stacks)(/|$)",
    "A source reads into the graph and does not judge: it imports policies/graph and Node.",
  ],
  policies: [
    "^node:|^@pulumi/|(^|/)(components|sources|report|cli|stacks)(/|$)",
    "A policy is a pure function of the graph: it imports nothing from outside policies/.",
  ],
  simulation: [
    "^@pulumi/|(^|/)(components|sources|report|cli|stacks)(/|$)",
    "A simulation runs what the policies know over events: it imports policies/ and itself.",
  ],
  cost: [
    "^node:|^@pulumi/|(^|/)(components|sources|report|cli|stacks|simulation)(/|$)",
    "An estimate is a pure function of the graph: it imports policies/ and itself.",
  ],
  report: [
    "^node:(?!crypto$)|^@pulumi/|(^|/)(components|sources|cli|stacks)(/|$)",
    "A renderer turns a report into text: no files, no clock, no console.",
  ],
  cli: [
    "(^|/)(components|stacks)(/|$)|^@pulumi/",
    "The command line reads, judges and renders; it provisions nothing.",
  ],
};

const wall = (room) => ({
  files: [`${room}/**/*.ts`],
  rules: { "no-restricted-imports": ["error", { patterns: [{ regex: walls[room][0], message: walls[room][1] }] }] },
});

/** Only the readers of the simulation touch files. */
const filesOnlyInReaders = {
  files: ["simulation/*.ts", "simulation/scan/*.ts"],
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          {
            regex: `${walls.simulation[0]}|^node:`,
            message: `${walls.simulation[1]} Files are read in simulation/read/.`,
          },
        ],
      },
    ],
  },
};

const pure = (room) => ({
  files: [`${room}/**/*.ts`],
  rules: {
    "no-restricted-globals": ["error", "console", "process", "fetch", "setTimeout", "setInterval"].map((name, i) =>
      i === 0 ? name : { name, message: `${room}/ is pure: what it needs is handed in, what it says is returned.` },
    ),
    "no-restricted-properties": [
      "error",
      { object: "Date", property: "now", message: `${room}/ has no clock; the time is handed in.` },
    ],
  },
});

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "trailwatch-report/", ".cache/", "test/fixtures/"] },
  ...tseslint.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2022, sourceType: "module" },
    rules: {
      eqeqeq: "error",
      "max-lines": ["error", 300],
      "no-console": "error",
      "prefer-const": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      // The generated gRPC stubs are CommonJS; `import x = require()` is how TypeScript reads them.
      "@typescript-eslint/no-require-imports": ["error", { allowAsImport: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  ...Object.keys(walls).map(wall),
  filesOnlyInReaders,
  pure("policies"),
  pure("report"),
  pure("cost"),
  pure("simulation"),
  // The door to the Pulumi engine: the one place in policies/ that knows @pulumi/policy.
  { files: ["policies/pack.ts"], rules: { "no-restricted-imports": "off", "no-restricted-globals": "off" } },
  // Behind that door, the one file that the pack reads.
  { files: ["policies/waivers/of-project.ts"], rules: { "no-restricted-imports": "off" } },
  { files: ["*.js", "*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
  { files: ["test/**/*.ts", "bench/**/*.ts"], rules: { "@typescript-eslint/no-non-null-assertion": "off" } },
  { files: ["bench/**", "scripts/**", "test/**"], rules: { "no-console": "off" } },
);
