import { LogShipping, type LogShippingArgs } from "../../components";
import { SECRET, SIGNATURE } from "../../sources/wire";
import { ACCOUNT, CHINA, deploy, registered, start } from "./deploy";
import { KEY, TOPIC } from "./programs";
import { around, findings, judged, missing } from "./judged";

const ship = (args: LogShippingArgs) => new LogShipping("ship", args);
const alarmed = (args: LogShippingArgs) => ship({ alarmActions: [TOPIC], kmsKeyArn: KEY, ...args });

const STREAM = `arn:aws:firehose:eu-west-1:${ACCOUNT}:deliverystream/ship-logs-prod`;
const FOREIGN = "arn:aws:logs:eu-west-1:222233334444:destination:central";

const everything: LogShippingArgs = {
  account: {},
  storageTier: "INTELLIGENT_TIERING",
  receiveFrom: { organizationId: "o-a1b2c3d4e5", accountIds: ["222233334444"] },
  metrics: { exclude: { "AWS/Usage": [] } },
  observability: { monitors: { organizationId: "o-a1b2c3d4e5" }, sinkArn: "arn:aws:oam:eu-west-1:222233334444:sink/1" },
  centralization: {
    organizationId: "o-a1b2c3d4e5",
    regions: ["us-east-1"],
    destination: { accountId: ACCOUNT, region: "eu-west-1" },
  },
  alarmActions: [TOPIC],
  kmsKeyArn: KEY,
};

test("everything at once consists of these parts", async () => {
  const made = await deploy(() => ship(everything));
  expect(made.childrenOf("logs/LogShipping ship").sort()).toEqual([
    "cloudwatch/LogAccountPolicy ship",
    "cloudwatch/LogDestination ship",
    "cloudwatch/LogDestinationPolicy ship",
    "cloudwatch/LogStorageTierPolicy ship",
    "cloudwatch/LogStream ship-errors-logs",
    "cloudwatch/LogStream ship-errors-metrics",
    "cloudwatch/MetricAlarm ship-logs-delayed",
    "cloudwatch/MetricAlarm ship-metrics-delayed",
    "cloudwatch/MetricStream ship",
    "iam/Role ship-logs",
    "iam/Role ship-metric-stream",
    "iam/Role ship-metrics",
    "iam/Role ship-senders",
    "iam/RolePolicy ship-logs",
    "iam/RolePolicy ship-metric-stream",
    "iam/RolePolicy ship-metrics",
    "iam/RolePolicy ship-senders",
    "kinesis/FirehoseDeliveryStream ship-logs",
    "kinesis/FirehoseDeliveryStream ship-metrics",
    "logs/ManagedLogGroup ship-errors",
    "oam/Link ship",
    "oam/Sink ship",
    "oam/SinkPolicy ship",
    "observabilityadmin/CentralizationRuleForOrganization ship",
    "storage/LogStore ship-store",
  ]);
});

test("the catalogue finds nothing about what is shipped", async () => {
  const verdicts = await judged(() => {
    const { kmsKeyArn, alarmActions } = around();
    ship({ ...everything, kmsKeyArn, alarmActions });
  });
  expect(findings(verdicts)).toEqual([]);
  expect(
    missing(verdicts, [
      "alarm-dimensions-exist ship-logs-delayed",
      "alarm-dimensions-exist ship-metrics-delayed",
      "alarm-reaches-subscriber ship-logs-delayed",
      "bucket-not-public ship-store",
      "bucket-tls-only ship-store",
      "delivery-stream-monitored ship-logs",
      "delivery-stream-monitored ship-metrics",
      "log-destination-not-public ship",
      "log-group-encryption ship-errors",
      "log-group-key-usable ship-errors",
      "log-group-retention ship-errors",
    ]),
  ).toEqual([]);
});

type Made = Awaited<ReturnType<typeof deploy>>;

