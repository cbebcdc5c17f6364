import { AccountDetectors, type AccountDetectorsArgs } from "../../components";
import { ACCOUNT, deploy, GOVCLOUD, registered, start } from "./deploy";
import { KEY } from "./programs";
import { around, findings, judged, missing } from "./judged";

const detectors = (args: AccountDetectorsArgs = {}) => new AccountDetectors("watch", args);

/** One detector in one region. */
const ALONE: AccountDetectorsArgs = { config: false, guardDuty: false, securityHub: false, accessAnalyzer: false };

const RULES = [
  "cloud-trail-cloud-watch-logs-enabled",
  "cloud-trail-encryption-enabled",
  "cloud-trail-log-file-validation-enabled",
  "cloudwatch-alarm-action-check",
  "cmk-backing-key-rotation-enabled",
  "iam-root-access-key-check",
  "multi-region-cloud-trail-enabled",
  "root-account-mfa-enabled",
  "s3-bucket-level-public-access-prohibited",
  "vpc-flow-logs-enabled",
];
const PLANS = ["ebs-malware-protection", "eks-audit-logs", "lambda-network-logs", "rds-login-events", "s3-data-events"];

test("two regions and every detector consist of these parts", async () => {
  const made = await deploy(() =>
    detectors({
      regions: ["us-east-1"],
      organization: { id: "o-a1b2c3d4e5" },
      flowLogs: { vpcIds: ["vpc-1"] },
      kmsKeyArn: KEY,
    }),
  );
  expect(made.childrenOf("baseline/AccountDetectors watch").sort()).toEqual(
    [
      "accessanalyzer/Analyzer watch-access",
      "accessanalyzer/Analyzer watch-access-us-east-1",
      "cfg/ConfigurationAggregator watch-config",
      "cfg/DeliveryChannel watch-config",
      "cfg/DeliveryChannel watch-config-us-east-1",
      "cfg/Recorder watch-config",
      "cfg/Recorder watch-config-us-east-1",
      "cfg/RecorderStatus watch-config",
      "cfg/RecorderStatus watch-config-us-east-1",
      ...RULES.map((rule) => `cfg/Rule watch-${rule}`),
      "ec2/FlowLog watch-flow-1",
      "guardduty/Detector watch-guardduty",
      "guardduty/Detector watch-guardduty-us-east-1",
      ...PLANS.flatMap((plan) => [
        `guardduty/DetectorFeature watch-guardduty-${plan}`,
        `guardduty/DetectorFeature watch-guardduty-us-east-1-${plan}`,
      ]),
      "iam/Role watch-flow",
      "iam/RolePolicy watch-flow",
      "iam/ServiceLinkedRole watch-config",
      "logs/ManagedLogGroup watch-flow",
      "securityhub/Account watch-securityhub",
      "securityhub/Account watch-securityhub-us-east-1",
      "securityhub/FindingAggregator watch-securityhub",
      ...["fsbp", "cis-3-0-0"].flatMap((standard) => [
        `securityhub/StandardsSubscription watch-securityhub-${standard}`,
        `securityhub/StandardsSubscription watch-securityhub-${standard}-us-east-1`,
      ]),
      "storage/LogStore watch-config",
    ].sort(),
  );
});

test("the catalogue finds nothing about the detectors of two regions", async () => {
  const verdicts = await judged(() => {
    const { kmsKeyArn } = around();
    detectors({ regions: ["us-east-1"], flowLogs: { vpcIds: ["vpc-1"] }, kmsKeyArn });
  });
  expect(findings(verdicts)).toEqual([]);
  expect(
    missing(verdicts, [
      "access-analyzer-external-access watch-access",
      "bucket-access-logs watch-config",
      "bucket-not-public watch-config",
      "bucket-tls-only watch-config",
      "config-aggregator-all-regions watch-config",
      "config-recorder-all-types watch-config",
      "config-recorder-delivers watch-config",
      "config-recorder-delivers watch-config-us-east-1",
      "config-recorder-global-types watch-config",
      "config-recorder-on watch-config",
      "config-recorder-on watch-config-us-east-1",
      "config-recorder-role watch-config",
      "flow-log-has-rejected-traffic watch-flow-1",
      "guardduty-detector-on watch-guardduty",
      "guardduty-detector-on watch-guardduty-us-east-1",
      "guardduty-protection-plans watch-guardduty",
      "log-group-encryption watch-flow",
      "log-group-key-usable watch-flow",
      "log-group-retention watch-flow",
      "securityhub-standards watch-securityhub",
    ]),
  ).toEqual([]);
});

