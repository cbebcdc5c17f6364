import alarmReachesSubscriber from "../../../policies/alarms/alarm-reaches-subscriber";
import alarmReadsFilterMetric from "../../../policies/alarms/alarm-reads-filter-metric";
import archiveVersioning from "../../../policies/archive/archive-versioning";
import cisControls from "../../../policies/detections/cis-controls";
import { evaluate, type Verdict } from "../../../policies/evaluate";
import filterHasAlarm from "../../../policies/filters/filter-has-alarm";
import { Estate, type Member } from "../../../policies/graph/estate";
import type { StackFacts } from "../../../policies/graph/graph";
import type { Policy } from "../../../policies/policy";
import { Relations } from "../../../policies/relations";
import topicKeyUsable from "../../../policies/topics/topic-key-usable";
import trailExists from "../../../policies/trail/trail-exists";
import trailMultiRegion from "../../../policies/trail/trail-multi-region";

import { LogGroup, MetricFilter } from "../../../policies/kinds/cloudwatch";
import { Bucket as BUCKET } from "../../../policies/kinds/s3";
import { UNKNOWN as UNKNOWN_ARN } from "../../../policies/graph/value";
import * as make from "../../resources";
import { FACTS, stack, stackReference, type Draft } from "../../resources";

const { alarm, bucket, bucketVersioning, key, logGroup, metricFilter, other, ref, subscription, topic, trail } = make;
const OTHER = "999988887777";

/** A stack of the estate. Its URNs carry its own name, as the engine would give them. */
function member(name: string, drafts: Draft[], facts: Partial<StackFacts> = {}, deployed = true): Member {
  const urn = (text: string): string => text.replace("urn:pulumi:prod::", `urn:pulumi:${name}::`);
  const records = stack(drafts, deployed).records.map((record) => ({
    ...record,
    urn: urn(record.urn),
    propertyDependencies: Object.fromEntries(
      Object.entries(record.propertyDependencies ?? {}).map(([property, urns]) => [property, urns.map(urn)]),
    ),
  }));
  return { facts: { ...FACTS, stack: name, ...facts }, records };
}

/** What the policy says about the first of the stacks; the same without those that have nothing to do with it. */
function judged(policy: Policy, ...members: Member[]): Verdict[] {
  const verdicts = evaluate([policy], new Estate(members).graphs[0]);
  const relations = new Relations();
  members.forEach((each) => relations.add(each));
  const { all = [] } = relations.groups.find((group) => group.judged.includes(0)) ?? {};
  expect(evaluate([policy], new Estate(all.map((number) => members[number])).graphs[0])).toEqual(verdicts);
  return verdicts;
}
const statuses = (verdicts: Verdict[]): string[] => verdicts.map(({ status }) => status);

const FROM_REFERENCE = {
  propertyDependencies: {
    alarmActions: ["urn:pulumi:prod::shop::pulumi:pulumi:StackReference::organization/shop/net"],
  },
};

const topicArn = `arn:aws:sns:eu-west-1:${make.ACCOUNT}:alerts`;
const ringing = alarm("root", { alarmActions: [topicArn] });
const net = [topic("alerts"), subscription("mail", { topic: ref("alerts"), endpoint: "a@example.com" })];

describe("an alarm on a topic of another stack", () => {
  test("is heard there, and the evidence says where", () => {
    const [verdict] = judged(alarmReachesSubscriber, member("app", [ringing]), member("net", net));
    expect(verdict).toMatchObject({ status: "pass", evidence: [{ resource: "mail", stack: "shop/net" }] });
  });
  test("stays undecided where that stack was not read", () =>
    expect(statuses(judged(alarmReachesSubscriber, member("app", [ringing]), member("else", [])))).toEqual([
      "unknown",
    ]));
  test("is not heard by a topic of the same name in another account", () => {
    const elsewhere = member("net", [topic("alerts", { arn: topicArn.replace(make.ACCOUNT, OTHER) })], {
      account: OTHER,
    });
    expect(statuses(judged(alarmReachesSubscriber, member("app", [ringing]), elsewhere))).toEqual(["unknown"]);
  });
  test("is found before deployment through a stack reference", () => {
    const app = [
      stackReference("organization/shop/net"),
      alarm("root", { alarmActions: [UNKNOWN_ARN] }, FROM_REFERENCE),
    ];
    const exporting = member("net", net, {}, false);
    const outputDependencies = { alerts: exporting.records.slice(0, 1).map(({ urn }) => urn) };
    const of = (facts: Partial<StackFacts>): string[] =>
      statuses(
        judged(alarmReachesSubscriber, member("app", app, {}, false), {
          ...exporting,
          facts: { ...exporting.facts, ...facts },
        }),
      );
    expect(of({ outputDependencies })).toEqual(["pass"]);
    expect(of({})).toEqual(["unknown"]);
  });
  test("stays undecided where the other stack hands out two topics", () => {
    const app = [
      stackReference("organization/shop/net"),
      alarm("root", { alarmActions: [UNKNOWN_ARN] }, FROM_REFERENCE),
    ];
    const exporting = member("net", [...net, topic("other")], {}, false);
    const outputDependencies = { all: exporting.records.map(({ urn }) => urn) };
    expect(
      statuses(
        judged(alarmReachesSubscriber, member("app", app, {}, false), {
          ...exporting,
          facts: { ...exporting.facts, outputDependencies },
        }),
      ),
    ).toEqual(["unknown"]);
  });
  test("stays undecided where the account in the topic's ARN only stands in for that of either", () => {
    const standIn = { accountIsAssumed: true };
    const judgedWith = (theirs: object): string[] =>
      statuses(judged(alarmReachesSubscriber, member("app", [ringing], standIn), member("net", net, theirs)));
    expect([judgedWith({}), judgedWith(standIn)]).toEqual([["unknown"], ["unknown"]]);
  });
});

