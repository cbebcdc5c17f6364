import type { Values } from "../../policies/graph/value";
import type { Edit } from "../mutate";
import type { Breaks } from "./breaks";
import { and, named, pattern } from "./patterns";

/** Breaks of what the account stack looks for: patterns that cannot be read, see too little, or see too much. */

const FILTER = "cloudwatch/logMetricFilter:LogMetricFilter";
const ALARM = "cloudwatch/metricAlarm:MetricAlarm";
const RULE = "aws:cloudwatch/eventRule:EventRule";

/** Takes a detection out. */
const without =
  (detection: string): Edit =>
  (stack) => {
    stack.drop(FILTER, named(detection));
    stack.drop(ALARM, named(detection));
  };

/** Adds a detection to those of the stack. */
const more =
  (text: string): Edit =>
  (stack) => {
    const [filter] = stack.find(FILTER, named("root-usage"));
    const [alarm] = stack.find(ALARM, named("root-usage"));
    const transformation = { ...(filter.values.metricTransformation as object), name: "More" };
    stack.add(filter, "more", { name: "more", pattern: text, metricTransformation: transformation });
    stack.add(alarm, "more", { name: "more", metricName: "More" });
  };

/** A rule that keeps its events in a log group. */
const rule =
  (eventPattern: unknown): Edit =>
  (stack) => {
    const [like] = stack.find(FILTER, named("root-usage"));
    const add = (type: string, name: string, values: Values): void =>
      stack.add(
        { ...like, type, urn: like.urn.replace(like.type, type), values: {}, propertyDependencies: {} },
        name,
        values,
      );
    add(RULE, "rule", { name: "rule", eventPattern: JSON.stringify(eventPattern) });
    const arn = "arn:aws:logs:eu-west-1:000000000001:log-group:/aws/events/kept";
    const deadLetterConfig = { arn: "arn:aws:sqs:eu-west-1:000000000001:dead" };
    add("aws:cloudwatch/eventTarget:EventTarget", "kept", { rule: "rule", arn, deadLetterConfig });
  };

const drop = (part: string) => (text: string) => text.replace(part, "");
const all = (text: string): string => text.replaceAll("||", "&&");
const or = (clause: string) => (text: string) => text.replace(/\}$/, `|| (${clause}) }`);

const CALL = { "detail-type": ["AWS API Call via CloudTrail"] };

