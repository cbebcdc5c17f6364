/** Writes a runbook page per detection and their index: `node scripts/run.mjs scripts/detection-pages.ts`. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ALL_DETECTIONS, DETECTIONS, FAMILIES, detailsOf, patternOf, twinOf } from "../components/detections";
import type { Detection, Family, Own } from "../components/detections";
import { recordOf } from "../test/components/detections/sample";
import { SAMPLES } from "../test/components/detections/samples";

const OUT = "docs/detections";

const OWN: Own = {
  logGroupName: "LOG-GROUP",
  prefix: "PREFIX",
  trailName: "TRAIL",
  bucketName: "ARCHIVE",
};

const FAMILY_TITLES: Record<Family, string> = {
  cis: "CIS AWS Foundations: the published texts and their quiet twins",
  tamper: "On the monitoring itself",
  attacks: "On attacks",
  reserves: "Reserves: in the profile `all`, or one by one in `enabled`",
};

const technique = (id: string): string => `[${id}](https://attack.mitre.org/techniques/${id.replace(".", "/")}/)`;

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;

function severityOf(row: Detection): string {
  return twinOf(row) === undefined || row.severity === "info"
    ? row.severity
    : `info beside its quiet twin, ${row.severity} without it`;
}

function standing(row: (typeof ALL_DETECTIONS)[number]): string {
  const twin = twinOf(row);
  const published = ALL_DETECTIONS.find((other) => twinOf(other) === row.id);
  if (twin !== undefined)
    return `Control 4.${row.cis} of CIS AWS Foundations 1.4 to 5.0, 5.${row.cis} of 6.0 and 7.0, in the words that tools compare. [${twin}](${twin}.md) tells somebody at once in its place.`;
  if (published !== undefined)
    return `Stands beside [${published.id}](${published.id}.md), whose text is the benchmark's, without its floods and blind spots.`;
  return "";
}

/** How the row is made to ring less, as far as that takes nothing away from the others. */
function quieter(row: (typeof ALL_DETECTIONS)[number], told: boolean): string[] {
  const settings = `\`severity\`, \`threshold\` and \`period\` of \`overrides\`, or its id in \`disabled\``;
  if (twinOf(row) !== undefined)
    return [
      `To hear less of it: ${settings}, where \`AccountBaseline\` or \`TrailDetections\` takes its detections. Another pattern would no longer be the benchmark's text.`,
    ];
  const pattern = exceptRole(patternOf(row, OWN));
  if (pattern.length > 1024)
    return [
      `To hear less of it: ${settings}, where \`AccountBaseline\` or \`TrailDetections\` takes its detections. The pattern has no room for an exception.`,
    ];
  return [
    `To hear less of it: ${settings}, where \`AccountBaseline\` or \`TrailDetections\` takes its detections; or all but what the role of a pipeline does. Whoever may assume ROLE is then not seen${told ? ", and the rule on the event bus falls away: it would not know of the exception" : ""}:`,
    fenced("ts", `overrides: {\n  "${row.id}": {\n    pattern: '${pattern}',\n  },\n}`),
  ];
}

const exceptRole = (pattern: string): string =>
  `{ (${pattern.slice(2, -2)}) && ($.userIdentity.arn != "*:assumed-role/ROLE/*") }`;

