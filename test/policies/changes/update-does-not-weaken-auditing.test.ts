import { comparedVerdicts } from "../../../policies/changes/verdicts";
import policy from "../../../policies/changes/update-does-not-weaken-auditing";
import { evaluate, type Verdict } from "../../../policies/evaluate";
import { Graph } from "../../../policies/graph/graph";
import { UNKNOWN } from "../../../policies/graph/value";
import { EventRule } from "../../../policies/kinds/cloudwatch";
import * as make from "../../resources";
import { FACTS, ref, stack, type Draft } from "../../resources";

const { alarm, bucket, bucketLifecycle, bucketVersioning, key, logGroup, metricFilter, objectLock, other } = make;
const { publicAccessBlock, subscription, topic, trail } = make;

/** What the policy says of a stack that is about to become `now`, its last state being `before`. */
function judged(before: Draft[], now: Draft[], deployed = true): Verdict {
  const { records } = stack(now, deployed);
  const verdicts = evaluate([policy], new Graph(FACTS, records, { before: stack(before, true) }));
  expect(verdicts).toHaveLength(1);
  return verdicts[0];
}

const all = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const lifecycle = (days: number, noncurrent = days): Draft =>
  bucketLifecycle("lifecycle", {
    bucket: ref("archive", "bucket"),
    rules: [{ status: "Enabled", expiration: { days }, noncurrentVersionExpiration: { noncurrentDays: noncurrent } }],
  });
