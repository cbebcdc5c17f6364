import { partial, supporting } from "../frameworks/controls";
import { Found } from "../graph/found";
import { Trail } from "../kinds/cloudtrail";
import type { LifecycleRule } from "../kinds/s3";
import { fail, pass, policy } from "../policy";
import { archiveOf } from "./archive";
import { deliveredPrefix } from "./delivery";
import { touches } from "./lifecycle";
import { judgeSetting, LIFECYCLE } from "./settings";

/** Classes whose files nobody reads before somebody has restored them, which takes minutes to days. */
const ASLEEP = ["GLACIER", "DEEP_ARCHIVE"];

type Transition = NonNullable<LifecycleRule["transitions"]>[number];

// From its date on, a rule moves files however young they are.
const daysOf = ({ date, days = 0 }: Transition): number => (date ? 0 : days);

export default policy({
  id: "archive-at-hand",
  title: "The last months of log files can be read at once",
  severity: "low",
  description:
    "A log file in Glacier has to be restored before Athena, `validate-logs` or an investigator reads it, which takes hours that an incident does not leave.",
  remediation:
    "Set `days` of transitions to `GLACIER` and `DEEP_ARCHIVE` to the required number or more, or move files to `GLACIER_IR`, which is read at once. `LogArchive` does so.",
  controls: [partial("pci-dss-4.0.1/10.5.1"), supporting("nist-800-53-r5/AU-11")],
  pages: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/archived-objects.html"],
  about: Trail,
  parameters: {
    minimumDays: {
      description: "Days that log files must be readable without being restored first.",
      default: 90,
      source: "PCI DSS 4.0.1 10.5.1: the last three months are immediately available",
      schema: { type: "integer", minimum: 0 },
    },
  },
  check(trail, graph, { minimumDays }) {
    const bucket = archiveOf(trail, graph);
    return judgeSetting(LIFECYCLE, bucket, graph, (rules = [], seen) => {
      const early = (rule: LifecycleRule): Transition | undefined =>
        rule.transitions?.find((each) => ASLEEP.includes(each.storageClass) && daysOf(each) < minimumDays);
      const rule = new Found(rules).find(
        (each) => early(each) !== undefined && touches(each, deliveredPrefix(trail, graph)),
      );
      if (!rule) return pass(seen);
      const { storageClass, ...moved } = early(rule) as Transition;
      const when = moved.date ? `on ${moved.date}` : `after ${moved.days ?? 0} ${moved.days === 1 ? "day" : "days"}`;
      return fail(
        `rule ${rule.id ?? "without an id"} moves log files to ${storageClass} ${when}; ${minimumDays} days must be at hand`,
        seen,
      );
    });
  },
});
