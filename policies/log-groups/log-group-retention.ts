import { partial, supporting } from "../frameworks/controls";
import { LogGroup } from "../kinds/cloudwatch";
import { evidence, fail, pass, policy } from "../policy";

/** What PutRetentionPolicy accepts; any other number of days is refused when the stack is deployed. */
const ACCEPTED = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

export default policy({
  id: "log-group-retention",
  title: "Log groups keep their events long enough",
  severity: "medium",
  description: "Events that expire before an incident is noticed, or before the auditor arrives, prove nothing.",
  remediation:
    "Set `retentionInDays` on the log group to the required number of days or more. `ManagedLogGroup` keeps 365.",
  controls: [
    // Not direct: Security Hub accepts a group that never expires.
    partial("aws-security-hub/CloudWatch.16"),
    supporting("nist-800-53-r5/AU-11"),
    supporting("pci-dss-4.0.1/10.5.1"),
  ],
  pages: [
    "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
    "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
  ],
  about: LogGroup,
  parameters: {
    minimumDays: {
      description: "Days that events must be kept at least.",
      default: 365,
      source: "PCI DSS 4.0.1 10.5.1 and AWS Security Hub CloudWatch.16: one year",
      schema: { type: "integer", minimum: 1 },
    },
    neverExpires: {
      description: "Whether a group that keeps events for ever is accepted.",
      default: false,
      source: "CloudWatch Logs never expires a group by default, which nobody decided and everybody pays for",
      schema: { type: "boolean" },
    },
  },
  scope: "resource",
  check(group, { minimumDays, neverExpires }) {
    const days = group.props.retentionInDays ?? 0;
    const seen = evidence(group, "retentionInDays");
    if (days === 0)
      return neverExpires ? pass(seen) : fail("no retention is set: events are kept, and paid for, for ever", seen);
    return days >= minimumDays
      ? pass(seen)
      : fail(`events expire after ${days} ${days === 1 ? "day" : "days"}; ${minimumDays} are required`, seen);
  },
  // A group without retention is left alone: a limit would delete events that somebody may rely on.
  remediate(group, { minimumDays }) {
    const days = group.props.retentionInDays ?? 0;
    const enough = ACCEPTED.find((accepted) => accepted >= minimumDays);
    return days > 0 && days < minimumDays && enough ? { retentionInDays: enough } : undefined;
  },
});