const AUDIT: Record<string, Draft> = {
  audit: trail(
    "audit",
    {
      s3BucketName: ref("archive", "bucket"),
      cloudWatchLogsGroupArn: ref("events"),
      kmsKeyId: ref("key"),
      enableLogFileValidation: true,
      isMultiRegionTrail: true,
      isOrganizationTrail: true,
      advancedEventSelectors: [
        { fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
        {
          fieldSelectors: [
            { field: "eventCategory", equals: ["Data"] },
            { field: "resources.type", equals: ["AWS::S3::Object"] },
          ],
        },
      ],
    },
    { protect: true },
  ),
  archive: bucket("archive"),
  versioning: bucketVersioning("versioning", {
    bucket: ref("archive", "bucket"),
    versioningConfiguration: { status: "Enabled" },
  }),
  lifecycle: lifecycle(2557),
  lock: objectLock("lock", {
    bucket: ref("archive", "bucket"),
    rule: { defaultRetention: { mode: "GOVERNANCE", days: 400 } },
  }),
  block: publicAccessBlock("block", { bucket: ref("archive", "bucket"), ...all }),
  key: key("key", { enableKeyRotation: true }),
  events: logGroup("events", { retentionInDays: 731, kmsKeyId: ref("key") }),
  filter: metricFilter("root", {
    name: "root",
    logGroupName: ref("events", "name"),
    pattern: '{ $.userIdentity.type = "Root" }',
    metricTransformation: { namespace: "Audit", name: "Root", value: "1" },
  }),
  alarm: alarm("root-usage", { namespace: "Audit", metricName: "Root", alarmActions: [ref("alerts")] }),
  topic: topic("alerts", { kmsMasterKeyId: ref("key") }),
  mail: subscription("mail", { topic: ref("alerts"), protocol: "email", endpoint: "a@example.com" }),
  rule: other(EventRule.tokens[0], "rule", { eventPattern: '{ "detail-type": ["AWS API Call via CloudTrail"] }' }),
  shop: alarm("orders", { namespace: "Shop", metricName: "Orders", alarmActions: [ref("alerts")] }),
  site: bucket("site"),
};
const before = Object.values(AUDIT);
/** The stack with some resources changed, and without those that are `undefined`. */
const becomes = (changes: Record<string, Draft | undefined>): Draft[] =>
  Object.values({ ...AUDIT, ...changes }).filter((draft): draft is Draft => draft !== undefined);
const changed = (name: string, values: Record<string, unknown>, extra: Partial<Draft> = {}): Draft[] =>
  becomes({ [name]: { ...AUDIT[name], ...extra, values: { ...AUDIT[name].values, ...values } } });

describe("nothing is taken away", () => {
  const kept: Record<string, Draft[]> = {
    "the same again": before,
    "a longer retention": changed("events", { retentionInDays: 3653 }),
    "a stronger lock, a later expiry": becomes({ lifecycle: lifecycle(3653) }),
    "an alarm of the application goes with it": becomes({ shop: undefined }),
    "a bucket that is no archive goes": becomes({ site: undefined }),
    "a trail that got another name": changed("audit", {}, { name: "organization" }),
    "an alarm on the same metric took over": becomes({
      alarm: { ...AUDIT.alarm, name: "root" },
      more: alarm("more", { namespace: "Audit", metricName: "Denied" }),
    }),
    "the same address by another subscription": becomes({
      mail: { ...AUDIT.mail, name: "security" },
      more: subscription("more", { topic: ref("alerts"), protocol: "sms", endpoint: "+1" }),
    }),
    "left to the default what was the default": changed("audit", { includeGlobalServiceEvents: undefined }),
    "a filter of the same pattern took over": becomes({
      filter: { ...AUDIT.filter, name: "root-2" },
      more: metricFilter("more", { pattern: '{ $.errorCode = "AccessDenied" }' }),
    }),
  };
  test.each(Object.entries(kept))("%s", (_, now) => {
    expect(judged(before, now)).toMatchObject({ status: "pass" });
    expect(judged(before, now, false)).toMatchObject({ status: "pass" });
  });
  test("a first limit of a year, where events were kept for ever because nobody had said how long", () =>
    expect(judged([logGroup("a")], [logGroup("a", { retentionInDays: 365 })]).status).toBe("pass"));
});

const lost: [title: string, now: Draft[], message: string][] = [
  ["logging off", changed("audit", { enableLogging: false }), "trail audit: logging is switched off"],
  ["validation off", changed("audit", { enableLogFileValidation: undefined }), "log file validation is switched off"],
  ["one region only", changed("audit", { isMultiRegionTrail: false }), "no longer covers every region"],
  ["one account only", changed("audit", { isOrganizationTrail: false }), "no longer covers the organization"],
  [
    "no global events",
    changed("audit", { includeGlobalServiceEvents: false }),
    "events of global services are left out",
  ],
  ["no key", changed("audit", { kmsKeyId: undefined }), "trail audit: no longer encrypted"],
  ["no log group", changed("audit", { cloudWatchLogsGroupArn: undefined }), "no longer delivers to CloudWatch Logs"],
  [
    "writes only",
    changed("audit", {
      advancedEventSelectors: undefined,
      eventSelectors: [{ readWriteType: "WriteOnly", dataResources: [{ type: "AWS::S3::Object", values: [] }] }],
    }),
    "fewer management events",
  ],
  [
    "KMS left out",
    changed("audit", {
      advancedEventSelectors: [
        {
          fieldSelectors: [
            { field: "eventCategory", equals: ["Management"] },
            { field: "eventSource", notEquals: ["kms.amazonaws.com"] },
          ],
        },
      ],
    }),
    "fewer management events",
  ],
  [
    "no data events",
    changed("audit", { advancedEventSelectors: undefined }),
    "data events of 0 types of resource, before of 1",
  ],
  ["unprotected", changed("audit", {}, { protect: false }), "no longer protected from deletion"],
  [
    "files expire earlier",
    becomes({ lifecycle: lifecycle(400) }),
    "its archive keeps log files 400 days, before 2557 days",
  ],
  ["versions expire earlier", becomes({ lifecycle: lifecycle(2557, 30) }), "keeps log files 30 days"],
  [
    "a shorter lock",
    changed("lock", { rule: { defaultRetention: { mode: "GOVERNANCE", days: 30 } } }),
    "locks log files for 30 days, before for 400",
  ],
  ["no lock", becomes({ lock: undefined }), "locks log files for 0 days"],
  ["no versions", changed("versioning", { versioningConfiguration: { status: "Suspended" } }), "keeps no versions"],
  ["a public access block less", changed("block", { blockPublicPolicy: false }), "less protected from public access"],
  [
    "the archive is removed",
    becomes({
      archive: undefined,
      versioning: undefined,
      lifecycle: undefined,
      lock: undefined,
      block: undefined,
      audit: { ...AUDIT.audit, values: { ...AUDIT.audit.values, s3BucketName: "else" } },
      site: bucket("site"),
    }),
    "bucket archive is removed",
  ],
  [
    "a shorter retention",
    changed("events", { retentionInDays: 400 }),
    "log group events: keeps events 400 days, before 731 days",
  ],
  ["events without a key", changed("events", { kmsKeyId: undefined }), "log group events: no longer encrypted"],
  ["no rotation", changed("key", { enableKeyRotation: false }), "rotation is switched off"],
  ["a disabled key", changed("key", { isEnabled: false }), "the key is disabled"],
  ["a topic without a key", changed("topic", { kmsMasterKeyId: undefined }), "topic alerts: no longer encrypted"],
  ["no trail", becomes({ audit: undefined }), "trail audit is removed"],
  ["no filter", becomes({ filter: undefined }), "metric filter root is removed"],
  ["no alarm", becomes({ alarm: undefined }), "alarm root-usage is removed"],
  ["a silenced alarm", changed("alarm", { actionsEnabled: false }), "it no longer acts"],
  ["an alarm without actions", changed("alarm", { alarmActions: [] }), "it no longer acts"],
  ["nobody subscribes", becomes({ mail: undefined }), "subscription mail is removed"],
  ["no rule", becomes({ rule: undefined }), "event rule rule is removed"],
  ["a disabled rule", changed("rule", { state: "DISABLED" }), "the rule is disabled"],
];

describe.each([
  ["deployed", true],
  ["before deployment", false],
] as const)("something is taken away, %s", (_, deployed) => {
  test.each(lost)("%s", (_title, now, message) => {
    const verdict = judged(before, now, deployed);
    expect(verdict).toMatchObject({ status: "fail", message: expect.stringContaining(message) });
    expect(verdict.evidence.length).toBeGreaterThan(0);
  });
});

test("all of it is told at once", () => {
  const { message } = judged(before, [bucket("site")]);
  expect(message).toBe(
    "trail audit is removed; bucket archive is removed; metric filter root is removed; alarm root-usage is removed; " +
      "event rule rule is removed; subscription mail is removed",
  );
});

describe("nobody knows, or there is nothing to compare", () => {
  test("a value that is not known yet", () =>
    expect(judged(before, changed("events", { retentionInDays: UNKNOWN }))).toMatchObject({ status: "unknown" }));
  test("a value that was not known has nothing to lose", () =>
    expect(judged([logGroup("a", { retentionInDays: UNKNOWN })], [logGroup("a")]).status).toBe("not-applicable"));
  test("no baseline", () =>
    expect(evaluate([policy], stack(before, true))).toMatchObject([{ status: "not-applicable" }]));
  test("a baseline without anything that audits", () => expect(judged([], before).status).toBe("not-applicable"));
});

describe("compared with a report", () => {
  const verdict = (status: Verdict["status"], urn: string, of = "trail-logging"): Verdict => ({
    ...{ policy: of, status, urn, subject: urn, evidence: [], message: "logging is switched off" },
  });
  const compare = (now: Verdict[], other: string[] = []): string =>
    comparedVerdicts([verdict("pass", "a"), verdict("fail", "b")], now, new Set(other)).status;
  test.each<[string, Verdict[], string]>([
    ["still passes", [verdict("pass", "a")], "pass"],
    ["failed before too", [verdict("pass", "a"), verdict("fail", "b")], "pass"],
    ["fails now", [verdict("fail", "a")], "fail"],
    ["cannot be judged now", [verdict("unknown", "a")], "unknown"],
    ["is gone", [verdict("pass", "c")], "unknown"],
    ["the policy was not judged now", [], "pass"],
  ])("%s", (_, now, status) => expect(compare(now)).toBe(status));
  test("what was judged by other parameters is not compared", () =>
    expect(compare([verdict("fail", "a")], ["trail-logging"])).toBe("not-applicable"));
  test("what passed before is named with what is wrong now", () =>
    expect(comparedVerdicts([verdict("pass", "a")], [verdict("fail", "a")], new Set())).toMatchObject({
      message: "a (trail-logging) passed before: logging is switched off",
    }));
});
