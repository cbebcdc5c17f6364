import policy from "../../../policies/filters/trail-filters-on-own-group";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { ACCOUNT, logGroup, metricFilter, other, ref, stackReference, trail, type Draft } from "../../resources";

const ROOT = '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS }';

const delivering = (group: unknown, extra = {}): Draft => trail("audit", { cloudWatchLogsGroupArn: group, ...extra });
const toOwn = delivering(ref("audit-logs", "arn", (arn) => `${arn}:*`));
const filter = (pattern: unknown, group: unknown = ref("audit-logs", "name"), extra = {}): Draft =>
  metricFilter("root", { pattern, logGroupName: group, ...extra });
const stack = (pattern: unknown): Draft[] => [logGroup("audit-logs"), toOwn, filter(pattern)];
/** The filter sits on the group of an application. */
const astray = (pattern: unknown): Draft[] => [
  logGroup("audit-logs"),
  logGroup("app"),
  toOwn,
  filter(pattern, ref("app", "name")),
];

judge(policy, {
  pass: {
    "the group of the trail": stack(ROOT),
    "the group of the trail by its name": [logGroup("audit-logs", { name: "audit" }), toOwn, filter(ROOT, "audit")],
    "the second of two trails": [
      logGroup("audit-logs"),
      logGroup("data-logs"),
      trail("data", { cloudWatchLogsGroupArn: ref("data-logs") }),
      toOwn,
      filter(ROOT),
    ],
    "a group from elsewhere that the trail names too": [
      delivering(`arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:central:*`),
      filter(ROOT, "central"),
    ],
    "a group that was only read": [logGroup("audit-logs", {}, { external: true }), toOwn, filter(ROOT)],
    "the region left to the default of the provider": { resources: stack(ROOT), facts: { region: undefined } },
    "trail and filter in one other region": [
      logGroup("audit-logs", { region: "us-east-1" }),
      delivering(ref("audit-logs"), { region: "us-east-1" }),
      filter(ROOT, ref("audit-logs", "name"), { region: "us-east-1" }),
    ],
  },
  fail: {
    "the group of an application": [astray(ROOT), "it sits on app, to which no trail of this stack delivers"],
    "denied calls on the group of an application": [
      astray('{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }'),
      "it sits on app",
    ],
    "calls of one service on the group of an application": [
      astray("{ ($.eventSource = kms.amazonaws.com) && ($.eventName = DisableKey) }"),
      "it sits on app",
    ],
    "calls by name on the group of an application": [
      astray('{ ($.eventName = CreateTrail) || ($.eventName = "StopLogging") }'),
      "it sits on app",
    ],
    "sign-ins on the group of an application": [
      astray('{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }'),
      "it sits on app",
    ],
    "a group that is not part of the stack": [
      [logGroup("audit-logs"), toOwn, filter(ROOT, "/somewhere/else")],
      "it sits on /somewhere/else",
    ],
    "another region than the trail's home": [
      [logGroup("audit-logs"), toOwn, filter(ROOT, ref("audit-logs", "name"), { region: "us-east-1" })],
      "it is in us-east-1; audit delivers in eu-west-1",
    ],
    "another provider's region": [
      [
        other("pulumi:providers:aws", "virginia", { region: "us-east-1" }),
        logGroup("audit-logs"),
        toOwn,
        metricFilter(
          "root",
          { pattern: ROOT, logGroupName: ref("audit-logs", "name") },
          { provider: "urn:pulumi:prod::shop::pulumi:providers:aws::virginia::1" },
        ),
      ],
      "it is in us-east-1",
    ],
    "one filter of two": [
      [...stack(ROOT), logGroup("app"), metricFilter("kms", { pattern: ROOT, logGroupName: ref("app", "name") })],
      "it sits on app",
    ],
  },
  unknown: {
    "the pattern is decided elsewhere": [stack(UNKNOWN), "root.pattern"],
    "the group is decided elsewhere": [[logGroup("audit-logs"), toOwn, filter(ROOT, UNKNOWN)], "root.logGroupName"],
    "the trail's group comes from another stack": [
      [stackReference("base"), logGroup("app"), delivering(ref("base", "outputs")), filter(ROOT, ref("app", "name"))],
      "audit.cloudWatchLogsGroupArn",
    ],
    "the group of a trail that is not in the stack": [[filter(ROOT, "central")], "central is not part of this stack"],
    "a group that was only read, of another trail": [
      [logGroup("audit-logs"), logGroup("org", {}, { external: true }), toOwn, filter(ROOT, ref("org", "name"))],
      "org is not part of this stack",
    ],
    "the region of the provider is not known": [
      {
        resources: [logGroup("audit-logs"), toOwn, filter(ROOT, ref("audit-logs", "name"), { region: "us-east-1" })],
        facts: { region: undefined },
      },
      "the region of audit",
    ],
  },
  notApplicable: {
    "errors of an application": astray("ERROR"),
    "every event of an application": astray(""),
    "JSON of an application": astray("{ $.level = error && $.statusCode >= 500 }"),
    "JSON of an application with a field of CloudTrail": astray('{ $.eventName = "CreateOrder" && $.tenant = "a" }'),
    "business events of an application": astray('{ $.eventName = "OrderPlaced" }'),
    "queue events of an application": astray('{ $.eventSource = "order-service" }'),
    "error codes of an application": astray("{ $.errorCode = 42 }"),
    "columns of an access log": astray("[ip, user, time, request, status = 5*, size]"),
    "no trail at all": [logGroup("audit-logs"), filter(ROOT)],
    "no trail delivers to CloudWatch Logs": [logGroup("audit-logs"), trail("audit"), filter(ROOT)],
  },
});