export const detectionMutations: Breaks = {
  "filter-pattern-valid": {
    "a bracket is missing": pattern("root-usage", '{ $.userIdentity.type = "Root"'),
    "two words without quotes": pattern("console-auth-failures", (text) => text.replaceAll('"', "")),
    "an operator of another language": pattern("cloudtrail-changes", (text) => text.replaceAll(" = ", " == ")),
  },
  "filter-matches-nothing": {
    "two names at once": more(
      '{ ($.eventSource = "guardduty.amazonaws.com") && ($.eventName = "DeleteDetector") && ($.eventName = "UpdateDetector") }',
    ),
    "a source without its domain": more('{ ($.eventSource = "guardduty") && ($.eventName = "DeleteDetector") }'),
    "a source that is misspelt": more(
      '{ ($.eventSource = "guarduty.amazonaws.com") && ($.eventName = "DeleteDetector") }',
    ),
    "a type in small letters": more('{ ($.userIdentity.type = "iamuser") && ($.eventName = "CreateAccessKey") }'),
    "a field that is never missing": more('{ ($.eventName = "DeleteDetector") && ($.eventSource NOT EXISTS) }'),
  },
  "filter-matches-everything": {
    "exclusions as alternatives": pattern("unauthorized-api-calls", or('$.eventName != "HeadBucket"')),
    "root, or anything but a service's event": pattern("root-usage", (text) => text.replaceAll("&&", "||")),
    "any name": more('{ ($.eventName = "*") && ($.eventSource = "*.amazonaws.com") }'),
  },
  "detection-text-cis": {
    "brackets that change nothing": pattern("kms-disable-delete", (text) => text.replace(/\{(.*)\}/, "{ ($1) }")),
    "calls that went well": pattern("iam-policy-changes", and("$.errorCode NOT EXISTS")),
  },
  "filter-calls-exist": {
    "one letter too many": more('{ ($.eventSource = "guardduty.amazonaws.com") && ($.eventName = "DeleteDetectors") }'),
    "whichever service it is of": more('{ ($.eventName = "DeleteDetectors") || ($.eventName = "DeleteMembers") }'),
  },
  "event-rule-calls-exist": {
    "one letter less": rule({ ...CALL, source: ["aws.cloudtrail"], detail: { eventName: ["StopLoging"] } }),
    "in other letters": rule({ ...CALL, source: ["aws.kms"], detail: { eventName: ["disableKey", "CreateKey"] } }),
  },
  "event-rule-matches-nothing": {
    "a type in other letters": rule({ "detail-type": ["AWS API Call via Cloudtrail"], source: ["aws.iam"] }),
    "a source that is misspelt": rule({ ...CALL, source: ["aws.cloudtrial"] }),
    "the source that the record has": rule({ ...CALL, source: ["cloudtrail.amazonaws.com"] }),
    "the calls of another service": rule({
      ...{ ...CALL, source: ["aws.iam"], detail: { eventSource: ["cloudtrail.amazonaws.com"] } },
    }),
    "a finding in other letters": rule({ source: ["aws.guardduty"], "detail-type": ["GuardDuty finding"] }),
    "a field of the record in small letters": rule({ ...CALL, source: ["aws.iam"], detail: { eventname: ["x"] } }),
    "calls that only read": rule({
      ...CALL,
      source: ["aws.secretsmanager"],
      detail: { eventName: ["GetSecretValue"] },
    }),
    "a severity as a text": rule({ "detail-type": ["GuardDuty Finding"], detail: { severity: ["HIGH"] } }),
    "a field as the SDK calls it": rule({ detailType: ["AWS API Call via CloudTrail"], source: ["aws.iam"] }),
  },
  "event-pattern-valid": {
    "a bare text": rule({ source: "aws.iam" }),
    "an operator that does not exist": rule({ detail: { eventName: [{ "starts-with": "Delete" }] } }),
  },
  "alarm-on-unauthorized-api-calls": {
    "not watched": without("unauthorized-api-calls"),
    "EC2 refuses in other words": pattern("unauthorized-api-calls", '{ $.errorCode = "AccessDenied*" }'),
    "an exclusion on a field that most calls lack": pattern(
      "unauthorized-api-calls",
      and('$.userIdentity.invokedBy != "config.amazonaws.com"'),
    ),
    "every error": pattern("unauthorized-api-calls", '{ ($.errorCode = "*") && ($.eventSource = "*.amazonaws.com") }'),
  },
  "alarm-on-console-signin-without-mfa": {
    "not watched": without("console-signin-no-mfa"),
    "a value that the field never has": pattern("console-signin-no-mfa", (text) => text.replace('!= "Yes"', '= "NO"')),
    "with or without MFA": pattern("console-signin-no-mfa", drop('&& ($.additionalEventData.MFAUsed != "Yes") ')),
  },
  "alarm-on-root-usage": {
    "not watched": without("root-usage"),
    "`!=` where the field is missing": pattern("root-usage", (text) =>
      text.replace("invokedBy NOT EXISTS", 'invokedBy != "AWS Internal"'),
    ),
    "in capitals": pattern("root-usage", (text) => text.replace('"Root"', '"ROOT"')),
    "services ring too": pattern("root-usage", '{ $.userIdentity.type = "Root" }'),
  },
  "alarm-on-iam-policy-changes": {
    "not watched": without("iam-policy-changes"),
    "all names at once": pattern("iam-policy-changes", all),
    "one name is forgotten": pattern("iam-policy-changes", drop("||($.eventName=PutUserPolicy)")),
    "reads ring too": pattern(
      "iam-policy-changes",
      '{ ($.eventSource = iam.amazonaws.com) && ($.eventName = "*Policy*") }',
    ),
    "calls of another service": pattern("iam-policy-changes", and('$.eventSource = "sts.amazonaws.com"')),
  },
  "alarm-on-console-signin-failures": {
    "not watched": without("console-auth-failures"),
    "another message": pattern("console-auth-failures", (text) => text.replace("Failed a", "failed A")),
    "every sign-in": pattern("console-auth-failures", "{ $.eventName = ConsoleLogin }"),
  },
  "alarm-on-organizations-changes": {
    "not watched": without("organizations-changes"),
    "policies of IAM ring too": pattern(
      "organizations-changes",
      drop("($.eventSource = organizations.amazonaws.com) && "),
    ),
    "one name is forgotten": pattern("organizations-changes", drop('($.eventName = "LeaveOrganization") || ')),
  },
  "alarm-on-cloudtrail-changes": {
    "not watched": without("cloudtrail-changes"),
    "all names at once": pattern("cloudtrail-changes", all),
    "failed calls only": pattern("cloudtrail-changes", and("$.errorCode = *")),
  },
  "alarm-on-key-disabled-or-deleted": {
    "not watched": without("kms-disable-delete"),
    "both names at once": pattern("kms-disable-delete", all),
    "the domain is forgotten": pattern("kms-disable-delete", (text) => text.replace("kms.amazonaws.com", "kms")),
  },
  "alarm-on-bucket-policy-changes": {
    "not watched": without("s3-bucket-policy-changes"),
    "reads ring too": pattern("s3-bucket-policy-changes", (text) => text.replace("= PutBucketAcl", "= *BucketAcl")),
    "one name is forgotten": pattern("s3-bucket-policy-changes", drop("($.eventName = PutBucketAcl) || ")),
  },
  "alarm-on-config-changes": {
    "not watched": without("config-changes"),
    "all names at once": pattern("config-changes", all),
  },
  "alarm-on-security-group-changes": {
    "not watched": without("security-group-changes"),
    "a field without its case": pattern("security-group-changes", (text) => text.replaceAll("eventName", "eventname")),
  },
  "alarm-on-network-acl-changes": {
    "not watched": without("nacl-changes"),
    "reads ring too": pattern(
      "nacl-changes",
      '{ ($.eventSource = ec2.amazonaws.com) && ($.eventName = "*NetworkAcl*") }',
    ),
  },
  "alarm-on-network-gateway-changes": {
    "not watched": without("network-gateway-changes"),
    "calls of people only": pattern("network-gateway-changes", and('$.userIdentity.type = "IAMUser"')),
  },
  "alarm-on-route-table-changes": {
    "not watched": without("route-table-changes"),
    "one role is left out, and IAM users with it": pattern(
      "route-table-changes",
      and('$.userIdentity.sessionContext.sessionIssuer.userName != "network"'),
    ),
  },
  "alarm-on-vpc-changes": {
    "not watched": without("vpc-changes"),
    "all names at once": pattern("vpc-changes", all),
  },
};