type Made = Awaited<ReturnType<typeof deploy>>;

/** What goes wrong with these services. */
const PITFALLS: [name: string, args: AccountDetectorsArgs, holds: (made: Made) => void][] = [
  [
    "AWS starts no recorder without a channel, and no channel without a bucket that lets it in",
    {},
    (made) => {
      expect(made.get("cfg/RecorderStatus watch-config").dependsOn).toContain("cfg/DeliveryChannel watch-config");
      expect(made.get("cfg/DeliveryChannel watch-config").dependsOn).toEqual(
        expect.arrayContaining(["cfg/Recorder watch-config", "s3/BucketPolicy watch-config"]),
      );
      expect(made.get("cfg/RecorderStatus watch-config").inputs.isEnabled).toBe(true);
    },
  ],
  [
    "IAM belongs to no region: one recorder records it",
    { regions: ["us-east-1", "us-west-2"] },
    (made) => {
      const global = made
        .all("cfg/Recorder")
        .map(({ name, inputs }) => [name, inputs.recordingGroup.includeGlobalResourceTypes]);
      expect(global).toEqual([
        ["watch-config", true],
        ["watch-config-us-east-1", false],
        ["watch-config-us-west-2", false],
      ]);
    },
  ],
  [
    "AWS refuses rules and makes findings that say nothing where no recorder records",
    {},
    (made) => {
      const waiting = [...made.all("cfg/Rule"), ...made.all("securityhub/Account")];
      expect(waiting.filter(({ dependsOn }) => !dependsOn.includes("cfg/RecorderStatus watch-config"))).toEqual([]);
    },
  ],
  [
    "every resource of another region names it, and none of the home region does",
    { regions: ["us-east-1"] },
    (made) => {
      const regional = made.resources.filter(({ type }) => /cfg|guardduty|securityhub|accessanalyzer/.test(type));
      for (const { name, inputs } of regional)
        expect([name, inputs.region]).toEqual([name, name.includes("us-east-1") ? "us-east-1" : undefined]);
    },
  ],
  [
    "a standard's ARN carries its region",
    { regions: ["us-east-1"] },
    (made) => {
      const arns = made.all("securityhub/StandardsSubscription").map(({ inputs }) => inputs.standardsArn);
      expect(arns).toContain("arn:aws:securityhub:eu-west-1::standards/cis-aws-foundations-benchmark/v/3.0.0");
      expect(arns).toContain("arn:aws:securityhub:us-east-1::standards/cis-aws-foundations-benchmark/v/3.0.0");
    },
  ],
  [
    "the service-linked role exists where AWS Config was used before",
    { config: { serviceLinkedRole: "exists" } },
    (made) => {
      expect(made.all("iam/ServiceLinkedRole")).toEqual([]);
      expect(made.get("cfg/Recorder watch-config").inputs.roleArn).toBe(
        `arn:aws:iam::${ACCOUNT}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig`,
      );
    },
  ],
  [
    "one region alone has nothing to bring together",
    {},
    (made) => expect(made.all("securityhub/FindingAggregator")).toEqual([]),
  ],
  [
    "an aggregator of the organization has a role that only AWS Config takes on",
    { organization: { id: "o-a1b2c3d4e5" }, config: { aggregator: "organization" } },
    (made) => {
      const aggregator = made.get("cfg/ConfigurationAggregator watch-config");
      expect(aggregator.propertyDependencies.organizationAggregationSource).toContain("iam/Role watch-aggregator");
      expect(made.get("iam/RolePolicyAttachment watch-aggregator").inputs.policyArn).toMatch(
        /^arn:aws:iam::aws:policy/,
      );
    },
  ],
  [
    "the default VPC alone is not every VPC: a rule gives each one of every region its flow log",
    { ...ALONE, flowLogs: { everyVpc: true } },
    (made) => {
      const { rule } = made.get("observabilityadmin/TelemetryRule watch-flow").inputs;
      expect(rule).toMatchObject({ allRegions: true, destinationConfiguration: { retentionInDays: 365 } });
      expect(made.get("observabilityadmin/TelemetryRule watch-flow").dependsOn).toEqual([
        "observabilityadmin/TelemetryEvaluation watch",
      ]);
    },
  ],
  [
    "the role of flow logs writes to its own group, for flow logs of this account",
    { ...ALONE, flowLogs: { vpcIds: ["vpc-1"] }, kmsKeyArn: KEY },
    (made) => {
      const { Statement } = JSON.parse(made.get("iam/RolePolicy watch-flow").inputs.policy);
      expect(Statement[0].Resource).toBe(`arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/trailwatch/watch-flow-prod:*`);
      const { Condition } = JSON.parse(made.get("iam/Role watch-flow").inputs.assumeRolePolicy).Statement[0];
      expect(Condition.StringEquals).toEqual({ "aws:SourceAccount": ACCOUNT });
    },
  ],
];

