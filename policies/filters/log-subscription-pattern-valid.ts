import { partial, supporting } from "../frameworks/controls";
import { LogSubscriptionFilter } from "../kinds/cloudwatch";
import { evidence, fail, pass, policy } from "../policy";
import { readFilter } from "./read-filter";

export default policy({
  id: "log-subscription-pattern-valid",
  title: "Log subscriptions have a pattern that CloudWatch Logs reads",
  severity: "medium",
  description:
    "CloudWatch Logs refuses a subscription whose pattern it cannot read, and does so only when the stack is deployed: nothing is sent on.",
  remediation:
    "Correct the `filterPattern` at the character that is named; a text with blanks or signs needs double quotes. An empty pattern sends on every event.",
  controls: [partial("nist-800-53-r5/SI-4(12)"), supporting("pci-dss-4.0.1/10.4.1.1")],
  pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html"],
  about: LogSubscriptionFilter,
  scope: "resource",
  check(subscription) {
    const { error } = readFilter(subscription.props.filterPattern ?? "");
    const seen = evidence(subscription, "filterPattern");
    return error ? fail(`its pattern cannot be read: ${error.message}`, seen) : pass(seen);
  },
});