const PITFALLS: [name: string, args: LogShippingArgs, holds: (made: Made) => void][] = [
  [
    "what the stream logs about a failure is not shipped: it would fail and be logged again",
    { account: { excludedLogGroups: ["/noise"] } },
    (made) => {
      const { selectionCriteria } = made.get("cloudwatch/LogAccountPolicy ship").inputs;
      expect(selectionCriteria).toBe('LogGroupName NOT IN ["/trailwatch/ship-errors-prod","/noise"]');
    },
  ],
  [
    "CloudWatch Logs sends a test event at once: role and stream come first",
    { logGroups: [{ logGroupName: "app" }], receiveFrom: { accountIds: ["222233334444"] } },
    (made) => {
      for (const label of ["cloudwatch/LogSubscriptionFilter ship-1", "cloudwatch/LogDestination ship"])
        expect(made.get(label).dependsOn).toEqual(
          expect.arrayContaining(["iam/RolePolicy ship-senders", "kinesis/FirehoseDeliveryStream ship-logs"]),
        );
    },
  ],
  [
    "a destination lets in the organization and the accounts that are named, and nobody else",
    { receiveFrom: { organizationId: "o-a1b2c3d4e5", accountIds: ["222233334444"] } },
    (made) => {
      const { Statement } = JSON.parse(made.get("cloudwatch/LogDestinationPolicy ship").inputs.accessPolicy);
      expect(Statement.map(({ Principal, Condition }: Record<string, unknown>) => [Principal, Condition])).toEqual([
        ["*", { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }],
        [{ AWS: ["222233334444"] }, undefined],
      ]);
    },
  ],
  [
    "nobody else can have CloudWatch Logs write into the stream",
    { receiveFrom: { accountIds: ["222233334444"] } },
    (made) => {
      const { Statement } = JSON.parse(made.get("iam/Role ship-senders").inputs.assumeRolePolicy);
      expect(Statement).toHaveLength(1);
      expect(Statement[0].Condition).toEqual({ StringEquals: { "aws:SourceAccount": [ACCOUNT, "222233334444"] } });
      expect(JSON.parse(made.get("iam/RolePolicy ship-senders").inputs.policy).Statement[0].Resource).toBe(STREAM);
    },
  ],
  [
    "a destination of another account brings its own role, and needs no bucket here",
    { account: {}, sendTo: FOREIGN, alarmActions: undefined },
    (made) => {
      const document = JSON.parse(made.get("cloudwatch/LogAccountPolicy ship").inputs.policyDocument);
      expect(document).toEqual({ DestinationArn: FOREIGN, FilterPattern: "", Distribution: "Random" });
      expect(made.labels).toEqual(["logs/LogShipping ship", "cloudwatch/LogAccountPolicy ship"]);
    },
  ],
  [
    "events are unpacked and stand on a line each, so that other tools can read the files",
    { account: {} },
    (made) => {
      const { extendedS3Configuration } = made.get("kinesis/FirehoseDeliveryStream ship-logs").inputs;
      const { processors } = extendedS3Configuration.processingConfiguration;
      expect(processors.map(({ type }: { type: string }) => type)).toEqual([
        "Decompression",
        "AppendDelimiterToRecord",
      ]);
      expect(extendedS3Configuration.compressionFormat).toBe("GZIP");
    },
  ],
  [
    "a third party gets the metrics, the bucket what it refused, and nobody its key",
    { metrics: { endpoint: { name: "Vendor", url: "https://metrics.example.com", accessKey: "k" } } },
    (made) => {
      const { inputs } = made.get("kinesis/FirehoseDeliveryStream ship-metrics");
      expect(inputs.destination).toBe("http_endpoint");
      expect(inputs.httpEndpointConfiguration).toMatchObject({
        [SIGNATURE]: SECRET,
        value: { s3BackupMode: "FailedDataOnly", name: "Vendor" },
      });
      expect(made.get("cloudwatch/MetricStream ship").inputs.outputFormat).toBe("opentelemetry1.0");
      expect(made.all("kinesis/FirehoseDeliveryStream")).toHaveLength(1);
      expect(made.get("cloudwatch/MetricAlarm ship-metrics-delayed").inputs.metricName).toBe(
        "DeliveryToHttpEndpoint.DataFreshness",
      );
    },
  ],
  [
    "accounts of the organization link and see nothing else than what is shared",
    {
      alarmActions: undefined,
      observability: { monitors: { organizationId: "o-a1b2c3d4e5" }, shares: ["AWS::CloudWatch::Metric"] },
    },
    (made) => {
      expect(made.statement("oam/SinkPolicy ship", "OrganizationLinks").Condition).toEqual({
        StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
        "ForAllValues:StringEquals": { "oam:ResourceTypes": ["AWS::CloudWatch::Metric"] },
      });
    },
  ],
];

