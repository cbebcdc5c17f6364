import { partial, supporting } from "../frameworks/controls";
import { EventRule, EventTarget } from "../kinds/cloudwatch";
import { evidence, fail, notApplicable, pass, policy, unknown } from "../policy";
import { best } from "./heard";
import { handedOn, ofTarget } from "./rule-hearing";
import { looksForCloudTrailEvents, looksForFindings } from "./rule-pattern";
import { DISABLED } from "./rules";
import { otherTarget, targetsOf, topicOf } from "./rule-targets";

export default policy({
  id: "event-rule-reaches-subscriber",
  title: "Event rules on CloudTrail and on findings tell somebody",
  severity: "high",
  description:
    "A rule that is disabled, has no target, or whose topic or key keeps EventBridge out, looks like a watch and is none. EventBridge drops what it cannot deliver.",
  remediation:
    "Enable the rule, give it an `EventTarget`, let `events.amazonaws.com` publish to the topic and use its key, and subscribe somebody. `EventAlerts` does so.",
  controls: [
    partial("nist-800-53-r5/SI-4(5)"),
    partial("nist-800-53-r5/SI-4(12)"),
    partial("pci-dss-4.0.1/10.4.1.1"),
    supporting("soc2-2017/CC7.2"),
    supporting("iso-27001-2022/A.8.16"),
  ],
  pages: [
    "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html",
    "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-troubleshooting.html",
  ],
  about: EventRule,
  check(rule, graph) {
    const { eventPattern = "", state, isEnabled } = rule.props;
    if (!looksForCloudTrailEvents(eventPattern) && !looksForFindings(eventPattern))
      return notApplicable("it looks for no event of CloudTrail and for no finding");
    if (rule.record.external) return notApplicable("this stack only reads it");
    if (state === "DISABLED") return fail(DISABLED, evidence(rule, "state"));
    if (isEnabled === false) return fail(DISABLED, evidence(rule, "isEnabled"));

    const targets = targetsOf(rule, graph);
    const hearings = targets.known.flatMap((target) => {
      const onBus = handedOn(target, rule, graph);
      if (onBus) return [onBus];
      const { service, tells } = otherTarget(target, graph);
      // What only stores or counts events is a purpose of its own, besides telling somebody.
      return topicOf(target, graph) || tells || service === "sns" ? [ofTarget(target, rule, graph)] : [];
    });
    if (targets.open) hearings.push({ status: "unknown", message: targets.open.message });
    const [first] = targets.known;
    if (hearings.length === 0 && first)
      return notApplicable(`it hands its events to ${otherTarget(first, graph).name}, which tells nobody by design`);
    const [stray] = graph.into(rule, EventTarget, "rule").known;
    const told = best(
      hearings,
      stray ? `its target ${stray.name} is on another bus or in another region` : "it has no target",
    );
    if (told.status === "heard") return pass(...told.evidence);
    if (told.status === "unknown") return unknown(told.message);
    return fail(told.message, evidence(rule, "name"));
  },
});
