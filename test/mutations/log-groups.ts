import { compositeAlarm, managedPolicy, other, role, rolePolicy } from "../resources";
import type { Edit } from "../mutate";
import type { Family } from "./breaks";
import { set, statement } from "./edits";

/** Who may write to log groups or remove them, and what a log group does not take. */

const document = (Statement: object): string => JSON.stringify({ Version: "2012-10-17", Statement: [Statement] });
const GROUP = "cloudwatch/logGroup:LogGroup";
const ALARM = "cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "cloudwatch/compositeAlarm:CompositeAlarm";
const FILTER = "cloudwatch/logMetricFilter:LogMetricFilter";
const SUBSCRIPTION = "cloudwatch/logSubscriptionFilter:LogSubscriptionFilter";
const POLICY = "cloudwatch/logResourcePolicy:LogResourcePolicy";
const DESTINATION = "cloudwatch/logDestinationPolicy:LogDestinationPolicy";

/** More of the same on the log group of the trail. */
const more =
  (type: string, name: RegExp, count: number, values: (index: number) => Record<string, unknown>): Edit =>
  (stack) => {
    const [like] = stack.find(type, name);
    for (let index = 0; index < count; index++) stack.add(like, `more-${index}`, values(index));
  };

export const logGroups: Family = {
  healthy: [
    other(`aws:${POLICY}`, "search-logs", {
      policyName: "search-logs",
      policyDocument: document({
        Sid: "In",
        Effect: "Allow",
        Principal: { Service: "es.amazonaws.com" },
        Action: "logs:PutLogEvents",
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": "000000000001" } },
      }),
    }),
    other(`aws:${DESTINATION}`, "central-logs", {
      destinationName: "central",
      accessPolicy: document({
        Sid: "In",
        Effect: "Allow",
        Principal: { AWS: "999988887777" },
        Action: "logs:PutSubscriptionFilter",
        Resource: "*",
      }),
    }),
    other(`aws:${SUBSCRIPTION}`, "forward", {
      name: "forward",
      logGroup: "/trailwatch/audit-trail-dev",
      filterPattern: "",
      destinationArn: "arn:aws:logs:eu-west-1:999988887777:destination:central",
    }),
    role("instance-role", {
      name: "instance-role",
      assumeRolePolicy: document({
        Effect: "Allow",
        Principal: { Service: "ec2.amazonaws.com" },
        Action: "sts:AssumeRole",
      }),
    }),
    rolePolicy("instance-rights", {
      role: "instance-role",
      policy: document({ Sid: "Own", Effect: "Allow", Action: "logs:PutLogEvents", Resource: "*" }),
    }),
    compositeAlarm("shop", {
      alarmName: "shop",
      alarmRule: 'ALARM("orders-lost")',
      alarmActions: ["arn:aws:sns:eu-west-1:000000000001:pager"],
    }),
    managedPolicy("auditor", {
      policy: document({ Sid: "Look", Effect: "Allow", Action: "cloudtrail:LookupEvents", Resource: "*" }),
    }),
  ],
  mutations: {
    "log-resource-policy-not-public": {
      everybody: statement(POLICY, "In", { Principal: "*", Condition: undefined }, /^search-logs$/, "policyDocument"),
    },
    "log-destination-not-public": {
      everybody: statement(DESTINATION, "In", { Principal: "*" }, /^central-logs$/, "accessPolicy"),
    },
    "log-group-class": {
      "the class that takes no filter": set(GROUP, { logGroupClass: "INFREQUENT_ACCESS" }, /^audit-trail$/),
    },
    "log-group-subscription-limit": {
      "three of them": more(SUBSCRIPTION, /^forward$/, 2, (index) => ({ name: `forward-${index}` })),
    },
    "log-group-filter-limit": {
      "over a hundred": more(FILTER, /cis-root-usage$/, 101, (index) => ({ name: `more-${index}` })),
    },
    "alarm-names-unique": {
      "two alarms of one name": set(ALARM, { name: "audit-trail-heartbeat-dev" }, /^orders-failing$/),
    },
    "alarm-not-suppressed": {
      "a suppressor over the only voice of an audit alarm": (stack) => {
        const [audit] = stack.find(ALARM, /cis-root-usage$/);
        audit.values.alarmActions = [];
        delete audit.propertyDependencies?.alarmActions;
        const alarmRule = `ALARM("${String(audit.values.name)}")`;
        stack.set(COMPOSITE, { alarmRule, actionsSuppressor: { alarm: "maintenance" } }, /^shop$/);
      },
    },
    "identity-cloudtrail-rights": {
      "all of CloudTrail": statement("iam/policy:Policy", "Look", { Action: "cloudtrail:*" }, /^auditor$/),
    },
    "instance-role-leaves-logs": {
      "log groups": statement("iam/rolePolicy:RolePolicy", "Own", { Action: "logs:*" }, /^instance-rights$/),
    },
  },
};