test("a name that another stack hands out is that of a resource in it, whatever its account", () => {
  const standIn = { accountIsAssumed: true };
  const handedOut = {
    propertyDependencies: {
      logGroupName: ["urn:pulumi:prod::shop::pulumi:pulumi:StackReference::organization/shop/log"],
    },
  };
  const theirs = member("log", [logGroup("trail", { name: "/trail" })], standIn);
  const followed = (options?: object): number => {
    const filters = [
      stackReference("organization/shop/log"),
      metricFilter("root", { logGroupName: "/trail" }, options),
    ];
    const [graph] = new Estate([member("app", filters, standIn), theirs]).graphs;
    return graph.follow(graph.all(MetricFilter)[0], "logGroupName", LogGroup).known.length;
  };
  expect([followed(handedOut), followed()]).toEqual([1, 0]);
});

describe("a filter and its alarm in two stacks", () => {
  const filter = metricFilter("root", {
    name: "root",
    pattern: '{ $.userIdentity.type = "Root" }',
    metricTransformation: { name: "Root", namespace: "Audit", value: "1" },
  });
  const reader = alarm("root", { name: "root", namespace: "Audit", metricName: "Root", statistic: "Sum" });
  const both = (facts: Partial<StackFacts>, theirs: Partial<StackFacts> = facts): string[] => [
    ...statuses(judged(filterHasAlarm, member("filters", [filter], facts), member("alarms", [reader], theirs))),
    ...statuses(judged(alarmReadsFilterMetric, member("alarms", [reader], theirs), member("filters", [filter], facts))),
  ];
  test("meet in one account and region", () => expect(both({})).toEqual(["pass", "pass"]));
  test("do not meet in two regions, where the alarm still is the one that was meant", () =>
    expect(both({}, { region: "us-east-1" })).toEqual(["pass", "fail"]));
  test("do not meet in two accounts", () => expect(both({}, { account: OTHER })).not.toContain("pass"));
  test("do not meet where an account is not known", () => expect(both({ account: undefined })).not.toContain("pass"));
  test("do not meet where the account is a stand-in: dev and prod of one program have the same", () =>
    expect(both({ accountIsAssumed: true })).not.toContain("pass"));
});

describe("a setting of a bucket in another stack", () => {
  const audit = trail("audit", { s3BucketName: "central" });
  const archive = [
    bucket("archive", { bucket: "central" }),
    bucketVersioning("v", { bucket: "central", versioningConfiguration: { status: "Enabled" } }),
  ];
  test("a bucket's name is the only one in AWS, so that it is followed into another account", () => {
    const [verdict] = judged(archiveVersioning, member("app", [audit]), member("log", archive, { account: OTHER }));
    expect(verdict).toMatchObject({ status: "pass", evidence: [{ resource: "v", stack: "shop/log" }] });
  });
  test("the resource that sets it may be in a third stack", () => {
    const [first, second] = archive;
    const verdicts = judged(archiveVersioning, member("app", [audit]), member("log", [first]), member("set", [second]));
    expect(statuses(verdicts)).toEqual(["pass"]);
  });
});

test("a key of another stack is judged by its own policy", () => {
  const encrypted = topic("alerts", { kmsMasterKeyId: `arn:aws:kms:eu-west-1:${make.ACCOUNT}:key/k` });
  const app = member("app", [encrypted, alarm("root", { alarmActions: [ref("alerts")] })]);
  const keys = (policy?: string): Member => member("keys", [key("k", { policy })]);
  expect(statuses(judged(topicKeyUsable, app, keys()))).toEqual(["fail"]);
  expect(statuses(judged(topicKeyUsable, app, member("else", [])))).toEqual(["unknown"]);
});

