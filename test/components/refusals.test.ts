import * as pulumi from "@pulumi/pulumi";
import { AccountBaseline, AlertRouter, AuditKey, ManagedLogGroup } from "../../components";
import { registered, start } from "./deploy";
import { ALERTS, KEY, MAIL, TOPIC, archive, baseline, detections, trail } from "./programs";

// From a configuration file or from JavaScript comes what the types would refuse.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- that is what is tested
const untyped = (value: unknown): any => value;

const names = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);

/** Wrong arguments, by the component that refuses them, and the line that says what is wrong. */
const WRONG: [name: string, program: () => unknown, line: string][] = [
  ["a key without a trail", () => new AuditKey("k", { trailNames: [] }), "trailNames   names no trail"],
  ["an empty trail name", () => new AuditKey("k", { trailNames: [""] }), 'trailNames   "" is not a trail name'],
  ["a trail name with two hyphens", () => trail({ trailName: "a--b" }), 'trailName   "a--b" is not a trail name'],
  [
    "a key deleted at once",
    () => new AuditKey("k", { trailNames: ["abc"], deletionWindowInDays: 1 }),
    "deletionWindowInDays   1 is not a whole number of days; expected 7 to 30",
  ],
  [
    "a key that rotates after ten years",
    () => new AuditKey("k", { trailNames: ["abc"], rotationPeriodInDays: 3650 }),
    "rotationPeriodInDays   3650 is not a whole number of days; expected 90 to 2560",
  ],
  [
    "a retention between two that exist",
    () => new ManagedLogGroup("g", { retentionInDays: untyped(300) }),
    "retentionInDays   300 is not a retention that CloudWatch Logs knows; nearest are 180 and 365",
  ],
  [
    "a retention beyond the longest",
    () => new ManagedLogGroup("g", { retentionInDays: untyped(9999) }),
    "retentionInDays   9999 is not a retention that CloudWatch Logs knows; nearest is 3653",
  ],
  [
    "a retention of never",
    () => new ManagedLogGroup("g", { retentionInDays: untyped(0) }),
    "retentionInDays   0 is not a retention that CloudWatch Logs knows; nearest is 1",
  ],
  [
    "a log group name with a blank",
    () => new ManagedLogGroup("g", { logGroupName: "a b" }),
    'logGroupName   "a b" is not',
  ],
  [
    "a heartbeat of ninety seconds",
    () => new ManagedLogGroup("g", { heartbeat: { alarmActions: [TOPIC], windowSeconds: 90 } }),
    "heartbeat.windowSeconds   90 is not a period of an alarm",
  ],
  [
    "a heartbeat that tells nobody",
    () => new ManagedLogGroup("g", { heartbeat: { alarmActions: [] } }),
    "heartbeat.alarmActions   has 0 actions",
  ],
  [
    "six actions",
    () => trail({ alarmActions: names(6, TOPIC) }),
    "alarmActions   has 6 actions; CloudWatch takes 1 to 5",
  ],
  ["an unknown insight", () => trail({ insights: untyped("all") }), 'insights   "all" is not a kind of insight'],
  [
    "more selector values than CloudTrail takes",
    () => trail({ dataEvents: [{ name: "d", resourceType: "AWS::S3::Object", arnPrefixes: names(500, "arn:") }] }),
    "dataEvents   need 503 selector values; CloudTrail takes 500",
  ],
  [
    "two selectors of one name",
    () => trail({ dataEvents: [1, 2].map(() => ({ name: "d", resourceType: "AWS::S3::Object" })) }),
    'dataEvents   the name "d" is used twice',
  ],
  [
    "a selector of nothing",
    () => trail({ dataEvents: [{ name: "d", resourceType: "AWS::S3::Object", arnPrefixes: [] }] }),
    'dataEvents   "d" lists no resource',
  ],
  ["an organization by name", () => trail({ organization: { id: "acme" } }), 'organization.id   "acme" is not the id'],
  [
    "an account by name",
    () => archive({ accountIds: ["acme"] }),
    'accountIds   "acme" is not an account id; expected 12 digits',
  ],
  [
    "a bucket name in capitals",
    () => archive({ bucketName: "Audit" }),
    'bucketName   "Audit-access" is not a bucket name',
  ],
  [
    "a name too long for a bucket",
    () => new AccountBaseline("the-audit-logging-of-our-company", { alerts: ALERTS }),
    'archive.bucketName   "the-audit-logging-of-our-company-archive-access-prod" is too long',
  ],
  [
    "a prefix that CloudTrail adds itself",
    () => archive({ keyPrefix: "a/AWSLogs" }),
    'keyPrefix   "a/AWSLogs" contains AWSLogs',
  ],
  ["a prefix with a slash", () => archive({ keyPrefix: "a/" }), 'keyPrefix   "a/" begins or ends with a slash'],
  [
    "files expire while they are locked",
    () => archive({ retentionDays: 180 }),
    "retentionDays   180 expires files that are locked for 365 days; expected at least 365",
  ],
  [
    "versions are deleted while they are locked",
    () => archive({ noncurrentRetentionDays: 90 }),
    "noncurrentRetentionDays   90 deletes versions that are locked for 365 days; expected at least 365",
  ],
  [
    "files move after they expired",
    () => archive({ retentionDays: 400, tiering: { storageClass: "GLACIER", afterDays: 400 } }),
    "tiering.afterDays   400 days is not before files expire (retentionDays 400)",
  ],
  [
    "a lock that nobody can undo, by accident",
    () => archive({ objectLock: { mode: "COMPLIANCE", days: 365 } }),
    "objectLock.mode   COMPLIANCE cannot be undone by anybody",
  ],
  [
    "half a day",
    () => archive({ accessLogs: { retentionDays: 0.5 } }),
    "accessLogs.retentionDays   0.5 is not a whole number of days; expected at least 1",
  ],
  [
    "a severity that nobody hears",
    () => new AlertRouter("r", { kmsKeyArn: KEY, email: { critical: MAIL, warning: MAIL } }),
    "email.info   missing; info alarms would tell nobody",
  ],
  [
    "a topic that watches itself",
    () => new AlertRouter("r", { kmsKeyArn: KEY, severities: ["critical"], email: { critical: MAIL } }),
    "selfMonitor   critical alone cannot tell of its own failure",
  ],
  [
    "recipients without a topic",
    () =>
      new AlertRouter("r", {
        kmsKeyArn: KEY,
        severities: ["critical", "info"],
        email: { critical: MAIL, info: MAIL, warning: MAIL },
      }),
    "severities   warning has recipients but no topic; severities are critical, info",
  ],
  [
    "a mail address without a host",
    () => new AlertRouter("r", { kmsKeyArn: KEY, ...ALERTS, email: { ...ALERTS.email, info: ["me"] } }),
    'email.info   "me" is not a mail address',
  ],
  [
    "five actions beside the topic",
    () => new AlertRouter("r", { kmsKeyArn: KEY, ...ALERTS, extraActions: { info: names(5, TOPIC) } }),
    "extraActions.info   has 5 actions; CloudWatch takes 5 per state, and the topic is one of them",
  ],
  [
    "an unknown detection",
    () => detections({ disabled: untyped(["cis-root"]) }),
    'disabled   "cis-root" is not a detection; the nearest is cis-root-usage',
  ],
  [
    "a threshold of no event",
    () => detections({ overrides: { "cis-root-usage": { threshold: 0 } } }),
    "overrides.cis-root-usage.threshold   0 is not a whole number of events; expected at least 1",
  ],
  [
    "an unknown severity",
    () => detections({ overrides: { "cis-root-usage": { severity: untyped("high") } } }),
    'overrides.cis-root-usage.severity   "high" is not a severity; expected critical, warning, info',
  ],
  [
    "a detection to add that there is not",
    () => detections({ enabled: untyped(["security-group-open-wrld"]) }),
    'enabled   "security-group-open-wrld" is not a detection; the nearest is security-group-open-world',
  ],
  [
    "an unknown profile of detections",
    () => detections({ profile: untyped("cis-3") }),
    'profile   "cis-3" is not a profile of detections; expected cis, standard, all',
  ],
  [
    "a period that CloudWatch does not count in",
    () => detections({ overrides: { "cis-root-usage": { period: 90 } } }),
    "overrides.cis-root-usage.period   90 is not a period; expected seconds, a multiple of 60 up to 3600",
  ],
  [
    "a pattern that is too long",
    () => detections({ overrides: { "cis-root-usage": { pattern: "x".repeat(1025) } } }),
    "overrides.cis-root-usage.pattern   has 1025 characters; expected 1 to 1024",
  ],
  [
    "a region that is not one",
    () => detections({ regions: ["Ireland"] }),
    'regions   "Ireland" is not a region; expected such as eu-west-1',
  ],
  [
    "a namespace of AWS",
    () => detections({ namespace: "AWS/Logs" }),
    'namespace   "AWS/Logs" is not a namespace of your own',
  ],
  [
    "an alarm of a severity without a topic",
    () => baseline({ alerts: { severities: ["critical", "warning"], email: { critical: MAIL, warning: MAIL } } }),
    "detections.overrides   no topic for info, as which cis-unauthorized-api-calls, cis-console-signin-no-mfa, cis-root-usage and 13 more ring",
  ],
  [
    "nobody hears that the trail fell silent",
    () => baseline({ alerts: { severities: ["warning", "info"], email: { warning: MAIL, info: MAIL } } }),
    "alerts.severities   lacks critical, which rings when the trail falls silent",
  ],
  [
    "an unknown profile",
    () => baseline({ profile: untyped("iso") }),
    'profile   "iso" is not a profile; expected cis, pci',
  ],
];

