/** Lock files, and what installs and adds by them. The first is what a project gets that has none. */
export const packageTools = {
  npm: { lock: "package-lock.json", install: "npm ci", add: "npm install --save-dev" },
  pnpm: { lock: "pnpm-lock.yaml", install: "corepack enable && pnpm install --frozen-lockfile", add: "pnpm add -D" },
  yarn: { lock: "yarn.lock", install: "corepack enable && yarn install --frozen-lockfile", add: "yarn add --dev" },
  pip: { lock: "requirements.txt", install: "pip install -r requirements.txt", add: "" },
  pyproject: { lock: "pyproject.toml", install: "pip install .", add: "" },
} as const;
export type PackageTool = keyof typeof packageTools;

/** What `trailwatch init` finds in a project. */
export interface Project {
  /** Of Pulumi.yaml: `nodejs`, `python`, `go`, … */
  runtime: string;
  /** What installs its packages, by the lock file that is there. */
  packages: PackageTool;
  /** The project's folder as seen from the repository's root, `.` where it is that. */
  folder: string;
  /** The branch that pull requests are held against. */
  branch: string;
  profiles: readonly string[];
  /** Whether there is a Pulumi.<stack>.yaml; without one nobody can say which stacks there are. */
  hasStacks: boolean;
  /** Of TrailWatch. */
  version: string;
}

export const pipelines = ["github", "gitlab", "none"] as const;
export type Pipeline = (typeof pipelines)[number];

/** The name of the settings' file beside Pulumi.yaml. */
export const SETTINGS = "trailwatch.json";

export const settings = ({ profiles }: Project): string =>
  `${JSON.stringify(profiles.length > 0 ? { all: { profile: profiles } } : {}, undefined, 2)}\n`;

export const waivers = ({
  runtime,
  folder,
}: Project): string => `${schemaLine(runtime)}# Failures that somebody answers for until a day. Let CODEOWNERS guard this file: who approves does not commit.
# - id: WVR-2026-001
#   policies: [log-group-retention]
#   targets: ["urn:pulumi:STACK::PROJECT::aws:cloudwatch/logGroup:LogGroup::NAME"]
#   kind: risk-accepted # or compensating-control, false-positive, temporary
#   reason: Twenty characters or more that tell an auditor why.
#   owner: ${folder === "." ? "platform" : (folder.split("/").at(-1) ?? "platform")}-team
#   approver: somebody.else
#   approvedOn: 2026-11-02
#   ticket: SEC-1
#   expiresOn: 2027-01-31
version: 1
waivers: []
`;

const schemaLine = (runtime: string): string =>
  runtime === "nodejs"
    ? "# yaml-language-server: $schema=./node_modules/trailwatch/policies/waivers/waivers.schema.json\n"
    : "";

const within = (folder: string, path: string): string => (folder === "." ? path : `${folder}/${path}`);

const optionsOf = ({ folder, hasStacks }: Project): string =>
  `${hasStacks ? "--all-stacks " : ""}--policy-config ${within(folder, SETTINGS)}`;

/** What a program of the language needs before it can run. */
const installs: Record<string, (project: Project) => string[]> = {
  nodejs: installed,
  python: (project) => ["- uses: actions/setup-python@v5", "  with: { python-version: 3.x }", ...installed(project)],
  go: ({ folder }) => [
    "- uses: actions/setup-go@v5",
    `  with: { go-version-file: ${within(folder, "go.mod")}, cache-dependency-path: ${within(folder, "go.sum")} }`,
  ],
};

function installed({ packages, folder }: Project): string[] {
  return [`- run: ${packageTools[packages].install}`, ...(folder === "." ? [] : [`  working-directory: ${folder}`])];
}

/** A project in Node has TrailWatch among its packages; any other gets it into a folder of its own. */
const fetched = ({ runtime, version }: Project): string[] =>
  runtime === "nodejs" ? [] : [`- run: npm install --no-save --omit=peer --prefix .trailwatch trailwatch@${version}`];

export function githubWorkflow(project: Project): string {
  const { runtime, folder, branch } = project;
  const packages = runtime === "nodejs" ? within(folder, "node_modules") : ".trailwatch/node_modules";
  const steps = [
    "- uses: actions/checkout@v4",
    "- uses: actions/setup-node@v4",
    "  with: { node-version: 20 }",
    ...(installs[runtime]?.(project) ?? []),
    ...fetched(project),
    "# What the branch had before, so that a pull request says what it brings.",
    "- if: github.event_name == 'pull_request'",
    "  continue-on-error: true",
    "  run: |",
    `    run=$(gh run list --workflow trailwatch.yml --branch ${branch} --status completed --limit 1 --json databaseId --jq '.[0].databaseId')`,
    '    gh run download "$run" --name trailwatch-report --dir "$RUNNER_TEMP/before"',
    "  env:",
    "    GH_TOKEN: ${{ github.token }}",
    `- uses: ./${packages}/trailwatch`,
    "  with:",
    `    path: ${folder}`,
    `    args: ${optionsOf(project)}`,
    "    diff: ${{ runner.temp }}/before/report.json",
  ];
  return `name: TrailWatch
on:
  pull_request:
  push:
    branches: [${branch}]
permissions:
  actions: read
  contents: read
  pull-requests: write
  security-events: write
jobs:
  trailwatch:
    runs-on: ubuntu-latest
    steps:
${steps.map((line) => `      ${line}`).join("\n")}
`;
}

/** A pipeline without the component, so that it needs nothing but the registry of packages. */
export function gitlabPipeline(project: Project): string {
  const { runtime, folder, version, packages } = project;
  const install = runtime === "nodejs" ? [`- (cd ${folder} && ${packageTools[packages].install})`] : [];
  const command = `npx --yes trailwatch@${version} check ${folder} ${optionsOf(project)}`;
  return `trailwatch:
  stage: test
  image: node:20
  script:
${[...install, `- ${command} --format terminal,json,html,markdown,junit,gitlab --out trailwatch-report`].map((line) => `    ${line}`).join("\n")}
  after_script:
    # One note on the merge request; it needs TRAILWATCH_TOKEN, a masked variable of the project.
    - npx --yes --package trailwatch@${version} trailwatch-gitlab-note
  artifacts:
    when: always
    paths: [trailwatch-report]
    reports:
      junit: trailwatch-report/junit.xml
      codequality: trailwatch-report/gl-code-quality.json
`;
}
