import {
  ApplicationInsights,
  AuditTrail,
  Canary,
  ContainerInsights,
  dynamodbAccess,
  LogArchive,
  LogShipping,
  s3Access,
  Tracing,
  TrailContributors,
} from "../../components";
import { ACCOUNT, CHINA, deploy, registered, start } from "./deploy";
import { around, findings, judged, missing } from "./judged";
import { KEY, TOPIC } from "./programs";

const PAGE = "https://portal.example.com/health?deep=1";

const canary = (args: Partial<ConstructorParameters<typeof Canary>[1]> = {}) =>
  new Canary("portal", { url: PAGE, alarmActions: [TOPIC], ...args });

/** What a component consists of, one line each. */
const CONTENTS: [name: string, program: () => unknown, parent: string, children: string[]][] = [
  [
    "Tracing",
    () => new Tracing("trace", { kmsKeyArn: KEY, sampling: [{ name: "records", urlPath: "/records/*", rate: 1 }] }),
    "trace/Tracing trace",
    [
      "xray/EncryptionConfig trace",
      "xray/Group trace-failed",
      "xray/Group trace-slow",
      "xray/SamplingRule trace-records",
    ],
  ],
  [
    "TrailContributors",
    () => new TrailContributors("who", { logGroupName: "trail" }),
    "detect/TrailContributors who",
    ["busiest-callers", "failed-sign-ins", "refused-callers", "throttled-callers"].map(
      (id) => `cloudwatch/ContributorInsightRule who-${id}`,
    ),
  ],
  [
    "ContainerInsights",
    () => new ContainerInsights("containers", { ecs: "enhanced", eksClusterName: "main", kmsKeyArn: KEY }),
    "monitor/ContainerInsights containers",
    [
      "ecs/AccountSettingDefault containers",
      "eks/Addon containers",
      "eks/Addon containers-identity",
      "iam/Role containers",
      "iam/RolePolicyAttachment containers-AWSXrayWriteOnlyAccess",
      "iam/RolePolicyAttachment containers-CloudWatchAgentServerPolicy",
      "logs/ManagedLogGroup containers-application",
      "logs/ManagedLogGroup containers-dataplane",
      "logs/ManagedLogGroup containers-host",
      "logs/ManagedLogGroup containers-performance",
    ],
  ],
  [
    "ApplicationInsights",
    () => new ApplicationInsights("portal", { resources: { app: ["portal"] } }),
    "monitor/ApplicationInsights portal",
    ["applicationinsights/Application portal", "resourcegroups/Group portal"],
  ],
  [
    "Canary",
    canary,
    "monitor/Canary portal",
    [
      "cloudwatch/MetricAlarm portal-failed",
      "cloudwatch/MetricAlarm portal-slow",
      "iam/Role portal",
      "iam/RolePolicy portal",
      "s3/BucketObject portal",
      "storage/LogStore portal-artifacts",
      "synthetics/Canary portal",
    ],
  ],
];

test.each(CONTENTS)("%s consists of these parts", async (_, program, parent, children) => {
  expect((await deploy(program)).childrenOf(parent).sort()).toEqual(children);
});

test("the catalogue finds nothing about any of them", async () => {
  const verdicts = await judged(() => {
    const { kmsKeyArn, alarmActions } = around("/aws/containerinsights/*");
    new Tracing("trace", { kmsKeyArn });
    new TrailContributors("who", { logGroupName: "trail" });
    new ContainerInsights("containers", { ecs: "enhanced", eksClusterName: "main", kmsKeyArn });
    new ApplicationInsights("app", { resources: { app: ["portal"] } });
    canary({ alarmActions });
  });
  expect(findings(verdicts)).toEqual([]);
  expect(
    missing(verdicts, [
      "alarm-reaches-subscriber portal-failed",
      "alarm-reaches-subscriber portal-slow",
      "bucket-not-public portal-artifacts",
      "bucket-tls-only portal-artifacts",
      "log-group-encryption containers-application",
      "log-group-retention containers-performance",
    ]),
  ).toEqual([]);
});

