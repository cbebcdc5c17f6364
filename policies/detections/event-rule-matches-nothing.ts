import { partial, supporting } from "../frameworks/controls";
import type { Resource } from "../graph/resource";
import { EventRule, type EventRuleProps } from "../kinds/cloudwatch";
import type { Branch, Matcher } from "../patterns/event/ast";
import { printMatchers } from "../patterns/event/print";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { isNeverRecorded, isNeverSaid, textsOf } from "./event-fields";
import { isCallOfOther, isNoCallSource, isNoSource, isNoType, isTypeOfOther } from "./event-names";
import { readRule } from "./read-rule";

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html */
const ENVELOPE = new Set(
  "version id detail-type source account time region resources detail replay-name ingestion-time".split(" "),
);

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html */
const OF_CLOUDTRAIL = new Set(
  ["API Call", "Console Sign In", "Console Signin", "Console Action", "Service Event", "Insight"].map(
    (type) => `AWS ${type} via CloudTrail`,
  ),
);
const ALMOST_OF_CLOUDTRAIL = /\bvia\s*cloud\s*-?trail\s*$/i;

/** Services without data events, of which each call is a management event. */
const MANAGED = new Set(
  "cloudtrail config ec2 guardduty iam kms organizations secretsmanager securityhub"
    .split(" ")
    .map((name) => `aws.${name}`),
);
const READS = "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS";

/** The condition that no event meets, as far as that is certain. */
function impossibleIn(branch: Branch, rule: Resource<EventRuleProps>): string | undefined {
  const isDefaultBus = isOnDefaultBus(rule);
  const never = [...branch].find(([path, matchers]) => isImpossible(path, matchers, branch, isDefaultBus));
  if (never) return `${never[0]}: ${printMatchers(never[1])}`;
  const calls = branch.get("detail.eventName");
  return calls && isDefaultBus && rule.props.state !== READS && onlyReads(branch)
    ? `detail.eventName: ${printMatchers(calls)} while the state is not ${READS}`
    : undefined;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail-management.html */
function onlyReads(branch: Branch): boolean {
  const [types, sources, calls] = ["detail-type", "source", "detail.eventName"].map((path) =>
    textsOf(branch.get(path)),
  );
  return (
    (types?.every((type) => OF_CLOUDTRAIL.has(type)) ?? false) &&
    (sources?.every((source) => MANAGED.has(source)) ?? false) &&
    (calls?.every((call) => /^(Describe|Get|List)[A-Z]/.test(call)) ?? false)
  );
}

function isImpossible(path: string, matchers: readonly Matcher[], branch: Branch, isDefaultBus: boolean): boolean {
  // What has a field of its own has it in `detail`; whoever sends an event cannot add to the envelope.
  if (!ENVELOPE.has(path.split(".")[0])) return !matchers.some(({ op }) => op === "exists" || op === "anything-but");
  const texts = textsOf(matchers);
  const sources = textsOf(branch.get("source")) ?? [];
  const all = (is: (text: string) => boolean): boolean => texts?.every(is) ?? false;
  // Somebody may put what AWS says onto a bus of one's own under another name.
  if (path === "source") return isDefaultBus && all(isNoSource);
  const isOfOther = (is: (text: string, source: string) => boolean): boolean =>
    isDefaultBus && sources.length > 0 && all((text) => sources.every((source) => is(text, source)));
  if (path === "detail-type")
    return (
      all((text) => ALMOST_OF_CLOUDTRAIL.test(text) && !OF_CLOUDTRAIL.has(text)) ||
      (sources.length > 0 && sources.every((source) => source.startsWith("aws.")) && all(isNoType)) ||
      isOfOther(isTypeOfOther)
    );
  const types = textsOf(branch.get("detail-type")) ?? [];
  const isRecorded = types.length > 0 && types.every((type) => OF_CLOUDTRAIL.has(type));
  const isNever = isRecorded ? isNeverRecorded(path, matchers) : types.length > 0 && isNeverSaid(types, path, matchers);
  if (isDefaultBus && isNever) return true;
  return path === "detail.eventSource" && isRecorded && (all(isNoCallSource) || isOfOther(isCallOfOther));
}

/** Whether the rule stands on the bus that events of AWS come to by themselves. */
function isOnDefaultBus({ record: { values } }: Resource<EventRuleProps>): boolean {
  const { eventBusName: bus = "default" } = values;
  return typeof bus === "string" && /^(.*:event-bus\/)?default$/.test(bus);
}

export default policy({
  id: "event-rule-matches-nothing",
  title: "Event rules match some event",
  severity: "high",
  description:
    "EventBridge takes every pattern that it can read. One with `detailType`, or with a source, field or value in other letters than AWS writes, waits for an event that never comes.",
  remediation:
    "Write `source: aws.kms`, `detail-type: AWS API Call via CloudTrail` and `detail.eventSource: kms.amazonaws.com` in the `eventPattern` as the events have them, the severity of a finding as a number. For calls that only read, set `state` to `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`. `EventAlerts` makes patterns out of calls.",
  controls: [partial("nist-800-53-r5/SI-4(12)"), supporting("pci-dss-4.0.1/10.4.1.1")],
  pages: [
    "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html",
    "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html",
    "https://docs.aws.amazon.com/eventbridge/latest/ref/events.html",
  ],
  about: EventRule,
  check(rule) {
    const text = rule.props.eventPattern;
    if (text === undefined || text === "") return notApplicable("it runs by a schedule");
    const { parsed } = readRule(text);
    if (!parsed) return notApplicable("its pattern cannot be read, which event-pattern-valid reports");
    const seen = evidence(rule, "eventPattern");
    const never = parsed.branches.map((branch) => impossibleIn(branch, rule));
    const [first] = never;
    return first !== undefined && !never.includes(undefined) ? fail(`no event meets ${first}`, seen) : pass(seen);
  },
});