const messageOf = (program: () => unknown): string => {
  try {
    program();
  } catch (error) {
    // Pulumi prints the message of this kind alone; any other it prints with a stack trace.
    expect(pulumi.RunError.isInstance(error)).toBe(true);
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
};

test.each(WRONG)("refused before anything is registered: %s", async (_, program, line) => {
  await start();
  expect(messageOf(program).replace(/ {3,}/g, "   ")).toContain(`\n  ${line}`);
  expect(registered()).toBe(0);
});

test("every problem is told at once, under the name that it was written under", async () => {
  await start();
  const message = messageOf(() =>
    baseline({
      trailName: "x",
      alerts: { email: { critical: MAIL, warning: ["ops"] } },
      key: { deletionWindowInDays: 3 },
      archive: { retentionDays: 30, tiering: false },
      trail: { logRetentionDays: untyped(300) },
    }),
  );
  expect(message.split("\n")).toEqual([
    'AccountBaseline "audit": 6 arguments are wrong',
    '  trailName                  "x" is not a trail name; expected 3 to 128 letters, digits and single . _ - between them',
    "  key.deletionWindowInDays   3 is not a whole number of days; expected 7 to 30",
    "  alerts.email.info          missing; info alarms would tell nobody (an address here, https, slack or teams, or leave the severity out)",
    '  alerts.email.warning       "ops" is not a mail address',
    "  archive.retentionDays      30 expires files that are locked for 365 days; expected at least 365",
    "  trail.logRetentionDays     300 is not a retention that CloudWatch Logs knows; nearest are 180 and 365",
  ]);
});

test("an endpoint that holds an access key is not repeated", async () => {
  await start();
  const https = { critical: ["http://events.example.com/secret-key"] };
  const message = messageOf(() => new AlertRouter("r", { kmsKeyArn: KEY, ...ALERTS, https }));
  expect(message).toContain("https.critical   an endpoint does not begin with https://");
  expect(message).not.toContain("secret-key");
});

test("a topic that somebody outside subscribes to needs no subscriber here", async () => {
  await start();
  expect(() => new AlertRouter("r", { kmsKeyArn: KEY, requireSubscriber: false })).not.toThrow();
  await pulumi.runtime.disconnect();
});

test("files that move to cheaper storage just before they expire are worth a warning", async () => {
  await start();
  const warn = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
  archive({ retentionDays: 400, tiering: { storageClass: "DEEP_ARCHIVE", afterDays: 365 } });
  expect(warn.mock.calls.map(([message]) => message)).toEqual([
    "files stay in DEEP_ARCHIVE for 35 days and are billed for 180; leave the tiering out",
  ]);
  warn.mockRestore();
  await pulumi.runtime.disconnect();
});
