import { ManagedLogGroup, type ManagedLogGroupArgs } from "../../components";
import { ACCOUNT, CHINA, deploy, registered, start } from "./deploy";
import { around, findings, judged, missing } from "./judged";
import { KEY, TOPIC, trail } from "./programs";

const STREAM = `arn:aws:firehose:eu-west-1:${ACCOUNT}:deliverystream/siem`;

const everything = (kmsKeyArn: ManagedLogGroupArgs["kmsKeyArn"], alarmActions = [TOPIC]): ManagedLogGroupArgs => ({
  kmsKeyArn,
  heartbeat: { alarmActions },
  dataProtection: { identifiers: ["EmailAddress", "AwsSecretKey"], auditLogGroupName: "finds" },
  anomalyDetection: { alarmActions },
  fieldIndexes: ["requestId"],
  subscriptions: [{ name: "siem", destinationArn: STREAM }],
  savedQueries: { errors: "filter @message like /ERROR/" },
});

const group = (args: Partial<ManagedLogGroupArgs> = {}) => new ManagedLogGroup("app", { kmsKeyArn: KEY, ...args });

test("a group with every feature consists of these parts", async () => {
  const made = await deploy(() => group(everything(KEY)));
  expect(made.childrenOf("logs/ManagedLogGroup app").sort()).toEqual([
    "cloudwatch/LogAnomalyDetector app",
    "cloudwatch/LogDataProtectionPolicy app",
    "cloudwatch/LogGroup app",
    "cloudwatch/LogIndexPolicy app",
    "cloudwatch/LogSubscriptionFilter app-siem",
    "cloudwatch/MetricAlarm app-anomaly",
    "cloudwatch/MetricAlarm app-heartbeat",
    "cloudwatch/QueryDefinition app-errors",
  ]);
});

test("the catalogue finds nothing about a group with every feature", async () => {
  const verdicts = await judged(() => {
    const { kmsKeyArn, alarmActions } = around();
    new ManagedLogGroup("app", everything(kmsKeyArn, alarmActions as string[]));
  });
  expect(findings(verdicts)).toEqual([]);
  expect(
    missing(verdicts, [
      "alarm-actions app-anomaly",
      "alarm-actions app-heartbeat",
      "alarm-dimensions-exist app-anomaly",
      "alarm-dimensions-exist app-heartbeat",
      "alarm-missing-data app-heartbeat",
      "alarm-names-unique app-anomaly",
      "alarm-reaches-subscriber app-anomaly",
      "alarm-reaches-subscriber app-heartbeat",
      "log-group-class app",
      "log-group-encryption app",
      "log-group-key-usable app",
      "log-group-retention app",
      "log-group-subscription-limit app",
    ]),
  ).toEqual([]);
});

test("what is masked is what is counted, and finds go to another group", async () => {
  const made = await deploy(() => group(everything(KEY)));
  const { Statement } = JSON.parse(made.get("cloudwatch/LogDataProtectionPolicy app").inputs.policyDocument);
  expect(Statement[0].DataIdentifier).toEqual([
    "arn:aws:dataprotection::aws:data-identifier/EmailAddress",
    "arn:aws:dataprotection::aws:data-identifier/AwsSecretKey",
  ]);
  expect(Statement[1].DataIdentifier).toEqual(Statement[0].DataIdentifier);
  expect(Statement[0].Operation).toEqual({ Audit: { FindingsDestination: { CloudWatchLogs: { LogGroup: "finds" } } } });
  expect(Statement[1].Operation).toEqual({ Deidentify: { MaskConfig: {} } });
});

test("the anomaly detector waits for the group, whose ARN it takes without :*", async () => {
  const made = await deploy(() => group({ anomalyDetection: {} }), CHINA);
  const detector = made.get("cloudwatch/LogAnomalyDetector app");
  expect(detector.dependsOn).toEqual(["cloudwatch/LogGroup app"]);
  expect(detector.inputs).toMatchObject({
    logGroupArnLists: [`arn:aws-cn:logs:cn-north-1:${ACCOUNT}:log-group:/trailwatch/app-prod`],
    evaluationFrequency: "FIFTEEN_MIN",
    anomalyVisibilityTime: 21,
  });
});

