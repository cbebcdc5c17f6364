import cisControls from "../../../policies/detections/cis-controls";
import { cisMonitored } from "../../../policies/detections/cis-monitored";
import { ordinary } from "../../../policies/detections/ordinary";
import { patternSight } from "../../../policies/detections/sight";
import { evaluate } from "../../../policies/evaluate";
import { UNKNOWN } from "../../../policies/graph/value";
import type { Policy } from "../../../policies/policy";
import { judge } from "../../judge";
import { logGroup, metricFilter, ref, stack, trail, type Draft } from "../../resources";
import { CIS } from "../patterns/filter/cis";
import { delivery, filter, listening, ringing, ROOT, shutTopic, watching } from "./chain";

const policyOf = (id: string) => cisControls.find((each) => each.id === id) as Policy;

/** The published wordings by the control that they are for. */
const EDITIONS: Record<string, string[]> = {
  "alarm-on-unauthorized-api-calls": ["1.2", "1.4 to 3.0", "4.0 to 7.0", "as meant"].map(
    (e) => `unauthorized calls, ${e}`,
  ),
  "alarm-on-console-signin-without-mfa": ["sign-in without MFA, 1.2", "sign-in without MFA, 1.4 to 7.0"],
  "alarm-on-root-usage": ["root"],
  "alarm-on-iam-policy-changes": ["IAM policies"],
  "alarm-on-cloudtrail-changes": ["CloudTrail"],
  "alarm-on-console-signin-failures": ["failed sign-ins"],
  "alarm-on-key-disabled-or-deleted": ["keys disabled or deleted"],
  "alarm-on-bucket-policy-changes": ["buckets"],
  "alarm-on-config-changes": ["AWS Config"],
  "alarm-on-security-group-changes": ["security groups, 1.2 to 4.0", "security groups, 5.0 to 7.0"],
  "alarm-on-network-acl-changes": ["network ACLs"],
  "alarm-on-network-gateway-changes": ["gateways"],
  "alarm-on-route-table-changes": ["route tables, 1.2 to 2.0", "route tables, 3.0 to 7.0"],
  "alarm-on-vpc-changes": ["VPCs"],
  "alarm-on-organizations-changes": ["organizations"],
};
const editions = Object.entries(EDITIONS).flatMap(([id, titles]) =>
  titles.map((title) => ({ id, title, pattern: CIS.find((each) => each.title === title)?.pattern ?? "" })),
);

const statuses = (policy: Policy, drafts: Draft[]) =>
  evaluate([policy], stack(drafts, false)).map(({ status }) => status);
const source = (service: string) => `$.eventSource = "${service}.amazonaws.com"`;
const bracketed = (pattern: string) => pattern.replace(/^\{(.*)\}$/, "($1)");

describe.each(editions)("$id: $title", ({ id, pattern }) => {
  test("the published text satisfies it", () => {
    expect(statuses(policyOf(id), watching(pattern))).toEqual(["pass"]);
  });
  test("is one of the texts that tools compare with", () => {
    const monitored = cisMonitored.find((each) => each.id === id);
    expect(monitored?.texts).toContain(pattern.replace(/\s+/g, ""));
  });
});

test("every published text is tried", () => {
  expect(editions.map(({ title }) => title).sort()).toEqual(CIS.map(({ title }) => title).sort());
  expect(Object.keys(EDITIONS).sort()).toEqual(cisControls.map(({ id }) => id).sort());
});

describe.each(cisMonitored)("$id", ({ id, rings, quiet, texts }) => {
  test("has events that ring, by a role and by an IAM user or the root user, and others that do not", () => {
    expect(rings.length).toBeGreaterThan(1);
    expect(quiet.length).toBeGreaterThan(1);
  });
  test("a group without filters does not satisfy it, nor does the text of any other control", () => {
    expect(statuses(policyOf(id), watching())).toEqual(["fail"]);
    const others = editions.filter((each) => each.id !== id && !each.title.endsWith("1.4 to 3.0"));
    expect(others.filter((each) => statuses(policyOf(id), watching(each.pattern))[0] !== "fail")).toEqual([]);
  });
  test("a filter that looks for successful calls only satisfies it, where calls are looked for", () => {
    if (/unauthorized|signin/.test(id)) return;
    const [text] = editions.filter((each) => each.id === id);
    expect(statuses(policyOf(id), watching(`{ ${bracketed(text.pattern)} && ($.errorCode NOT EXISTS) }`))).toEqual([
      "pass",
    ]);
  });
  test("its texts leave ordinary events alone", () => {
    const floods = texts.filter((text) => patternSight(text.replace("NOTEXISTS", " NOT EXISTS")).floods);
    expect(floods).toEqual(texts.filter((text) => text.includes('||($.eventName!="HeadBucket")')));
  });
});

