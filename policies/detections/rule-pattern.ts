import type { EventPattern } from "../patterns/event/ast";
import { eventFields, eventNeeds } from "../patterns/event/needs";
import { readRule } from "./read-rule";

/** Whether the pattern of a rule is written for what CloudTrail records, by the type of event or by fields that only its records have. */
export function looksForCloudTrailEvents(text: string): boolean {
  const { parsed } = readRule(text);
  // What cannot be read still says what it was written for.
  return parsed ? isAboutCloudTrail(parsed) : / via CloudTrail"/.test(text);
}

function isAboutCloudTrail(pattern: EventPattern): boolean {
  const types = eventNeeds(pattern, "detail-type");
  if (types) return [...types].some((type) => type.endsWith(" via CloudTrail"));
  return [...eventFields(pattern, "detail")].some((field) => OWN_FIELDS.has(field));
}

/** Sources of events that tell of something found: by detectors, or by rules that resources are held to. */
const FINDERS = new Set(
  "access-analyzer config guardduty inspector2 macie securityhub".split(" ").map((service) => `aws.${service}`),
);

/** Whether the pattern of a rule is written for what services find that look for attacks and weak spots. */
export function looksForFindings(text: string): boolean {
  const { parsed } = readRule(text);
  const sources = parsed && eventNeeds(parsed, "source");
  return sources !== undefined && sources.size > 0 && [...sources].every((source) => FINDERS.has(source));
}

/** Services whose own events have a `detail` use other names. */
const OWN_FIELDS = new Set(["eventName", "eventSource", "userIdentity", "errorCode", "eventType", "readOnly"]);
