import { RECORD_VALUES } from "../filters/impossible";
import type { Matcher } from "../patterns/event/ast";

/** The texts of which a field must have one; `undefined` where others do as well. */
export function textsOf(matchers: readonly Matcher[] | undefined): string[] | undefined {
  const texts = matchers?.map((matcher) => (matcher.op === "equals" ? matcher.value : undefined));
  return texts?.every((text) => typeof text === "string") ? texts : undefined;
}

const words = (text: string): string[] => text.split(" ");

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
const FIELDS_OF_RECORDS = new Set([
  ...words("eventVersion eventTime eventSource eventName eventType eventID eventCategory awsRegion sourceIPAddress"),
  ...words("userAgent errorCode errorMessage requestParameters responseElements additionalEventData requestID"),
  ...words("readOnly managementEvent recipientAccountId sharedEventID vpcEndpointId serviceEventDetails userIdentity"),
  ...words("type principalId arn accountId accessKeyId userName invokedBy sessionContext").map(
    (name) => `userIdentity.${name}`,
  ),
  ...words("attributes sessionIssuer").map((name) => `userIdentity.sessionContext.${name}`),
]);
const BY_LETTERS = new Set([...FIELDS_OF_RECORDS].map((field) => field.toLowerCase()));

/** Fields whose value is `true` or `false`, and those where it is a text, or a text that says so. */
const BOOLEANS = new Set(["readOnly", "managementEvent"]);
const TEXT_OF_BOOLEAN = "userIdentity.sessionContext.attributes.mfaAuthenticated";

/** Whether no record of CloudTrail has the field, or a value of it that is asked for. */
export function isNeverRecorded(path: string, matchers: readonly Matcher[]): boolean {
  if (matchers.some(({ op }) => op === "exists" || op === "anything-but")) return false;
  const field = path.replace(/^detail\./, "");
  if (field === path) return false;
  const isInOtherLetters = (name: string): boolean =>
    !FIELDS_OF_RECORDS.has(name) && BY_LETTERS.has(name.toLowerCase());
  const steps = field.split(".");
  if (steps.some((_, at) => isInOtherLetters(steps.slice(0, at + 1).join(".")))) return true;
  const texts = textsOf(matchers);
  if (BOOLEANS.has(field)) return texts !== undefined;
  if (field === TEXT_OF_BOOLEAN)
    return matchers.every((matcher) => matcher.op === "equals" && typeof matcher.value === "boolean");
  return texts !== undefined && areInOtherLetters(texts, RECORD_VALUES[field] ?? []);
}

const areInOtherLetters = (texts: readonly string[], values: readonly string[]): boolean =>
  texts.every((text) => !values.includes(text) && values.some((value) => plain(value) === plain(text)));

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, "");

/** What a field of an event says: one of few texts, or what is no text at all, such as a number up to some. */
type Said = readonly string[] | { most: number } | "boolean";

const STATES = words("OK ALARM INSUFFICIENT_DATA");
const COMPLIANCE = words("COMPLIANT NON_COMPLIANT NOT_APPLICABLE INSUFFICIENT_DATA");

/** By the type of event. https://docs.aws.amazon.com/eventbridge/latest/ref/events.html */
const SAID: Record<string, Record<string, Said>> = {
  // https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_cloudwatch.html
  "GuardDuty Finding": { severity: { most: 10 } },
  // https://docs.aws.amazon.com/securityhub/1.0/APIReference/API_AwsSecurityFinding.html
  "Security Hub Findings - Imported": {
    "findings.Severity.Label": words("INFORMATIONAL LOW MEDIUM HIGH CRITICAL"),
    "findings.Compliance.Status": words("PASSED WARNING FAILED NOT_AVAILABLE"),
    "findings.Workflow.Status": words("NEW ASSIGNED IN_PROGRESS NOTIFIED RESOLVED DEFERRED SUPPRESSED"),
    "findings.RecordState": words("ACTIVE ARCHIVED"),
  },
  "Access Analyzer Finding": { isPublic: "boolean", status: words("ACTIVE ARCHIVED RESOLVED") },
  "CloudWatch Alarm State Change": { "state.value": STATES, "previousState.value": STATES },
  "Config Rules Compliance Change": {
    "newEvaluationResult.complianceType": COMPLIANCE,
    "oldEvaluationResult.complianceType": COMPLIANCE,
  },
  "EC2 Instance State-change Notification": {
    state: words("pending running shutting-down stopping stopped terminated"),
  },
  "AWS Health Event": { eventTypeCategory: words("issue accountNotification scheduledChange investigation") },
};

/** Whether no event of these types says what is asked for: a text where a number stands, or one in other letters. */
export function isNeverSaid(types: readonly string[], path: string, matchers: readonly Matcher[]): boolean {
  const texts = textsOf(matchers);
  const field = path.replace(/^detail\./, "");
  return types.every((type) => {
    const said = Object.hasOwn(SAID, type) ? SAID[type][field] : undefined;
    if (said === undefined) return false;
    if (texts) return typeof said === "string" || "most" in said || areInOtherLetters(texts, said);
    return typeof said === "object" && "most" in said && matchers.every((matcher) => asksForMore(matcher, said.most));
  });
}

function asksForMore(matcher: Matcher, most: number): boolean {
  if (matcher.op !== "numeric") return matcher.op === "equals" && Number(matcher.value) > most;
  return matcher.bounds.some(
    ({ operator, number }) => (operator === ">" && number >= most) || (/^(>=|=)$/.test(operator) && number > most),
  );
}
