import { partial, supporting } from "../frameworks/controls";
import { EventRule } from "../kinds/cloudwatch";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { readRule } from "./read-rule";

export default policy({
  id: "event-pattern-valid",
  title: "Event rules have a pattern that EventBridge reads",
  severity: "high",
  description:
    "EventBridge refuses a pattern that it cannot read, and does so only when the stack is deployed: nothing reaches the rule's targets.",
  remediation:
    "Correct the `eventPattern` at the path that is named: a field has a list of values or an object, never a bare text.",
  controls: [partial("nist-800-53-r5/SI-4(12)"), supporting("pci-dss-4.0.1/10.4.1.1")],
  pages: ["https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html"],
  about: EventRule,
  scope: "resource",
  check(rule) {
    const text = rule.props.eventPattern;
    if (text === undefined || text === "") return notApplicable("it runs by a schedule");
    const seen = evidence(rule, "eventPattern");
    const { error } = readRule(text);
    return error ? fail(`its pattern cannot be read: ${error.message}`, seen) : pass(seen);
  },
});