test.each(PITFALLS)("%s", async (_, args, holds) => holds(await deploy(() => alarmed(args))));

test("every ARN belongs to the partition", async () => {
  const made = await deploy(
    () =>
      ship({
        account: {},
        metrics: {},
        alarmActions: ["arn:aws-cn:sns:cn-north-1:1:a"],
        kmsKeyArn: "arn:aws-cn:kms:cn-north-1:1:key/k",
      }),
    CHINA,
  );
  const arns = JSON.stringify(made.resources).match(/arn:aws[a-z-]*/g);
  expect(new Set(arns)).toEqual(new Set(["arn:aws-cn"]));
});

const WRONG: [name: string, args: LogShippingArgs, lines: string[]][] = [
  [
    "nothing to ship",
    {},
    [
      "  logGroups   missing, as is all that could be shipped: account, receiveFrom, metrics, observability, centralization, storageTier",
    ],
  ],
  [
    "what contradicts itself, all at once",
    {
      logGroups: [],
      account: {},
      sendTo: FOREIGN,
      receiveFrom: { organizationId: "acme" },
      metrics: { include: {}, exclude: {}, endpoint: { name: "v", url: "http://key@example.com" } },
      observability: {},
      centralization: { organizationId: "acme", regions: [], destination: { accountId: "1", region: "eu-west-1" } },
      alarmActions: [],
      kmsKeyArn: KEY,
    },
    [
      "  logGroups                              names no log group; leave it out where nothing is to be shipped",
      "  logGroups                              would be shipped twice, since account ships every log group; leave one of them out",
      "  sendTo                                 stands beside receiveFrom: CloudWatch Logs hands nothing on from one account to a third; receive in the last one",
      '  receiveFrom.organizationId             "acme" is not the id of an organization; expected the form o-a1b2c3d4e5',
      "  metrics.exclude                        stands beside include, and CloudWatch takes one of them; what is not included is left out already",
      "  metrics.endpoint.url                   does not begin with https://",
      "  observability                          says neither who monitors nor who is monitored; set monitors, or sinkArn",
      '  centralization.organizationId          "acme" is not the id of an organization; expected the form o-a1b2c3d4e5',
      "  centralization.regions                 names no region; nothing would be copied",
      '  centralization.destination.accountId   "1" is not an account id; expected 12 digits',
      "  alarmActions                           has 0 actions; CloudWatch takes 1 to 5 per alarm state",
    ],
  ],
  [
    "an alarm on a stream that another account has",
    { account: {}, sendTo: FOREIGN, alarmActions: [TOPIC] },
    ["  alarmActions   would watch a stream, and none is made here"],
  ],
  [
    "a destination for nobody, and nothing to send",
    { receiveFrom: {} },
    [
      "  receiveFrom.accountIds   names no account, and organizationId no organization; nobody could send",
      "  kmsKeyArn                missing; the stream and what it logs would be encrypted with a key that everybody in the account may use",
      "  alarmActions             missing; nobody would learn that a stream delivers no more",
    ],
  ],
];

test.each(WRONG)("refused before anything is registered: %s", async (_, args, lines) => {
  await start();
  let message = "";
  try {
    ship(args);
  } catch (error) {
    ({ message } = error as Error);
  }
  expect(message.split("\n").slice(1)).toEqual(lines);
  expect(registered()).toBe(0);
});
