import { partial, supporting } from "../frameworks/controls";
import { ask } from "../detections/ask";
import { told, type Hearing } from "../detections/heard";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { UnknownValue } from "../graph/value";
import { evidence, fail, notApplicable, pass, policy, unknown, type Policy } from "../policy";
import alarmCanRing from "./alarm-can-ring";
import alarmDimensionsExist from "./alarm-dimensions-exist";
import type { Monitorable } from "./monitorable";
import { looksAway } from "./reach";
import type { Reading } from "./readings";
import { resourceTypes } from "./resource-types";
import { watched } from "./watched";

type Row = Monitorable<unknown>;
type Any = Resource<unknown>;

/** What becomes of one metric of a resource. */
type Watch = Hearing | { status: "unread" };

const WORST = ["unread", "unheard", "unknown", "reported"] as const;
const BEST = ["heard", "unknown", "reported", "unheard"] as const;

/** The policy that somebody hears when resources of a type fail. A link that another policy reports is left to that one. */
function resourceMonitored(row: Row): Policy {
  const core = Object.keys(row.metrics);
  return policy({
    id: row.id,
    title: row.title,
    severity: row.severity,
    description: row.description,
    remediation: `Make a \`MetricAlarm\` on ${core.join(" and ")} with ${dimensionsOf(row)}, and name a topic with a subscriber in its \`alarmActions\`.`,
    controls: [
      partial("nist-800-53-r5/SI-4"),
      supporting("nist-800-53-r5/CA-7"),
      supporting("soc2-2017/CC7.2"),
      supporting("iso-27001-2022/A.8.16"),
    ],
    pages: [row.page],
    about: row.about,
    parameters: {
      metrics: {
        description: "The metrics of which each has an alarm.",
        default: core,
        source: row.page,
        schema: { type: "array", items: { type: "string" }, minItems: 1 },
      },
    },
    check(resource, graph, { metrics }) {
      const exempt = resource.record.external
        ? "this stack only looks it up; whoever manages it watches it"
        : row.exempt?.(resource, graph);
      if (exempt) return notApplicable(exempt);
      const watches = metrics.map((metric) => ({ metric, ...watchOf(row, resource, metric, graph) }));
      const worst = WORST.find((status) => watches.some((watch) => watch.status === status));
      const those = watches.filter(({ status }) => status === worst);
      const list = those.map(({ metric }) => metric).join(" or ");
      const message = those.map((each) => ("message" in each ? each.message : ""))[0] ?? "";
      if (worst === "unread") return fail(`no alarm reads its ${list}`);
      if (worst === "unheard") return fail(`nobody hears of its ${list}: ${message}`);
      if (worst === "unknown") return unknown(message);
      if (worst === "reported") return notApplicable(`its ${list} is read, but ${message}`);
      return pass(...watches.flatMap((watch) => (watch.status === "heard" ? watch.evidence : [])));
    },
  });
}

const dimensionsOf = ({ named }: Row): string =>
  [...new Set(named.map(({ dimension }) => `\`${dimension}\``))].join(" or ");

function watchOf(row: Row, resource: Any, metric: string, graph: Graph): Watch {
  const index = watched(graph);
  const names = [metric, ...(Object.hasOwn(row.metrics, metric) ? row.metrics[metric] : [])];
  const found: Watch[] = names
    .flatMap((name) => index.readersOf(row, resource, name))
    .map((reading) => hearingOf(reading, graph));
  const heard = found.find(({ status }) => status === "heard");
  if (heard) return heard;
  for (const name of names) {
    const open = index.openFor(row, resource, name);
    if (open) return { status: "unknown", message: open.message };
  }
  return BEST.flatMap((status) => found.find((each) => each.status === status) ?? [])[0] ?? { status: "unread" };
}

function hearingOf(reading: Reading, graph: Graph): Hearing {
  const { alarm } = reading;
  if (reading.fault)
    return { status: "reported", message: `${alarm.name}: ${reading.fault} (${alarmDimensionsExist.id})` };
  const unreachable = ask(alarmCanRing, alarm, graph);
  if (!(unreachable instanceof UnknownValue) && unreachable.status === "fail")
    return { status: "reported", message: `${alarm.name}: ${unreachable.message} (${alarmCanRing.id})` };
  const away = looksAway(reading);
  if (away) return { status: "unheard", message: away };
  const hearing = told(alarm, graph);
  if (hearing.status !== "heard") return hearing;
  return {
    status: "heard",
    evidence: [evidence(alarm, "metricName", reading.metricName), ...hearing.evidence.slice(1)],
  };
}

export default resourceTypes.map(resourceMonitored);
