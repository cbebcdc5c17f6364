import { supporting } from "../frameworks/controls";
import { LogGroup, MetricFilter } from "../kinds/cloudwatch";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { cisMonitored } from "./cis-monitored";
import type { Monitored } from "./monitored";
import { patternSight } from "./sight";
import { watches } from "./watch";

/** Checkers that compare text were seen to overlook blanks; nothing else. */
const hasText = ({ texts }: Monitored, text: string): boolean => texts.includes(text.replace(/\s+/g, ""));

export default policy({
  id: "detection-text-cis",
  title: "Filters for CIS controls have the benchmark's own text",
  severity: "low",
  description:
    "The filter does what the control asks. Security Hub and other tools compare its text all the same, and report the control as failed where it differs from what an edition of the benchmark, or the page of Security Hub, prints.",
  remediation:
    "Where such a tool is used, put a second filter beside this one whose `pattern` is the text of the benchmark, or disable this policy. `TrailDetections` has the texts.",
  controls: cisMonitored.flatMap(({ controls }) =>
    controls.flatMap(({ control }) => (control.startsWith("aws-security-hub/") ? [supporting(control)] : [])),
  ),
  pages: ["https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html"],
  about: MetricFilter,
  check(filter, graph) {
    const text = filter.props.pattern ?? "";
    const sight = patternSight(text);
    const watched = cisMonitored.filter((monitored) => {
      const { missed, stray } = sight.of(monitored);
      return missed.length === 0 && !stray && !sight.floods;
    });
    if (watched.length === 0) return notApplicable("it watches none of the events that the benchmark names");
    const seen = evidence(filter, "pattern");
    if (watched.every((monitored) => hasText(monitored, text))) return pass(seen);
    const beside = graph
      .follow(filter, "logGroupName", LogGroup)
      .known.flatMap((group) => watches(graph).on(group))
      .filter((other) => other.subject !== filter);
    const alone = watched.find(
      (monitored) => !hasText(monitored, text) && !beside.some((other) => hasText(monitored, other.sight.reading.text)),
    );
    if (!alone) return pass(seen, ...beside.slice(0, 1).map((other) => evidence(other.subject, "pattern")));
    return fail(`it watches ${alone.events} in words of its own; tools that compare text overlook it`, seen);
  },
});
