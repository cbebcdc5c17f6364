import type { Status, Verdict, Waiver } from "../../policies/evaluate";
import { direct, partial, supporting } from "../../policies/frameworks/controls";
import type { Evidence } from "../../policies/policy";
import type { JudgedPolicy, JudgedStack, Report, ReportedVerdict } from "../../report/report";

/** Three reports that every renderer is held to, and one that is too large to be written by hand. */

const policies: JudgedPolicy[] = [
  {
    id: "trail-log-file-validation",
    title: "Trails sign the log files they deliver",
    severity: "high",
    description: "Without signed digest files nobody can prove that a log file was not edited or removed.",
    remediation: "Set `enableLogFileValidation: true` on the trail. `AuditTrail` does so by default.",
    controls: [
      direct("cis-aws-3.0.0/3.2"),
      direct("cis-aws-7.0.0/4.2"),
      direct("pci-dss-4.0.1/10.3.4"),
      supporting("nist-800-53-r5/AU-9"),
    ],
    pages: ["https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html"],
    level: "mandatory",
    parameters: [],
  },
  {
    id: "filter-has-alarm",
    title: "Every metric filter feeds an alarm",
    severity: "critical",
    description: "A metric that no alarm reads is counted and forgotten.",
    remediation: "Create a `MetricAlarm` with the namespace and the metric name of the filter's transformation.",
    controls: [direct("cis-aws-7.0.0/5.3"), partial("pci-dss-4.0.1/10.4.1.1"), supporting("nist-800-53-r5/SI-4")],
    pages: [],
    level: "mandatory",
    parameters: [],
  },
  {
    id: "log-group-retention",
    title: "Log groups keep their events long enough",
    severity: "medium",
    description: "Events that expire before an incident is noticed prove nothing.",
    remediation: "Set `retentionInDays` on the log group to the required number of days or more.",
    controls: [direct("aws-security-hub/CloudWatch.16"), supporting("pci-dss-4.0.1/10.5.1")],
    pages: [],
    level: "mandatory",
    parameters: [
      {
        name: "minimumDays",
        description: "Days that events must be kept at least.",
        value: 400,
        from: "configuration",
      },
      {
        name: "neverExpires",
        description: "Whether a group that keeps events for ever is accepted.",
        value: false,
        from: "default",
        source: "CloudWatch Logs never expires a group by default",
      },
    ],
  },
  {
    id: "archive-access-logs",
    title: "Archives log who reads them",
    severity: "low",
    description: "Reading the archive is an event, too.",
    remediation: "Add a `BucketLogging` to the bucket.",
    controls: [direct("cis-aws-7.0.0/4.4")],
    pages: [],
    level: "advisory",
    parameters: [],
  },
  {
    id: "topic-encryption",
    title: "Topics are encrypted",
    severity: "medium",
    description: "Alarm texts name resources.",
    remediation: "Set `kmsMasterKeyId` on the topic.",
    controls: [supporting("nist-800-53-r5/SC-28(1)")],
    pages: [],
    level: "disabled",
    parameters: [],
  },
];

export const HOSTILE = "<img src=x onerror=alert(1)>";
export const ESCAPE = "audit\u001b[2J\u001b]0;owned\u0007\nnew line";
export const REVERSED = "audit\u202egnp.exe";
export const LONG = "audit-".repeat(33) + "ab";

const TRAIL = "aws:cloudtrail/trail:Trail";
const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const BUCKET = "aws:s3/bucket:Bucket";

export const urn = (stack: string, type: string, name: string): string => `urn:pulumi:${stack}::shop::${type}::${name}`;

type Detail = Partial<ReportedVerdict> & { stack?: string };

function verdict(policy: string, status: Status, type: string, name: string, detail: Detail = {}): ReportedVerdict {
  const { stack = "prod", ...rest } = detail;
  return { policy, status, urn: urn(stack, type, name), subject: name, type, evidence: [], ...rest };
}

const seen = (resource: string, property: string, value: unknown): Evidence[] => [{ resource, property, value }];

