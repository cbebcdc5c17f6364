import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { deploy, registered, start, type Deployment } from "./deploy";

/** Runs the project as Pulumi does: the entry file, with the configuration of a stack. */
function run(config: Record<string, string>): unknown {
  pulumi.runtime.setAllConfig(
    Object.fromEntries(Object.entries(config).map(([key, value]) => [`trailwatch:${key}`, value])),
  );
  let outputs: unknown;
  jest.isolateModules(() => {
    // One SDK for the test and the program, as the monitor belongs to the SDK.
    jest.doMock("@pulumi/pulumi", () => pulumi);
    jest.doMock("@pulumi/aws", () => aws);
    outputs = jest.requireActual("../../stacks");
  });
  return outputs;
}

const PROGRAMS = "account, organization, log-archive, regions, workload";
const ACCOUNT = { program: "account", alertEmail: "you@example.com" };

const messageOf = (config: Record<string, string>): string => {
  try {
    run(config);
  } catch (error) {
    expect((error as { __pulumiRunError?: boolean }).__pulumiRunError).toBe(true);
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
};

test("the least that a stack has to say makes a whole account", async () => {
  const made = await deploy(() => run(ACCOUNT), undefined, "dev");
  expect(made.childrenOf("baseline/AccountBaseline audit")).toHaveLength(5);
  expect(made.get("cloudtrail/Trail audit-trail").inputs.name).toBe("audit-dev");
});

test("the outputs of the account are those that other stacks ask for", async () => {
  let outputs: unknown;
  await deploy(() => (outputs = run(ACCOUNT)));
  expect(Object.keys(outputs as object)).toEqual(["trailArn", "bucketName", "logGroupName", "keyArn"]);
});

/** What a setting changes in the account. */
const SETTINGS: [name: string, config: Record<string, string>, holds: (made: Deployment) => void][] = [
  [
    "two addresses hear every severity",
    { alertEmail: "you@example.com, me@example.com" },
    (made) => expect(made.all("sns/TopicSubscription")).toHaveLength(6),
  ],
  [
    "a pager hears what is critical",
    { pagerUrl: "https://events.pagerduty.com/integration/1/enqueue" },
    (made) => expect(made.labels).toContain("sns/TopicSubscription audit-alerts-critical-https-1"),
  ],
  [
    "numbers win over the profile",
    { profile: "pci", retentionDays: "731", archiveDays: "3653" },
    (made) => {
      expect(made.get("cloudwatch/LogGroup audit-trail").inputs.retentionInDays).toBe(731);
      expect(made.get("s3/BucketLifecycleConfiguration audit-archive").inputs.rules[0].expiration.days).toBe(3653);
    },
  ],
  [
    "an organization",
    { organizationId: "o-a1b2c3d4e5" },
    (made) => expect(made.get("cloudtrail/Trail audit-trail").inputs.isOrganizationTrail).toBe(true),
  ],
  [
    "the benchmark alone, and one more region",
    { detections: "cis", regions: "us-east-1" },
    (made) => {
      expect(made.all("cloudwatch/LogMetricFilter")).toHaveLength(30);
      expect(made.get("cloudwatch/EventRule audit-detections-forward-us-east-1").inputs.region).toBe("us-east-1");
    },
  ],
  [
    "no protection",
    { protect: "false" },
    (made) => expect(made.resources.filter(({ protect }) => protect)).toEqual([]),
  ],
];

test.each(SETTINGS)("%s", async (_, config, holds) => holds(await deploy(() => run({ ...ACCOUNT, ...config }))));

const ORGANIZATION = {
  organizationId: "o-a1b2c3d4e5",
  managementAccountId: "444455556666",
  archiveBucket: "acme-archive",
};
const PORTAL = {
  certificateArn: "arn:aws:acm:eu-west-1:111122223333:certificate/1",
  image: "portal:1",
  remindersImage: "reminders:1",
  recordsBucket: "patient-records",
};
const MAIL = { alertEmail: "you@example.com" };

/** The other stacks: what each is made for. */
const OTHERS: [name: string, config: Record<string, string>, holds: (made: Deployment) => void][] = [
  [
    "the archive lets in the organization's trail of the management account, and no other",
    { program: "log-archive", ...ORGANIZATION },
    (made) => {
      const { Resource, Condition } = made.statement("s3/BucketPolicy archive", "CloudTrailWrites");
      expect(Condition?.StringEquals["aws:SourceArn"]).toEqual([
        "arn:aws:cloudtrail:eu-west-1:444455556666:trail/organization",
      ]);
      expect(Resource).toEqual([
        "arn:aws:s3:::acme-archive/AWSLogs/444455556666/*",
        "arn:aws:s3:::acme-archive/AWSLogs/o-a1b2c3d4e5/*",
      ]);
      expect(made.all("cloudtrail/Trail")).toEqual([]);
    },
  ],
  [
    "the key of the archive is for the trail, not for alarms",
    { program: "log-archive", ...ORGANIZATION },
    (made) => {
      const statements: { Sid: string }[] = JSON.parse(made.get("kms/Key archive-key").inputs.policy).Statement;
      expect(statements.map(({ Sid }) => Sid)).toEqual([
        "AccountAdministers",
        "CloudTrailEncrypts",
        "CloudTrailDescribes",
        "CloudWatchLogsUses",
      ]);
    },
  ],
  [
    "the archive is asked for the accounts that are named, as long as it keeps files, by its readers",
    {
      program: "log-archive",
      ...ORGANIZATION,
      archiveDays: "3653",
      accountIds: "444455556666, 222233334444",
      readers: "arn:aws:iam::222233334444:role/auditors",
    },
    (made) => {
      const { parameters } = made.get("glue/CatalogTable ask-cloudtrail-logs").inputs;
      expect(parameters).toMatchObject({
        "projection.account.values": "444455556666,222233334444",
        "projection.day.range": "NOW-3653DAYS,NOW",
        "storage.location.template": "s3://acme-archive/AWSLogs/o-a1b2c3d4e5/${account}/CloudTrail/${region}/${day}",
      });
      expect(made.labels).toContain("iam/Role ask-readers");
    },
  ],
  [
    "the organization's trail takes bucket and key from the stack of the archive, and has a key for its log group",
    { program: "organization", ...ORGANIZATION, ...MAIL },
    (made) => {
      const trail = made.get("cloudtrail/Trail audit-trail");
      expect(trail.inputs).toMatchObject({ name: "organization", isOrganizationTrail: true, isMultiRegionTrail: true });
      for (const property of ["s3BucketName", "kmsKeyId"])
        expect(trail.propertyDependencies[property]).toEqual([
          "pulumi/StackReference organization/trailwatch/log-archive",
        ]);
      expect(made.get("cloudwatch/LogGroup audit-trail").propertyDependencies.kmsKeyId).toEqual(["kms/Key audit-key"]);
      expect(made.all("s3/Bucket")).toEqual([]);
    },
  ],
  [
    "rules in every region send to the bus of one, without a trail",
    { program: "regions", ...MAIL, regions: "us-east-1, eu-central-1" },
    (made) => {
      const forwards = made.all("cloudwatch/EventRule").filter(({ inputs }) => inputs.region !== undefined);
      expect(new Set(forwards.map(({ inputs }) => inputs.region))).toEqual(new Set(["us-east-1", "eu-central-1"]));
      expect(made.get("cloudwatch/EventTarget near-real-time-forward-us-east-1").inputs.arn).toBe(
        "arn:aws:events:eu-west-1:111122223333:event-bus/default",
      );
      expect(made.all("cloudtrail/Trail")).toEqual([]);
      expect(made.labels).not.toContain("cloudwatch/EventRule near-real-time-tamper-log-group");
    },
  ],
  [
    "patient records: every use is recorded, and from elsewhere and deletions are told",
    { program: "workload", ...MAIL, ...PORTAL, clinicAddresses: "192.0.2.*" },
    (made) => {
      const selectors: { fieldSelectors: { field: string; equals?: string[] }[] }[] =
        made.get("cloudtrail/Trail audit-trail").inputs.advancedEventSelectors;
      const types = selectors.flatMap(({ fieldSelectors }) =>
        fieldSelectors.flatMap(({ field, equals = [] }) => (field === "resources.type" ? equals : [])),
      );
      expect(types).toEqual(["AWS::S3::Object", "AWS::Lambda::Function", "AWS::DynamoDB::Table"]);
      expect(made.get("cloudwatch/LogMetricFilter records-from-elsewhere").inputs.pattern).toBe(
        '{ ($.eventSource = "s3.amazonaws.com") && ($.requestParameters.bucketName = "patient-records") && ($.managementEvent IS FALSE) && ($.sourceIPAddress != "10.20.*") && ($.sourceIPAddress != "192.0.2.*") && ($.sourceIPAddress != "*.amazonaws.com") }',
      );
      expect(made.labels).toContain("cloudwatch/MetricAlarm records-deleted");
    },
  ],
];

test.each(OTHERS)("%s", async (_, config, holds) => holds(await deploy(() => run(config))));

/** Wrong configuration and what the user reads. */
const WRONG: [name: string, config: Record<string, string>, message: string[]][] = [
  ["no program", {}, ["Pulumi.prod.yaml: 1 setting is wrong", `  trailwatch:program   missing; expected ${PROGRAMS}`]],
  [
    "a program that does not exist",
    { program: "acount" },
    ["Pulumi.prod.yaml: 1 setting is wrong", `  trailwatch:program   "acount" is not a program; there is ${PROGRAMS}`],
  ],
  [
    "a program called like a property of every object",
    { program: "toString" },
    [
      "Pulumi.prod.yaml: 1 setting is wrong",
      `  trailwatch:program   "toString" is not a program; there is ${PROGRAMS}`,
    ],
  ],
  [
    "a retention that does not exist, and nobody to tell",
    { program: "account", retentionDays: "300" },
    [
      "Pulumi.prod.yaml: 2 settings are wrong",
      "  trailwatch:alertEmail      missing; alarms would tell nobody (pulumi config set trailwatch:alertEmail you@example.com)",
      "  trailwatch:retentionDays   300 is not a retention that CloudWatch Logs knows; nearest are 180 and 365",
    ],
  ],
  [
    "an organization without its ids",
    { program: "log-archive" },
    [
      "Pulumi.prod.yaml: 3 settings are wrong",
      "  trailwatch:organizationId        missing; the archive lets in its trail alone (pulumi config set trailwatch:organizationId o-a1b2c3d4e5)",
      "  trailwatch:managementAccountId   missing; the ARN of the trail carries it (pulumi config set trailwatch:managementAccountId 111122223333)",
      "  trailwatch:archiveBucket         missing; both stacks call the bucket by its name (pulumi config set trailwatch:archiveBucket acme-audit-archive)",
    ],
  ],
  [
    "an archive that is asked about accounts by name, by everybody",
    { program: "log-archive", ...ORGANIZATION, accountIds: "patients", readers: "*" },
    [
      "Pulumi.prod.yaml: 2 settings are wrong",
      '  trailwatch:accountIds   "patients" is not an account id; expected 12 digits',
      '  trailwatch:readers      "*" lets everybody in; expected ARNs of roles, users or accounts',
    ],
  ],
  [
    "everything at once, each once",
    {
      program: "account",
      alertEmail: "you",
      profile: "iso",
      retentionDays: "a year",
      archiveDays: "30",
      organizationId: "acme",
      protect: "yes",
      retensionDays: "365",
    },
    [
      "Pulumi.prod.yaml: 7 settings are wrong",
      "  trailwatch:retensionDays    is not a setting; there are program, protect, profile, alertEmail, pagerUrl, retentionDays, archiveDays, organizationId, detections, regions",
      '  trailwatch:protect          "yes" is neither true nor false',
      '  trailwatch:retentionDays    "a year" is not a whole number',
      '  trailwatch:profile          "iso" is not a profile; expected cis, pci, hipaa, soc2, fedramp-moderate, minimal',
      '  trailwatch:organizationId   "acme" is not the id of an organization; expected the form o-a1b2c3d4e5',
      '  trailwatch:alertEmail       "you" is not a mail address',
      "  trailwatch:archiveDays      30 expires files that are locked for 365 days; expected at least 365",
    ],
  ],
];

test.each(WRONG)("refused before anything is registered: %s", async (_, config, message) => {
  await start();
  expect(messageOf(config).split("\n")).toEqual(message);
  expect(registered()).toBe(0);
});
