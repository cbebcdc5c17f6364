import cisControls from "../../../policies/detections/cis-controls";
import { cisMonitored } from "../../../policies/detections/cis-monitored";
import { evaluate } from "../../../policies/evaluate";
import type { Policy } from "../../../policies/policy";
import { stack } from "../../resources";
import { watching } from "./chain";

/** The published texts as people change them: to shorten them, to quiet them, or by a slip. */

const callsOf = (id: string): string[] => [
  ...new Set((cisMonitored.find((each) => each.id === id)?.rings ?? []).map(({ eventName }) => String(eventName))),
];
const any = (names: readonly string[]) => names.map((name) => `($.eventName = "${name}")`).join(" || ");
const from = (service: string) => `($.eventSource = "${service}.amazonaws.com")`;
const SIGN_IN = '($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes")';
const DENIED = '($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")';

const HOLD: Record<string, string[]> = {
  "alarm-on-unauthorized-api-calls": [
    "{ ($.errorCode = *UnauthorizedOperation) || ($.errorCode = AccessDenied*) }",
    '{ ($.errorCode = "*Unauthorized*") || ($.errorCode = "*AccessDenied*") || ($.errorCode = "Forbidden*") }',
    "{ $.errorCode = %AccessDenied|UnauthorizedOperation% }",
    `{ (${DENIED}) && ($.userIdentity.invokedBy NOT EXISTS) && ($.userIdentity.type != "AWSService") }`,
  ],
  "alarm-on-console-signin-without-mfa": [
    "{ ($.eventName = ConsoleLogin) && ($.additionalEventData.MFAUsed != Yes) }",
    '{ $.eventName = "ConsoleLogin" && $.additionalEventData.MFAUsed = "No" }',
    `{ ${SIGN_IN} && ($.additionalEventData.SamlProviderArn NOT EXISTS) && ($.responseElements.ConsoleLogin != "Failure") }`,
    `{ ${SIGN_IN} && ($.userIdentity.arn != "*AWSReservedSSO_*") }`,
  ],
  "alarm-on-root-usage": [
    '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS }',
    '{ $.userIdentity.arn = "*:root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }',
  ],
  "alarm-on-iam-policy-changes": [
    `{ ${from("iam")} && ($.readOnly IS FALSE) }`,
    `{ ${from("iam")} && ($.eventName = "*Policy*") && ($.eventName != "Get*") && ($.eventName != "List*") }`,
  ],
  "alarm-on-cloudtrail-changes": [
    "?CreateTrail ?UpdateTrail ?DeleteTrail ?StartLogging ?StopLogging",
    `{ ${any([...callsOf("alarm-on-cloudtrail-changes"), "PutEventSelectors"])} }`,
  ],
  "alarm-on-console-signin-failures": [
    '{ ($.eventName = "ConsoleLogin") && ($.responseElements.ConsoleLogin = "Failure") }',
    '{ $.eventName = ConsoleLogin && $.errorMessage = "Failed*" }',
  ],
  "alarm-on-key-disabled-or-deleted": ["{ ($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion) }"],
  "alarm-on-bucket-policy-changes": [
    `{ ${any(callsOf("alarm-on-bucket-policy-changes"))} }`,
    `{ ${from("s3")} && ($.eventName = "PutBucket*" || $.eventName = "DeleteBucket*") }`,
  ],
  "alarm-on-config-changes": [`{ ${any(callsOf("alarm-on-config-changes"))} }`],
  "alarm-on-security-group-changes": [
    '{ ($.eventName = "Authorize*") || ($.eventName = "Revoke*") || ($.eventName = "*SecurityGroup" && $.eventName != "Describe*") }',
  ],
  "alarm-on-network-acl-changes": ['{ ($.eventName = "*NetworkAcl*") && ($.eventName != "Describe*") }'],
  "alarm-on-network-gateway-changes": [`{ ${from("ec2")} && (${any(callsOf("alarm-on-network-gateway-changes"))}) }`],
  "alarm-on-route-table-changes": [
    '{ ($.eventName = "*Route") || ($.eventName = "*RouteTable*" && $.readOnly IS FALSE) }',
  ],
  "alarm-on-vpc-changes": [`{ ${from("ec2")} && (${any(callsOf("alarm-on-vpc-changes"))}) }`],
  "alarm-on-organizations-changes": [`{ ${from("organizations")} && ($.readOnly IS FALSE) }`],
};