test.each(PITFALLS)("%s", async (_, args, holds) => holds(await deploy(() => detectors(args))));

test("what exists is taken over, in the region where it is", async () => {
  const made = await deploy(() =>
    detectors({
      regions: ["us-east-1"],
      adopt: [
        { recorder: "old", deliveryChannel: "old", securityHubAccountId: ACCOUNT },
        { region: "us-east-1", detectorId: "d1", analyzerName: "outside" },
      ],
    }),
  );
  const adopted = made.resources.flatMap(({ name, type, imports }) =>
    imports ? [[`${type.split(":").at(-1)} ${name}`, imports]] : [],
  );
  expect(Object.fromEntries(adopted)).toEqual({
    "Recorder watch-config": "old",
    "DeliveryChannel watch-config": "old",
    "Account watch-securityhub": ACCOUNT,
    "Detector watch-guardduty-us-east-1": "d1@us-east-1",
    "Analyzer watch-access-us-east-1": "outside@us-east-1",
  });
  expect(made.get("cfg/Recorder watch-config").inputs.name).toBe("old");
  expect(made.get("accessanalyzer/Analyzer watch-access-us-east-1").inputs.analyzerName).toBe("outside");
});

test("every ARN belongs to the partition", async () => {
  const made = await deploy(
    () =>
      detectors({
        organization: { id: "o-a1b2c3d4e5" },
        config: { aggregator: "organization" },
        flowLogs: { vpcIds: ["vpc-1"] },
        kmsKeyArn: "arn:aws-us-gov:kms:us-gov-west-1:1:key/k",
      }),
    GOVCLOUD,
  );
  const arns = JSON.stringify(made.resources).match(/arn:aws[a-z-]*/g);
  expect(new Set(arns)).toEqual(new Set(["arn:aws-us-gov"]));
});

const WRONG: [name: string, args: unknown, lines: string[]][] = [
  [
    "what contradicts itself, all at once",
    {
      regions: ["us-east-1"],
      config: { bucketName: "history", retentionDays: 0, aggregator: "organization" },
      guardDuty: { plans: ["S3"] },
      securityHub: { standards: [] },
      accessAnalyzer: "ORGANIZATION",
      flowLogs: { vpcIds: ["vpc-1"], everyVpc: true, retentionInDays: 300 },
      adopt: [{ region: "eu-south-1", detectorId: "d" }],
    },
    [
      "  config.retentionDays       0 is not a whole number of days; expected at least 1",
      "  config.retentionDays       is of the store that is made here, and bucketName names another; leave one of them out",
      "  config.aggregator          takes in an organization, and none is given; set organization",
      "  accessAnalyzer             looks at an organization, and none is given; set organization",
      '  guardDuty.plans            "S3" is none; expected S3_DATA_EVENTS, EKS_AUDIT_LOGS, EBS_MALWARE_PROTECTION, RDS_LOGIN_EVENTS, LAMBDA_NETWORK_LOGS',
      "  securityHub.standards      names no standard; Security Hub would collect findings of others and make none",
      "  flowLogs                   would record the VPCs of vpcIds twice, since everyVpc records them too; leave one of them out",
      "  kmsKeyArn                  missing; the flow logs would be encrypted with a key that everybody in the account may use",
      "  flowLogs.retentionInDays   300 is not a retention that CloudWatch Logs knows; nearest are 180 and 365",
      "  adopt                      names eu-south-1, where nothing is made; leave the region out for the home region, or add it to regions",
    ],
  ],
  [
    "Security Hub without the service that it asks",
    { config: false, flowLogs: {} },
    [
      "  securityHub   needs AWS Config, which most of its checks are rules of; leave config on, or set securityHub to false",
      "  flowLogs      names no VPC; give vpcIds, or set everyVpc to true",
    ],
  ],
];

test.each(WRONG)("refused before anything is registered: %s", async (_, args, lines) => {
  await start();
  let message = "";
  try {
    detectors(args as AccountDetectorsArgs);
  } catch (error) {
    ({ message } = error as Error);
  }
  expect(message.split("\n").slice(1)).toEqual(lines);
  expect(registered()).toBe(0);
});
