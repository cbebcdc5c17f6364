import { cisMonitored } from "../detections/cis-monitored";
import type { Monitored } from "../detections/monitored";
import { patternSight } from "../detections/sight";
import { partial, supporting } from "../frameworks/controls";
import type { Emission } from "../filters/emission";
import { emissions } from "../filters/emissions";
import type { Graph } from "../graph/graph";
import { Multimap } from "../graph/multimap";
import { once, oncePer } from "../graph/once";
import type { Resource } from "../graph/resource";
import { attempt } from "../graph/value";
import { LogGroup, MetricAlarm, type AlarmProps, type LogGroupProps } from "../kinds/cloudwatch";
import { evidence, notApplicable, pass, policy, unknown } from "../policy";
import { firstEvent, type FirstEvent } from "./first-event";
import { matches, type Match } from "./matches";

type Alarm = Resource<AlarmProps>;

const answers = once(() => new Map<string, FirstEvent>());

function judge(alarm: Alarm, match: Match, graph: Graph): FirstEvent {
  const { emission } = match;
  if (emission && !emission.counts) return { silent: unknown(`what ${emission} amounts to depends on the event`) };
  return firstEvent(alarm.props, match, matches(graph).of(alarm), answers(graph));
}

/** Whether it is only the number of events that keeps the alarm from firing on one. */
function waitsForMore(alarm: Alarm, match: Match, graph: Graph): boolean {
  const { threshold = 0, comparisonOperator } = alarm.props;
  if (threshold <= 1 || comparisonOperator !== "GreaterThanOrEqualToThreshold") return false;
  // Not a copy: that would read what is not known yet, such as its ARN.
  const sensitive = Object.create(alarm.props, { threshold: { value: 1 } }) as AlarmProps;
  return "rings" in firstEvent(sensitive, match, matches(graph).of(alarm), answers(graph));
}

/** Whether a filter counts what happens on any day, so that only many of it are news. */
const isEveryday = (emission: Emission): boolean =>
  emission.filters.some(({ props }) => {
    const sight = patternSight(props.pattern ?? "");
    return sight.ordinary > 0 && !sight.floods;
  });

/** The alarm that fires on one event, by metric: others on the same metric may ask for more. */
const vigilantOn = oncePer((emission: Emission, graph): Alarm | undefined => {
  const fires = (alarm: Alarm): boolean =>
    matches(graph)
      .of(alarm)
      .every((match) => "rings" in judge(alarm, match, graph));
  return matches(graph)
    .readersOf(emission)
    .find((alarm) => attempt(() => fires(alarm)) === true);
});

/** Whether a filter of the metric sees all the events that a benchmark means; one whose pattern is not known yet does not. */
const sees = ({ filters }: Emission, kind: Monitored): boolean =>
  filters.some(({ props }) => attempt(() => patternSight(props.pattern ?? "").of(kind).missed.length === 0) === true);

const groupsOf = ({ filters }: Emission, graph: Graph) =>
  filters.flatMap((filter) => graph.follow(filter, "logGroupName", LogGroup).known);

const emissionsByGroup = once((graph) => {
  const byGroup = new Multimap<Resource<LogGroupProps>, Emission>();
  for (const emission of emissions(graph).all)
    for (const group of groupsOf(emission, graph)) byGroup.add(group, emission);
  return byGroup;
});

/** The alarm that fires on one event of the same kind, which another filter on the group counts. */
function vigilantBeside(emission: Emission, graph: Graph): Alarm | undefined {
  const kind = cisMonitored.find((each) => sees(emission, each));
  if (!kind) return undefined;
  const beside = groupsOf(emission, graph).flatMap((group) => emissionsByGroup(graph).get(group));
  for (const other of beside) {
    const found = other !== emission && sees(other, kind) && vigilantOn(other, graph);
    if (found) return found;
  }
  return undefined;
}

export default policy({
  id: "alarm-fires-on-one-event",
  title: "Alarms on audit events fire on the first one",
  severity: "high",
  description:
    "The events that audit filters look for happen rarely and once. An alarm that waits for several, averages one away or needs several periods in a row stays silent.",
  remediation:
    'Use `statistic: "Sum"`, `threshold: 1` with GreaterThanOrEqualToThreshold, `period: 300` and one evaluation period. `TrailDetections` does so by default.',
  controls: [
    partial("nist-800-53-r5/SI-4(5)"),
    partial("nist-800-53-r5/SI-4(12)"),
    partial("pci-dss-4.0.1/10.4.1.1"),
    supporting("soc2-2017/CC7.2"),
    supporting("iso-27001-2022/A.8.16"),
  ],
  pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html"],
  about: MetricAlarm,
  check(alarm, graph) {
    const audit = matches(graph)
      .of(alarm)
      .filter(({ emission }) => !emission || emission.audit);
    if (audit.length === 0) return notApplicable("it reads no metric of a filter on CloudTrail events");
    const { comparisonOperator = "", treatMissingData } = alarm.props;
    if (comparisonOperator.startsWith("LessThan") && treatMissingData === "breaching")
      return notApplicable("it watches for silence, not for an event");

    const seen = ["threshold", "comparisonOperator", "evaluationPeriods"].map((property) => evidence(alarm, property));
    let slowest = 0;
    for (const match of audit) {
      const first = judge(alarm, match, graph);
      if ("rings" in first) {
        slowest = Math.max(slowest, first.rings.latest);
        continue;
      }
      const other = match.emission && vigilantOn(match.emission, graph);
      if (other) return notApplicable(`${other.name} fires on the first event of the same metric`);
      if (first.silent.status === "fail" && match.emission && waitsForMore(alarm, match, graph)) {
        if (isEveryday(match.emission))
          return notApplicable(
            `it counts what happens every day, and fires on ${alarm.props.threshold} within a period`,
          );
        const beside = vigilantBeside(match.emission, graph);
        if (beside) return notApplicable(`${beside.name} fires on the first event of the same kind`);
      }
      return first.silent.status === "fail" ? { ...first.silent, evidence: seen } : first.silent;
    }
    return pass(...seen, evidence(alarm, "time to ALARM", `${slowest} seconds at most`));
  },
});