function page(family: Family, row: (typeof ALL_DETECTIONS)[number]): string {
  const pattern = patternOf(row, OWN);
  const threshold = row.threshold ?? 1;
  const told = row.severity === "critical" && detailsOf(row, OWN).length > 0;
  return `${[
    `# ${row.title}`,
    `\`${row.id}\` · ${severityOf(row)} · ${family} · ATT&CK ${row.attack.map(technique).join(", ")}`,
    ...[standing(row)].filter(Boolean),
    `Rings from ${threshold === 1 ? "one event" : `${threshold} events`} within five minutes.${told ? " A rule on the event bus also tells of each event, within a minute or so." : ""}`,
    "## When it rings",
    `${row.firstLook}.`,
    "The events, with the names of your own log group, trail and archive in place of those in capitals:",
    fenced(
      "sh",
      `aws logs filter-log-events --log-group-name LOG-GROUP --start-time "$(date -d '2 hours ago' +%s)000" \\\n  --filter-pattern '${pattern}'`,
    ),
    "What else the same identity did, in Logs Insights over the same group:",
    fenced(
      "sql",
      'fields @timestamp, eventSource, eventName, awsRegion, sourceIPAddress, errorCode\n| filter userIdentity.arn = "ARN"\n| sort @timestamp asc\n| limit 200',
    ),
    "## When nothing is wrong",
    `${row.harmless}.`,
    ...quieter(row, told),
    "## An event that rings it",
    fenced("json", JSON.stringify(recordOf(SAMPLES[row.id].rings[0]), null, 2)),
  ].join("\n\n")}\n`;
}

/** Rings for nothing that a service does on somebody's behalf. */
const isByHand = (row: Detection): boolean =>
  row.cis === undefined && patternOf(row, OWN).includes("$.userIdentity.invokedBy NOT EXISTS");

const LEFT_OUT: [what: string, why: string, who: string][] = [
  [
    "Reads that look around, such as `Describe*`, `List*`, `GetCallerIdentity`, `GetSendQuota`",
    "consoles and scanners make thousands a day",
    "GuardDuty; `trailwatch access --around`",
  ],
  [
    "Times, places and addresses that are unusual for somebody; systems for attacks, by their user agent",
    "a filter knows one event and no past; a log group takes a hundred filters",
    "GuardDuty",
  ],
  ["Sessions: `AssumeRole`, `GetSessionToken`", "every program begins with them", "Access Analyzer; GuardDuty"],
  [
    "Machines that are terminated, key pairs that are made",
    "autoscalers and builds of images do so all day, one call each or many at once",
    "`simulate` lists changes that nothing watches",
  ],
  [
    "Machines of Lightsail, GameLift and notebooks, spot requests; budgets and cost monitors that are deleted",
    "a log group takes a hundred filters",
    "budgets, as long as they are there; `simulate`",
  ],
  [
    "Streams of Firehose, Security Lake, channels of AWS Chatbot, file systems of FSx and registries that are deleted",
    "a pattern takes 1024 characters",
    "`simulate`",
  ],
  [
    "Reads of objects by anybody on the Internet",
    "data events, and everyday work of web sites",
    "Access Analyzer; `RecordsAccess` of the patient portal",
  ],
  [
    "Statements in databases, requests to a cluster of Kubernetes, commands in a session",
    "CloudTrail does not record them",
    "activity streams, the cluster's audit log, session logs",
  ],
];

function leftOut(): string[] {
  const byHand = ALL_DETECTIONS.filter(isByHand).map(({ id }) => `[${id}](${id}.md)`);
  return [
    "## What none of them sees",
    "| What | Why | Who does |\n| --- | --- | --- |\n" + LEFT_OUT.map((cells) => `| ${cells.join(" | ")} |`).join("\n"),
    `${byHand.length} leave out what a service does on somebody's behalf, most of it the work of CloudFormation: whoever may change a stack can do the same without ringing them. The published texts of CIS beside them make no such difference, that on the root user apart. They are ${byHand.join(", ")}.`,
    "[objects-deleted](objects-deleted.md) and [objects-encrypted-with-foreign-key](objects-encrypted-with-foreign-key.md) need the data events of S3; what is about the organization is recorded in its management account only.",
  ];
}

function index(): string {
  const families = FAMILIES.map((family) =>
    [
      `## ${FAMILY_TITLES[family]}`,
      "| Detection | What happened | Severity | ATT&CK |\n| --- | --- | --- | --- |\n" +
        DETECTIONS[family]
          .map((row) => `| [${row.id}](${row.id}.md) | ${row.title} | ${severityOf(row)} | ${row.attack.join(", ")} |`)
          .join("\n"),
    ].join("\n\n"),
  );
  return `# Detections\n\n${ALL_DETECTIONS.length} detections, each with what to do when it rings. A profile of \`TrailDetections\` chooses the families: \`cis\`, \`standard\` (all but the reserves) or \`all\`.\n\n${[...families, ...leftOut()].join("\n\n")}\n`;
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
for (const family of FAMILIES)
  for (const row of DETECTIONS[family]) writeFileSync(join(OUT, `${row.id}.md`), page(family, row));
writeFileSync(join(OUT, "README.md"), index());
console.log(`${ALL_DETECTIONS.length} pages in ${OUT}`);