type Made = Awaited<ReturnType<typeof deploy>>;

const PITFALLS: [name: string, program: () => unknown, holds: (made: Made) => void][] = [
  [
    "the first sampling rule that fits wins: they have priorities in order, before that of AWS",
    () =>
      new Tracing("t", {
        sampling: [
          { name: "a", rate: 1 },
          { name: "b", rate: 0 },
        ],
      }),
    (made) => expect(made.all("xray/SamplingRule").map(({ inputs }) => inputs.priority)).toEqual([100, 200]),
  ],
  [
    "groups of traces tell of unusual failures by themselves",
    () => new Tracing("t"),
    (made) => {
      for (const { inputs } of made.all("xray/Group"))
        expect(inputs.insightsConfiguration).toEqual({ insightsEnabled: true, notificationsEnabled: true });
    },
  ],
  [
    "the agent would make log groups that never expire: they are there before it",
    () => new ContainerInsights("c", { eksClusterName: "main", kmsKeyArn: KEY }),
    (made) => {
      expect(made.get("eks/Addon c").dependsOn).toContain("cloudwatch/LogGroup c-performance");
      expect(made.get("cloudwatch/LogGroup c-performance").inputs).toMatchObject({
        name: "/aws/containerinsights/main/performance",
        retentionInDays: 365,
      });
    },
  ],
  [
    "the role of the agent needs somebody who hands it out",
    () => new ContainerInsights("c", { eksClusterName: "main", kmsKeyArn: KEY }),
    (made) => expect(made.get("eks/Addon c").dependsOn).toContain("eks/Addon c-identity"),
  ],
  [
    "a visitor that comes no more rings, and a slow page too",
    () => canary({ responseTimeMs: 800, everyMinutes: 10 }),
    (made) => {
      expect(made.get("cloudwatch/MetricAlarm portal-failed").inputs).toMatchObject({
        metricName: "SuccessPercent",
        threshold: 100,
        comparisonOperator: "LessThanThreshold",
        treatMissingData: "breaching",
        period: 600,
      });
      expect(made.get("cloudwatch/MetricAlarm portal-slow").inputs).toMatchObject({
        metricName: "Duration",
        threshold: 800,
        dimensions: { CanaryName: "portal-prod" },
      });
    },
  ],
  [
    "the script is told which page, so that no address can become a part of it",
    () => canary({ url: 'https://example.com/";process.exit();"' }),
    (made) => {
      const { runConfig } = made.get("synthetics/Canary portal").inputs;
      expect(runConfig.environmentVariables.PAGE).toContain("process.exit");
      expect(JSON.stringify(made.get("s3/BucketObject portal").inputs.source)).not.toContain("process.exit");
    },
  ],
  [
    "every ARN belongs to the partition",
    () => [
      canary({ alarmActions: ["arn:aws-cn:sns:cn-north-1:1:a"] }),
      new ContainerInsights("c", { eksClusterName: "main", kmsKeyArn: "arn:aws-cn:kms:cn-north-1:1:key/k" }),
    ],
    (made) => expect(new Set(JSON.stringify(made.resources).match(/arn:aws[a-z-]*/g))).toEqual(new Set(["arn:aws-cn"])),
  ],
  [
    "a trail that records every use of some records leaves out its own archive",
    () => {
      const archive = new LogArchive("archive", { trailNames: ["audit-prod"], kmsKeyArn: KEY });
      const dataEvents = [
        s3Access(["arn:aws:s3:::patients"]),
        dynamodbAccess([`arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/visits`]),
      ];
      new AuditTrail("audit", {
        archive,
        kmsKeyArn: KEY,
        alarmActions: [TOPIC],
        insights: "both",
        networkEvents: "deniedOnly",
        dataEvents,
      });
    },
    (made) => {
      const { advancedEventSelectors, insightSelectors } = made.get("cloudtrail/Trail audit").inputs;
      const [management, objects, items] = advancedEventSelectors;
      expect(management.fieldSelectors).toEqual([{ field: "eventCategory", equals: ["Management"] }]);
      expect(objects.fieldSelectors.map(({ field }: { field: string }) => field)).not.toContain("readOnly");
      expect(objects.fieldSelectors.at(-1)).toMatchObject({
        startsWiths: ["arn:aws:s3:::patients/"],
        notStartsWiths: [expect.stringContaining("archive-prod"), expect.stringContaining("archive-access-prod")],
      });
      expect(items.fieldSelectors.map(({ field }: { field: string }) => field)).not.toContain("readOnly");
      expect(advancedEventSelectors.slice(3)).toHaveLength(5);
      expect(insightSelectors).toHaveLength(2);
    },
  ],
];

