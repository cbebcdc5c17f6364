import type { FilterPattern, JsonClause } from "../patterns/filter/ast";
import { clausesOf } from "../patterns/filter/expression";
import { filterFields } from "../patterns/filter/needs";
import { readFilter } from "./read-filter";

/**
 * Whether a filter pattern is written for CloudTrail records. Application logs in JSON may use the same names, so every
 * field of the pattern must be one that CloudTrail records have, and at least one clause must be CloudTrail's own.
 */
export function looksForCloudTrail(text: string): boolean {
  if (!/^\s*\{/.test(text)) return false;
  const { pattern } = readFilter(text);
  if (pattern?.kind !== "json") return false;
  let looks = looking.get(pattern);
  if (looks === undefined) looking.set(pattern, (looks = isForCloudTrail(pattern)));
  return looks;
}

/** Several policies ask of one pattern. */
const looking = new WeakMap<FilterPattern, boolean>();

function isForCloudTrail(pattern: Extract<FilterPattern, { kind: "json" }>): boolean {
  const fields = [...(filterFields(pattern) ?? [])];
  return (
    fields.length > 0 && fields.every((field) => FIELDS.has(field)) && clausesOf(pattern.expression).some(isOwnClause)
  );
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
const FIELDS = new Set(
  (
    "additionalEventData addendum apiVersion awsRegion edgeDeviceDetails errorCode errorMessage eventCategory eventContext " +
    "eventID eventName eventSource eventTime eventType eventVersion insightDetails managementEvent readOnly " +
    "recipientAccountId requestID requestParameters resources responseElements serviceEventDetails " +
    "sessionCredentialFromConsole sharedEventID sourceIPAddress tlsDetails userAgent userIdentity vpcEndpointAccountId " +
    "vpcEndpointId"
  ).split(" "),
);

const OWN_FIELDS = new Set([
  "userIdentity",
  "additionalEventData",
  "recipientAccountId",
  "sessionCredentialFromConsole",
]);

/** Names of API calls begin with a verb: `PutBucketPolicy`, not `OrderPlaced`. */
const VERBS =
  "Accept|Add|Associate|Assume|Attach|Authorize|Batch|Cancel|Change|Close|Console|Copy|Create|Deactivate|Decline|Delete|" +
  "Deregister|Describe|Detach|Disable|Disassociate|Enable|Get|Import|Invite|Invoke|Leave|List|Modify|Move|Password|Put|" +
  "Register|Reject|Remove|Replace|Restore|Revoke|Run|Schedule|Send|Set|Start|Stop|Terminate|Transfer|Unsubscribe|Update|Head";

const OWN_VALUES: Record<string, RegExp> = {
  eventSource: /^[\w.*-]*\.amazonaws\.com/,
  eventType: /^Aws[A-Z]/,
  errorCode: /^[\w.*]*(AccessDenied|Unauthorized)/,
  eventName: new RegExp(`^\\*?(${VERBS})([A-Z*]|$)`),
};

function isOwnClause(clause: JsonClause): boolean {
  const [first] = clause.selector;
  if (!("name" in first)) return false;
  if (OWN_FIELDS.has(first.name)) return true;
  if (clause.type !== "comparison" || !(clause.operator === "=" || clause.operator === "!=")) return false;
  const { value } = clause;
  return OWN_VALUES[first.name]?.test(value.type === "regex" ? value.regex.source : value.text) ?? false;
}
