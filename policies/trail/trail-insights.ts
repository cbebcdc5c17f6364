import { supporting } from "../frameworks/controls";
import { Trail } from "../kinds/cloudtrail";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { required } from "../required";
import { managementSelectors } from "./management-events";

export default policy({
  id: "trail-insights",
  title: "Insights have events to look at",
  severity: "low",
  description:
    "Insights report unusual rates of calls and of errors, and see only what the trail records: rates of calls need its write events.",
  remediation:
    'Let the trail record management events beside `insightSelectors`; `AuditTrail` takes `insights: "both"`.',
  controls: [supporting("nist-800-53-r5/SI-4(4)"), supporting("soc2-2017/CC7.2")],
  pages: ["https://docs.aws.amazon.com/awscloudtrail/latest/userguide/insights-events-CLI-enable.html"],
  about: Trail,
  holds: "some",
  scope: "resource",
  parameters: {
    required: required("Whether a trail must have insights.", "each event that insights analyse is billed"),
  },
  check(trail, settings) {
    const seen = evidence(trail, "insightSelectors");
    const types = (trail.props.insightSelectors ?? []).map(({ insightType }) => insightType);
    if (types.length === 0)
      return settings.required
        ? fail("it has no insights", seen)
        : notApplicable("it has no insights, and nobody asked for them");
    const selectors = managementSelectors(trail);
    if (selectors.length === 0) return fail("it records no management events for its insights to look at", seen);
    return types.includes("ApiCallRateInsight") && !selectors.some(({ writes }) => writes)
      ? fail("it records no write events, whose rate its insights look at", seen)
      : pass(seen);
  },
});
