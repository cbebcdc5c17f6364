import { partial, supporting } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { MetricAlarm, type AlarmProps } from "../kinds/cloudwatch";
import { evidence, fail, notApplicable, pass, policy, unknown } from "../policy";
import { metricsOf } from "./alarm-metrics";
import { matches, type Match } from "./matches";
import { understood } from "./model/not-understood";
import { silence } from "./model/questions";
import { readSilence } from "./reading";

/** What has no data points at all when log events stop coming. */
const HEARTBEATS = ["AWS/Logs/IncomingLogEvents", "AWS/Logs/IncomingBytes"];

/** What the alarm makes of having no data at all, from OK and from ALARM. */
function ofSilence(props: AlarmProps) {
  const alarm = readSilence(props);
  const [fromOk, fromAlarm] = [silence(alarm, "OK"), silence(alarm, "ALARM")];
  return { fromOk, keeps: fromOk === "OK" && fromAlarm === "ALARM" };
}

/** Why silence does not ring. */
function effect({ fromOk, keeps }: ReturnType<typeof ofSilence>): string {
  if (keeps) return "leaves it as it is";
  return fromOk === "OK" ? "counts as not breaching" : `makes it ${fromOk}, which is not ALARM`;
}

const isHeartbeat = (alarm: Resource<AlarmProps>, graph: Graph): boolean =>
  metricsOf(alarm, graph).some(({ namespace, metricName }) => HEARTBEATS.includes(`${namespace}/${metricName}`));

/** Lines that an application should write all the time, counted without a default value. */
const isQuietApplication = (counters: readonly Match[]): boolean =>
  counters.some(({ emission }) => emission && !emission.audit && !emission.hasDefault);

export default policy({
  id: "alarm-missing-data",
  title: "Alarms know what silence means",
  severity: "medium",
  description:
    "A counter of rare events has no data most of the time, and that is good; a heartbeat without data is the very thing to be told about.",
  remediation:
    "Set `treatMissingData` to `notBreaching` on alarms that count events and to `breaching` on alarms that watch for silence. `TrailDetections` and the heartbeat of `AuditTrail` do so.",
  controls: [
    partial("nist-800-53-r5/AU-5"),
    partial("pci-dss-4.0.1/10.7.2"),
    supporting("nist-800-53-r5/SI-4(12)"),
    supporting("iso-27001-2022/A.8.16"),
  ],
  pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html"],
  about: MetricAlarm,
  check(alarm, graph) {
    const treatment = alarm.props.treatMissingData || "missing";
    const seen = evidence(alarm, "treatMissingData", treatment);
    const wantsLess = alarm.props.comparisonOperator?.startsWith("LessThan") ?? false;
    const counters = matches(graph)
      .of(alarm)
      .filter(({ emission }) => !emission || emission.counts);
    const hasDefault = counters.every(({ emission }) => emission?.hasDefault ?? true);

    const watches = wantsLess && (isHeartbeat(alarm, graph) || isQuietApplication(counters));
    if (!watches && counters.length === 0)
      return notApplicable("it neither counts events nor watches a log for silence");
    const silent = understood(() => ofSilence(alarm.props));
    if (typeof silent === "string") return unknown(silent);

    if (watches)
      return silent.fromOk === "ALARM"
        ? pass(seen)
        : fail(`it watches for silence, and silence ${effect(silent)}`, seen);
    if (silent.fromOk === "ALARM" && !wantsLess)
      return fail(
        `${treatment === "breaching" ? "missing data counts as breaching" : "its metric math makes no data breach"}: it fires because nothing happened`,
        seen,
      );
    if (silent.keeps && !hasDefault)
      return fail(
        "missing data keeps its state: once in ALARM it stays there, and the next event changes nothing",
        seen,
      );
    if (silent.fromOk === "INSUFFICIENT_DATA" && alarm.props.insufficientDataActions?.length)
      return fail("missing data makes it INSUFFICIENT_DATA, and it acts on that: silence is reported", seen);
    return pass(seen);
  },
});