const BROKEN: [id: string, pattern: string, message: string][] = [
  [
    "alarm-on-unauthorized-api-calls",
    '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied") }',
    '$.errorCode = "AccessDenied" meets "AccessDeniedException"',
  ],
  [
    "alarm-on-unauthorized-api-calls",
    '{ ($.errorCode = "*UnauthorizedAccess*") || ($.errorCode = "AccessDenied*") }',
    'meets "Client.UnauthorizedOperation"',
  ],
  [
    "alarm-on-unauthorized-api-calls",
    `{ (${DENIED}) && ($.userIdentity.invokedBy != "config.amazonaws.com") }`,
    '$.userIdentity.invokedBy != "config.amazonaws.com" meets nothing',
  ],
  ["alarm-on-unauthorized-api-calls", '{ $.errorCode = "*" }', "also matches GetRole of iam"],
  [
    "alarm-on-console-signin-without-mfa",
    `{ ${SIGN_IN} && ($.userIdentity.sessionContext.sessionIssuer.userName != "admin") }`,
    'sessionIssuer.userName != "admin" meets nothing',
  ],
  [
    "alarm-on-console-signin-without-mfa",
    '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed IS FALSE) }',
    '$.additionalEventData.MFAUsed IS FALSE meets "No"',
  ],
  ["alarm-on-root-usage", '{ $.userIdentity.type = "root" }', '$.userIdentity.type = "root" meets "Root"'],
  [
    "alarm-on-iam-policy-changes",
    `{ ($.eventSource = "iam") && (${any(callsOf("alarm-on-iam-policy-changes"))}) }`,
    '$.eventSource = "iam" meets "iam.amazonaws.com"',
  ],
  ["alarm-on-iam-policy-changes", `{ ${from("iam")} && ($.eventName = "*Policy*") }`, "also matches GetPolicy of iam"],
  ["alarm-on-cloudtrail-changes", "?StopLogging ?DeleteTrail ?UpdateTrail", "does not match CreateTrail of cloudtrail"],
  [
    "alarm-on-key-disabled-or-deleted",
    `{ ${from("kms")} && ($.eventName = DisableKey) || ($.eventName = DeleteKey) }`,
    "does not match ScheduleKeyDeletion of kms",
  ],
  ["alarm-on-security-group-changes", '{ $.eventName = "*SecurityGroup*" }', "also matches DescribeSecurityGroups"],
  ["alarm-on-vpc-changes", '{ $.eventName = "*Vpc*" }', "also matches DescribeVpcs of ec2"],
  ["alarm-on-organizations-changes", `{ ${from("organizations")} }`, "also matches DescribeOrganization"],
];

function verdictOn(id: string, pattern: string) {
  const policy = cisControls.find((each) => each.id === id) as Policy;
  const [{ status, message }] = evaluate([policy], stack(watching(pattern), false));
  return { status, message };
}

test("every control has a text that was changed and still holds", () => {
  expect(Object.keys(HOLD).sort()).toEqual(cisControls.map(({ id }) => id).sort());
});

test.each(Object.entries(HOLD).flatMap(([id, patterns]) => patterns.map((pattern) => [id, pattern])))(
  "%s holds: %s",
  (id, pattern) => {
    expect(verdictOn(id, pattern)).toMatchObject({ status: "pass" });
  },
);

test.each(BROKEN)("%s is broken: %s", (id, pattern, message) => {
  expect(verdictOn(id, pattern)).toMatchObject({ status: "fail", message: expect.stringContaining(message) });
});
