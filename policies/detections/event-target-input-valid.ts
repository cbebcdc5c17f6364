import { partial, supporting } from "../frameworks/controls";
import { EventTarget } from "../kinds/cloudwatch";
import { evidence, fail, notApplicable, pass, policy } from "../policy";

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html */
const OF_EVENTBRIDGE = new Set(
  ["rule-arn", "rule-name", "event", "event.json", "event.ingestion-time", "ingestion-time"].map(
    (name) => `aws.events.${name}`,
  ),
);

/** What the template fills in: `<name>`. */
const PLACEHOLDER = /(?<!\\)<([\w.-]+)>/g;

export default policy({
  id: "event-target-input-valid",
  title: "Event targets tell what they have read from the event",
  severity: "high",
  description:
    "EventBridge refuses a target whose template fills in what no input path reads, and does so only when the stack is deployed: the rule has no target.",
  remediation:
    "Name each `<placeholder>` of `inputTransformer.inputTemplate` in its `inputPaths`, in the same letters.",
  controls: [partial("nist-800-53-r5/SI-4(12)"), supporting("pci-dss-4.0.1/10.4.1.1")],
  pages: ["https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html"],
  about: EventTarget,
  scope: "resource",
  check(target) {
    const { inputTransformer } = target.props;
    if (!inputTransformer) return notApplicable("it hands on the event as it is");
    const { inputPaths = {}, inputTemplate = "" } = inputTransformer;
    const given = new Set(Object.keys(inputPaths));
    const missing = [...inputTemplate.matchAll(PLACEHOLDER)]
      .map(([, name]) => name)
      .find((name) => !given.has(name) && !OF_EVENTBRIDGE.has(name));
    return missing === undefined
      ? pass(evidence(target, "inputTransformer"))
      : fail(`its template fills in <${missing}>, which no input path reads`, evidence(target, "inputTransformer"));
  },
});