test("events that ring have all fields that a filter may compare, and no field that most events lack", () => {
  const needed =
    "eventVersion eventTime eventSource eventName awsRegion eventID eventType sourceIPAddress userAgent readOnly";
  for (const record of [...cisMonitored.flatMap(({ rings }) => rings), ...ordinary])
    for (const field of needed.split(" ")) expect(record).toHaveProperty(field);
  expect(
    cisMonitored.flatMap(({ rings }) => rings).filter((record) => "invokedBy" in (record.userIdentity as object)),
  ).toEqual([]);
});

judge(policyOf("alarm-on-root-usage"), {
  pass: {
    "filter, alarm, topic and subscriber": watching(ROOT),
    "the filter among others": watching('{ $.eventName = "StopLogging" }', ROOT),
    "another way to say it": watching(
      '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType = "AwsApiCall" || $.eventType = "AwsConsole*") }',
    ),
    "two filters between them": watching(
      `{ ${bracketed(ROOT)} && (${source("signin")}) }`,
      `{ ${bracketed(ROOT)} && ($.eventSource != "signin.amazonaws.com") }`,
    ),
    "console sessions that say so": watching(
      '{ $.userIdentity.type = "Root" && ($.userIdentity.invokedBy NOT EXISTS || $.userIdentity.invokedBy = "signin.amazonaws.com") && $.eventType != "AwsServiceEvent" }',
    ),
    "two trails, one of them watched": [...watching(ROOT), trail("other"), logGroup("spare")],
    "a second alarm that asks for ten events": [
      ...watching(ROOT),
      { ...ringing("f0", { threshold: 10 }), name: "tenth" },
    ],
    "words of the record as it was sent": watching('"\\"type\\":\\"Root\\"" -invokedBy -AwsServiceEvent'),
    "more than it needs, joined as alternatives": watching(`{ ${bracketed(ROOT)} || ($.eventName = "StopLogging") }`),
  },
  fail: {
    "no filter": [watching(), "no filter on audit-logs matches usage of the root user"],
    "left to the default, a filter without a pattern": [
      [...delivery(), metricFilter("f0", { logGroupName: ref("audit-logs", "name") }), ...listening],
      "no filter on audit-logs",
    ],
    "`!=` where the field is missing": [
      watching('{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy != "AWS Internal" }'),
      'f0 does not match ConsoleLogin of signin by Root with MFA: $.userIdentity.invokedBy != "AWS Internal" meets nothing',
    ],
    "what services do in its name rings too": [
      watching('{ $.userIdentity.type = "Root" }'),
      "f0 also matches CreateNetworkInterface of ec2 by Root on behalf of elasticmapreduce.amazonaws.com",
    ],
    "sign-ins only": [
      watching(`{ ${bracketed(ROOT)} && ($.eventName = "ConsoleLogin") }`),
      'f0 does not match CreateAccessKey of iam by Root: $.eventName = "ConsoleLogin" meets "CreateAccessKey"',
    ],
    "another event's filter": [watching('{ $.eventName = "StopLogging" }'), "no filter on audit-logs"],
    "every event, for no event in particular": [
      watching('{ $.eventName = "*" && $.eventSource = "*.amazonaws.com" }'),
      "no filter",
    ],
  },
  unknown: {
    "the pattern is decided elsewhere": [watching(UNKNOWN), "f0.pattern"],
    "the group is decided elsewhere": [
      [trail("audit", { cloudWatchLogsGroupArn: UNKNOWN })],
      "audit.cloudWatchLogsGroupArn",
    ],
    "the group is in another stack": [
      [trail("audit", { cloudWatchLogsGroupArn: "arn:aws:logs:eu-west-1:111122223333:log-group:central:*" })],
      "is not part of this stack",
    ],
    "the group is only read": [
      [logGroup("audit-logs", {}, { external: true }), trail("audit", { cloudWatchLogsGroupArn: ref("audit-logs") })],
      "audit-logs is not part of this stack",
    ],
    "where a filter sits is decided elsewhere": [
      [...watching(), filter("f0", ROOT, { logGroupName: UNKNOWN }), ringing("f0")],
      "f0.logGroupName",
    ],
    "the topic is in another stack": [
      [
        ...delivery(),
        filter("f0", ROOT),
        ringing("f0", { alarmActions: ["arn:aws:sns:eu-west-1:111122223333:central"] }),
      ],
      "nobody here knows who hears it",
    ],
  },
  notApplicable: {
    "no log group, which trail-cloudwatch-logs reports": [trail("audit")],
    "no alarm, which filter-has-alarm reports": [...delivery(), filter("f0", ROOT), ...listening],
    "the alarm reads another metric": [...delivery(), filter("f0", ROOT), ringing("F0"), ...listening],
    "the alarm waits for ten events": [
      ...delivery(),
      filter("f0", ROOT),
      ringing("f0", { threshold: 10 }),
      ...listening,
    ],
    "actions are switched off": [
      ...delivery(),
      filter("f0", ROOT),
      ringing("f0", { actionsEnabled: false }),
      ...listening,
    ],
    "nobody subscribes": [...delivery(), filter("f0", ROOT), ringing("f0"), listening[0]],
    "the topic shuts CloudWatch out": [...watching(ROOT), shutTopic],
    "each match counts 0": [
      ...delivery(),
      filter("f0", ROOT, { metricTransformation: { namespace: "TrailWatch", name: "f0", value: "0" } }),
      ringing("f0"),
      ...listening,
    ],
    "the pattern cannot be read": watching('{ $.userIdentity.type = "Root"'),
    "the filter sits on another group": [
      ...delivery(),
      logGroup("other"),
      filter("f0", ROOT, { logGroupName: ref("other", "name") }),
      ringing("f0"),
      ...listening,
    ],
  },
});