const prod: Omit<JudgedStack, "verdicts"> = {
  project: "shop",
  stack: "prod",
  origin: "program",
  path: "infra",
  folder: "infra",
  region: "eu-west-1",
  account: "111122223333",
  resources: { [TRAIL]: 1, [GROUP]: 2, [FILTER]: 1, [BUCKET]: 1 },
  assumptions: [],
};

const report = (stacks: JudgedStack[], command: Partial<Report["command"]> = {}): Report => ({
  version: 1,
  tool: { name: "TrailWatch", version: "0.1.0" },
  judgedAt: "2026-11-21T02:40:00Z",
  command: { line: "trailwatch check infra --stack prod", failOn: "medium", only: [], ...command },
  policies,
  stacks,
});

const good: Verdict[] = [
  verdict("trail-log-file-validation", "pass", TRAIL, "audit", {
    position: { file: "stacks/account.ts", line: 41, column: 7 },
    evidence: seen("audit", "enableLogFileValidation", true),
  }),
  verdict("filter-has-alarm", "pass", FILTER, "root-usage", {
    evidence: seen("root-usage-alarm", "metricName", "Root"),
  }),
  verdict("log-group-retention", "pass", GROUP, "audit-logs", { evidence: seen("audit-logs", "retentionInDays", 400) }),
  verdict("log-group-retention", "pass", GROUP, "app-logs", { evidence: seen("app-logs", "retentionInDays", 731) }),
  {
    policy: "archive-access-logs",
    status: "not-applicable",
    subject: "prod",
    message: "the stack has no bucket",
    evidence: [],
  },
];

export const clean = report([{ ...prod, verdicts: good }]);

const unsigned = verdict("trail-log-file-validation", "fail", TRAIL, "audit", {
  message: "log file validation is not switched on",
  position: { file: "stacks/account.ts", line: 41, column: 7 },
  evidence: seen("audit", "enableLogFileValidation", false),
});

const silent = verdict("filter-has-alarm", "fail", FILTER, "root-usage", {
  message: "alarm root-usage reads Trailwatch/RootUsage; namespaces differ in case",
  position: { file: "stacks/account.ts", line: 88 },
  evidence: seen("root-usage", "metricTransformation.namespace", "TrailWatch"),
  chain: [
    { noun: "trail", name: "audit" },
    { noun: "log group", name: "audit-logs" },
    { noun: "metric filter", name: "root-usage" },
    {
      noun: "metric",
      name: "TrailWatch/RootUsage",
      broken: "alarm root-usage reads Trailwatch/RootUsage; namespaces differ in case",
    },
  ],
});

const shortLived = verdict("log-group-retention", "fail", GROUP, "app-logs", {
  message: "events expire after 30 days; 400 are required",
  evidence: seen("app-logs", "retentionInDays", 30),
});

const unlogged = verdict("archive-access-logs", "fail", BUCKET, "archive", {
  message: "nothing logs who reads it",
  position: { file: "../shared/archive.ts", line: 12 },
});

export const failing = report([{ ...prod, verdicts: [unsigned, silent, good[2], shortLived, unlogged] }]);

/** Named by people who do not mean well. */
const waiver: Waiver = {
  id: "WVR-2026-014",
  kind: "compensating-control",
  reason: `The target of access logs, ${HOSTILE}; logging to itself would loop.`,
  compensatingControl: "Object-level events of the bucket in the organization trail.",
  owner: "platform-team",
  approver: "jane.doe",
  approvedOn: "2026-11-02",
  expires: "2027-05-01",
  ticket: "SEC-1423",
};

const expired: Waiver = { ...waiver, id: "WVR-2026-002", kind: "temporary", expires: "2026-11-01", ticket: "SEC-1001" };