test.each(PITFALLS)("%s", async (name, program, holds) =>
  holds(await deploy(program, name.includes("partition") ? CHINA : undefined)),
);

const WRONG: [name: string, program: () => unknown, lines: string[]][] = [
  [
    "a rate of more than all, and a name that X-Ray does not take",
    () => new Tracing("t", { sampling: [{ name: "r".repeat(40), rate: 2, reservoir: -1 }] }),
    [
      `  sampling   t-${"r".repeat(40)}-prod has 47 letters; X-Ray takes 32: shorten one of the names`,
      `  sampling   the rate of ${"r".repeat(40)} is 2; expected 0 to 1`,
      "  sampling   -1 is not a whole number of requests a second; expected at least 0",
    ],
  ],
  [
    "containers nowhere",
    () => new ContainerInsights("c", { retentionInDays: 300 as 365 }),
    [
      "  ecs               missing, as is eksClusterName; nothing would be watched",
      "  retentionInDays   300 is not a retention that CloudWatch Logs knows; nearest are 180 and 365",
    ],
  ],
  [
    "a cluster whose logs everybody may read",
    () => new ContainerInsights("c", { eksClusterName: "main" }),
    ["  kmsKeyArn   missing; the logs would be encrypted with a key that everybody in the account may use"],
  ],
  [
    "an application of everything",
    () => new ApplicationInsights("a", { resources: {} }),
    ["  resources   names no tag; every resource of the account would be the application"],
  ],
  [
    "a page without TLS, told to nobody, twice a second",
    () => canary({ url: "http://user:secret@example.com", alarmActions: [], everyMinutes: 0 }),
    [
      "  url            is not an address that begins with https:// and holds no password",
      "  alarmActions   has 0 actions; CloudWatch takes 1 to 5 per alarm state",
      "  everyMinutes   0 is not a whole number of minutes; expected 1 to 60",
    ],
  ],
];

test("visits, rules and alarms are what these cost by the piece", async () => {
  const usd: number[] = [];
  await deploy(() => {
    const rules = new TrailContributors("who", { logGroupName: "trail" });
    const canary = new Canary("portal", {
      url: "https://portal.example.com/",
      everyMinutes: 10,
      alarmActions: [TOPIC],
    });
    const shipping = new LogShipping("ship", { account: {}, kmsKeyArn: KEY, alarmActions: [TOPIC] });
    usd.push(...[rules, canary, shipping].map((made) => made.estimatedMonthlyUsd.low));
  });
  const visits = 4380 * 0.0012;
  expect(usd.map((each) => each.toFixed(4))).toEqual([4 * 0.5, 2 * 0.1 + visits, 0.1].map((each) => each.toFixed(4)));
});

test.each(WRONG)("refused before anything is registered: %s", async (_, program, lines) => {
  await start();
  let message = "";
  try {
    program();
  } catch (error) {
    ({ message } = error as Error);
  }
  expect(message.split("\n").slice(1)).toEqual(lines);
  expect(registered()).toBe(0);
});