describe("a stack without a trail", () => {
  const everywhere = { isMultiRegionTrail: true };
  const site = (facts: Partial<StackFacts> = {}): Member => member("site", [bucket("site")], facts);
  const exists = (audit: Member, facts?: Partial<StackFacts>): Verdict => judged(trailExists, site(facts), audit)[0];

  test("is recorded by the trail of its account", () =>
    expect(exists(member("audit", [trail("audit", everywhere)]), { region: "us-west-2" })).toMatchObject({
      status: "pass",
      subject: "site",
      evidence: [{ resource: "audit", stack: "shop/audit" }],
    }));
  test("is recorded by the trail of the organization", () => {
    const organization = trail("org", { ...everywhere, isOrganizationTrail: true });
    expect(exists(member("audit", [organization], { account: OTHER })).status).toBe("pass");
    expect(exists(member("audit", [organization], { account: OTHER }), { account: undefined }).status).toBe("pass");
  });
  test.each<[string, Member, Partial<StackFacts>, string]>([
    [
      "a trail of another account",
      member("audit", [trail("a", { ...everywhere, arn: `arn:aws:cloudtrail:eu-west-1:${OTHER}:trail/a` })], {
        account: OTHER,
      }),
      {},
      "fail",
    ],
    [
      "a trail that is switched off",
      member("audit", [trail("a", { ...everywhere, enableLogging: false })]),
      {},
      "fail",
    ],
    ["a trail of another region only", member("audit", [trail("a")]), { region: "us-west-2" }, "fail"],
    ["a trail of its own region", member("audit", [trail("a")]), {}, "pass"],
    ["an account that is not known", member("audit", [trail("a", everywhere)]), { account: undefined }, "unknown"],
    [
      "another partition",
      member("audit", [trail("a", { ...everywhere, isOrganizationTrail: true })]),
      { region: "cn-north-1" },
      "fail",
    ],
  ])("%s", (_, audit, facts, status) => expect(exists(audit, facts).status).toBe(status));

  test("what is asked of one trail of the account is not asked of it", () => {
    const own = member("site", [trail("local")]);
    const verdicts = judged(trailMultiRegion, own, member("audit", [trail("audit", everywhere)]));
    expect(verdicts).toMatchObject([
      { status: "not-applicable", message: "audit of stack shop/audit satisfies this for the account" },
    ]);
    expect(statuses(judged(trailMultiRegion, own, member("audit", [trail("audit")])))).toEqual(["fail"]);
  });
});

test("explicit providers say which account a resource is in", () => {
  const provider = (values: Record<string, unknown>): Draft => other("pulumi:providers:aws", "audit", values);
  const reference = { provider: "urn:pulumi:prod::shop::pulumi:providers:aws::audit::1" };
  const of = (values: Record<string, unknown>): string | undefined => {
    const graph = stack([provider(values), bucket("b", {}, reference)], false);
    return graph.account(graph.all(BUCKET)[0]);
  };
  expect(of({ allowedAccountIds: [OTHER] })).toBe(OTHER);
  expect(of({ allowedAccountIds: `["${OTHER}"]` })).toBe(OTHER);
  expect(of({ assumeRole: { roleArn: `arn:aws:iam::${OTHER}:role/x` } })).toBe(OTHER);
  expect(of({ assumeRoles: `[{"roleArn":"arn:aws:iam::1:role/x"},{"roleArn":"arn:aws:iam::${OTHER}:role/x"}]` })).toBe(
    OTHER,
  );
  expect(of({ region: "us-east-1" })).toBe(make.ACCOUNT);
});

test("a stack that was read twice is judged alone the second time", () => {
  const twice = new Estate([member("app", [ringing]), member("app", [ringing]), member("net", net)]).graphs;
  expect(twice.map((graph) => statuses(evaluate([alarmReachesSubscriber], graph))[0])).toEqual([
    "pass",
    "unknown",
    "not-applicable",
  ]);
});

test("filters, alarms and topics in stacks of their own watch the trail of another", () => {
  const [rootUsage] = cisControls.filter(({ id }) => id.includes("root"));
  const audit = member("audit", [
    logGroup("events"),
    trail("audit", { cloudWatchLogsGroupArn: ref("events"), isMultiRegionTrail: true }),
  ]);
  const filters = member("filters", [
    metricFilter("root", {
      name: "root",
      logGroupName: "events",
      pattern:
        '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
      metricTransformation: { name: "Root", namespace: "Audit", value: "1" },
    }),
  ]);
  const reader = alarm("root", {
    ...{ name: "root", namespace: "Audit", metricName: "Root", statistic: "Sum", period: 60, evaluationPeriods: 1 },
    ...{ threshold: 1, comparisonOperator: "GreaterThanOrEqualToThreshold", alarmActions: [topicArn] },
  });
  const verdicts = judged(rootUsage, audit, filters, member("alarms", [reader]), member("net", net));
  expect(verdicts).toMatchObject([{ status: "pass" }]);
  expect(new Set(verdicts[0].evidence.map(({ stack: where }) => where))).toEqual(
    new Set(["shop/filters", "shop/alarms", "shop/net"]),
  );
});