const dev: JudgedStack = {
  ...{ project: "shop", stack: "dev", origin: "state", path: "states/dev.json" },
  resources: { [TRAIL]: 2, [GROUP]: 1 },
  assumptions: [
    { kind: "configuration", subject: "alertEmail", text: 'alertEmail has no value; "placeholder" was assumed.' },
    { kind: "invoke", subject: "aws:ec2/getVpc:getVpc", text: "The answer of aws:ec2/getVpc:getVpc is not known." },
    { kind: "remote-component", subject: HOSTILE, text: `The inside of ${HOSTILE} was not seen.` },
  ],
  log: [
    { severity: "warning", message: `${HOSTILE} is deprecated\n  at it`, times: 1200 },
    { severity: "error", message: "no image found", times: 1 },
  ],
  fixed: [verdict("log-group-retention", "fail", GROUP, "old-logs", { stack: "dev", message: "no retention" })],
  verdicts: [
    verdict("trail-log-file-validation", "fail", TRAIL, HOSTILE, {
      stack: "dev",
      change: "new",
      message: `${HOSTILE} & "quoted" is not signed`,
      position: { file: `src/${HOSTILE}.ts`, line: 3 },
      evidence: seen(HOSTILE, "enableLogFileValidation", { [HOSTILE]: HOSTILE }),
    }),
    verdict("trail-log-file-validation", "fail", TRAIL, ESCAPE, { stack: "dev", message: `${ESCAPE} is not signed` }),
    verdict("log-group-retention", "fail", GROUP, REVERSED, {
      stack: "dev",
      change: "still-there",
      message: `${REVERSED} has no retention; waiver WVR-2026-002 expired on 2026-11-01`,
      waiver: expired,
    }),
    verdict("log-group-retention", "fail", GROUP, LONG, {
      stack: "dev",
      message: `events of ${LONG} expire after 1 day`,
    }),
    verdict("trail-log-file-validation", "unknown", TRAIL, "audit", {
      stack: "dev",
      message: "audit.enableLogFileValidation is not known before deployment",
    }),
    verdict("log-group-retention", "unknown", GROUP, "audit-logs", {
      stack: "dev",
      message: "audit-logs.retentionInDays is not known before deployment",
    }),
    verdict("filter-has-alarm", "error", FILTER, "root-usage", {
      stack: "dev",
      message: "the policy itself failed: pattern is not iterable",
    }),
    verdict("archive-access-logs", "waived", BUCKET, "log-target", {
      ...{ stack: "dev", message: "nothing logs who reads it", waiver },
    }),
    verdict("filter-has-alarm", "declared", FILTER, "sign-ins", {
      stack: "dev",
      message: "the team of the SIEM answers for an alarm on it",
    }),
    {
      policy: "archive-access-logs",
      status: "fail",
      subject: "dev",
      message: "the stack has no archive",
      evidence: [],
    },
  ],
};

/** Two stacks; failures of every kind, hostile names, unknowns, an error, chains, no positions, assumptions, waivers, changes. */
export const everything: Report = {
  ...report([failing.stacks[0], dev], {
    line: "trailwatch check --all-stacks --config alertEmail=[masked]",
    only: ["trail-*"],
  }),
  waivers: [
    {
      path: "waivers.yaml",
      digest: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      commit: "4c1f0d8b6a1e2f30495a6b7c8d9e0f1a2b3c4d5e",
      remarks: ["waiver WVR-2026-009 covers nothing"],
    },
  ],
  comparedWith: { path: "main/report.json", judgedAt: "2026-11-20T02:40:00Z" },
};

/** Real sizes: `verdicts` verdicts over the given number of resources, a third of them findings. */
export function large(verdicts: number, resources: number): Report {
  const judged = policies.slice(0, 4);
  const stack: JudgedStack = {
    ...prod,
    resources: { [BUCKET]: resources },
    verdicts: Array.from({ length: verdicts }, (_, i) => {
      const name = `bucket-${i % resources}`;
      const policy = judged[i % judged.length].id;
      const position = { file: `stacks/part-${i % 40}.ts`, line: 1 + (i % 900) };
      return i % 3 === 0
        ? verdict(policy, "fail", BUCKET, name, {
            message: `the bucket ${name} does not do what it should`,
            position,
            evidence: seen(name, "logging.targetBucket", "not set"),
          })
        : verdict(policy, i % 7 === 0 ? "not-applicable" : "pass", BUCKET, name, {
            message: i % 7 === 0 ? "no trail writes to it" : undefined,
            position,
            evidence: seen(name, "logging.targetBucket", `logs-${i}`),
          });
    }),
  };
  return report([stack]);
}