test("a group tells how many subscriptions it still takes", async () => {
  let left: number[] = [];
  const siem = { name: "siem", destinationArn: STREAM };
  await deploy(() => {
    const groups = [group(), new ManagedLogGroup("b", { subscriptions: [siem] })];
    left = groups.map(({ subscriptionSlotsLeft }) => subscriptionSlotsLeft);
  });
  expect(left).toEqual([2, 1]);
});

const logGroupFeatures = { fieldIndexes: ["eventName"], savedQueries: { root: 'filter userIdentity.type = "Root"' } };

test("the trail's own group takes them too", async () => {
  const made = await deploy(() => trail({ logGroupFeatures }));
  expect(made.childrenOf("logs/ManagedLogGroup audit").sort()).toEqual([
    "cloudwatch/LogGroup audit",
    "cloudwatch/LogIndexPolicy audit",
    "cloudwatch/MetricAlarm audit-heartbeat",
    "cloudwatch/QueryDefinition audit-root",
  ]);
});

test("the trail's own group masks nothing", async () => {
  await start();
  // From JavaScript comes what the type would refuse.
  const masked = { ...logGroupFeatures, dataProtection: { identifiers: ["Address"] } };
  expect(() => trail({ logGroupFeatures: masked })).toThrow(
    "would mask what the trail recorded, which can hide evidence",
  );
  expect(registered()).toBe(0);
});

const subscriptions = (...names: string[]) => names.map((name) => ({ name, destinationArn: STREAM }));

const WRONG: [name: string, args: ManagedLogGroupArgs, lines: string[]][] = [
  [
    "features that the cheaper class does not have, all at once",
    {
      logGroupClass: "INFREQUENT_ACCESS",
      anomalyDetection: {},
      dataProtection: { identifiers: [] },
      fieldIndexes: ["a"],
      subscriptions: subscriptions("a"),
    },
    [
      "  dataProtection               is not there in the class INFREQUENT_ACCESS, and the class cannot be changed later; use STANDARD",
      "  anomalyDetection             is not there in the class INFREQUENT_ACCESS, and the class cannot be changed later; use STANDARD",
      "  fieldIndexes                 is not there in the class INFREQUENT_ACCESS, and the class cannot be changed later; use STANDARD",
      "  subscriptions                is not there in the class INFREQUENT_ACCESS, and the class cannot be changed later; use STANDARD",
      "  dataProtection.identifiers   names nothing to look for, such as EmailAddress",
    ],
  ],
  [
    "three subscriptions",
    { subscriptions: subscriptions("a", "b", "c") },
    ["  subscriptions   has 3 subscriptions; CloudWatch Logs takes 2 for a group"],
  ],
  [
    "two subscriptions of one name",
    { subscriptions: subscriptions("a", "a") },
    ["  subscriptions   use a name twice: a, a"],
  ],
  [
    "an anomaly forgotten after a day, told to nobody, and too many indexes",
    {
      anomalyDetection: { visibilityDays: 1, alarmActions: [] },
      fieldIndexes: Array.from({ length: 21 }, (_, index) => `f${index}`),
    },
    [
      "  anomalyDetection.visibilityDays   1 is not a whole number of days; expected 7 to 90",
      "  anomalyDetection.alarmActions     has 0 actions; CloudWatch takes 1 to 5 per alarm state",
      "  fieldIndexes                      has 21 fields; CloudWatch Logs takes 20",
    ],
  ],
];

test.each(WRONG)("refused before anything is registered: %s", async (_, args, lines) => {
  await start();
  let message = "";
  try {
    group(args);
  } catch (error) {
    ({ message } = error as Error);
  }
  expect(message.split("\n").slice(1)).toEqual(lines);
  expect(registered()).toBe(0);
});