describe("one chain from end to end", () => {
  test("the filter of one chain and the alarm of another are none", () => {
    const drafts = [
      ...delivery(),
      filter("root", ROOT),
      filter("other", '{ $.eventName = "StopLogging" }'),
      ringing("other"),
      ...listening,
    ];
    expect(statuses(policyOf("alarm-on-root-usage"), drafts)).toEqual(["not-applicable"]);
  });
  test("a finding draws the chain up to the filter that is meant", () => {
    const [verdict] = evaluate(
      [policyOf("alarm-on-root-usage")],
      stack(watching('{ $.userIdentity.type = "Root" }'), false),
    );
    expect(verdict.chain?.map(({ noun, name }) => `${noun} ${name}`)).toEqual([
      "trail audit",
      "log group audit-logs",
      "metric filter f0",
    ]);
    expect(verdict.chain?.at(-1)?.broken).toContain("f0 also matches");
  });
  test("a pass shows the pattern, the metric and who is told", () => {
    const [verdict] = evaluate([policyOf("alarm-on-root-usage")], stack(watching(ROOT), false));
    expect(verdict.evidence.map(({ resource, property, value }) => [resource, property, value])).toEqual([
      ["f0", "pattern", ROOT],
      ["f0-alarm", "metricName", "f0"],
      ["oncall", "endpoint", "oncall@example.com"],
    ]);
  });
});

describe("what a missing name looks like", () => {
  const names = (...all: string[]) => `{ ${all.map((name) => `($.eventName = ${name})`).join(" || ")} }`;
  const message = (id: string, pattern: string) => evaluate([policyOf(id)], stack(watching(pattern), false))[0].message;
  test("a name that no filter has", () => {
    expect(
      message("alarm-on-cloudtrail-changes", names("CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging")),
    ).toBe("f0 does not match StopLogging of cloudtrail by AssumedRole");
  });
  test("a filter for something else is not blamed", () => {
    expect(message("alarm-on-console-signin-failures", ROOT)).toMatch(/^no filter on .* matches console sign-ins/);
  });
  test("names that are all asked for at once", () => {
    expect(
      message(
        "alarm-on-key-disabled-or-deleted",
        '{ $.eventName = "DisableKey" && $.eventName = "ScheduleKeyDeletion" }',
      ),
    ).toBe(
      'f0 does not match DisableKey of kms by AssumedRole: $.eventName = "ScheduleKeyDeletion" meets "DisableKey"',
    );
  });
  test("calls that AWS has retired may be left out", () => {
    const current = CIS.find(({ title }) => title === "VPCs")?.pattern.replace(
      / \|\| \(\$\.eventName = AttachClassic.*\)/,
      "",
    );
    expect(current).not.toContain("Classic");
    expect(statuses(policyOf("alarm-on-vpc-changes"), watching(current))).toEqual(["pass"]);
  });
});
