import { partial, supporting } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Kind, Resource } from "../graph/resource";
import { Trail } from "../kinds/cloudtrail";
import { EventRule, LogGroup, MetricAlarm, MetricFilter } from "../kinds/cloudwatch";
import { Key, KeyPolicy } from "../kinds/kms";
import { evidence, fail, notApplicable, pass, policy, type Policy, type Severity } from "../policy";
import { isAuditAlarm, isAuditFilter, isAuditRule } from "./audit";
import { ignored } from "./ignored";

/** Settings that another program or a console may change without the next update noticing. */
interface ChangesApplied<P> {
  id: string;
  title: string;
  severity: Severity;
  about: Kind<P>;
  settings: readonly (keyof P & string)[];
  /** What holds settings of the resource apart from it, all of which count. */
  apart?: { kind: Kind<unknown>; path: string };
  /** @default every resource of the kind */
  audits?(resource: Resource<P>, graph: Graph): boolean;
}

const changesApplied = <P>({ settings, apart, audits = () => true, ...about }: ChangesApplied<P>): Policy =>
  policy<P>({
    ...about,
    description:
      "With `ignoreChanges`, what the program declares holds for a new resource only. One that exists keeps what somebody made of it, and every check of the program speaks of something else.",
    remediation: "Leave `ignoreChanges` out, or keep it to what decides nothing, such as `tags`.",
    controls: [partial("nist-800-53-r5/CM-6(1)"), supporting("nist-800-53-r5/AU-9"), supporting("soc2-2017/CC7.1")],
    pages: ["https://www.pulumi.com/docs/iac/concepts/resources/options/ignorechanges/"],
    check(resource, graph) {
      if (resource.record.external) return notApplicable("this stack only reads it");
      const parts = apart ? graph.into(resource, apart.kind, apart.path).known : [];
      const [path] = [
        ...ignored(resource, settings),
        ...parts.flatMap((part) => ignored(part, Object.keys(part.record.values))),
      ];
      const seen = evidence(resource, "ignoreChanges", resource.record.ignoreChanges ?? []);
      if (!path) return pass(seen);
      return audits(resource, graph)
        ? fail(`changes of ${path} are ignored`, seen)
        : notApplicable("it has nothing to do with auditing");
    },
  });

/** What the program declares is what holds, for whatever audits beside the trail and its archive. */
export default [
  changesApplied({
    id: "log-group-changes-applied",
    title: "Log groups keep events for as long as the program says",
    severity: "low",
    about: LogGroup,
    settings: ["retentionInDays", "kmsKeyId", "deletionProtectionEnabled"],
  }),
  changesApplied({
    id: "key-changes-applied",
    title: "Keys of logs have the policy that the program says",
    severity: "medium",
    about: Key,
    settings: ["policy", "isEnabled", "enabled", "enableKeyRotation"],
    apart: { kind: KeyPolicy, path: "keyId" },
    audits: (key, graph) =>
      [Trail, LogGroup].some((kind) => graph.into(key, kind as Kind<unknown>, "kmsKeyId").known.length > 0),
  }),
  changesApplied({
    id: "filter-changes-applied",
    title: "Metric filters on the trail look for what the program says",
    severity: "medium",
    about: MetricFilter,
    settings: ["pattern", "metricTransformation", "logGroupName"],
    audits: isAuditFilter,
  }),
  changesApplied({
    id: "alarm-changes-applied",
    title: "Alarms on the trail ring when the program says",
    severity: "medium",
    about: MetricAlarm,
    settings: [
      "actionsEnabled",
      "alarmActions",
      "comparisonOperator",
      "datapointsToAlarm",
      "dimensions",
      "evaluationPeriods",
      "metricName",
      "metricQueries",
      "namespace",
      "period",
      "statistic",
      "threshold",
      "treatMissingData",
    ],
    audits: isAuditAlarm,
  }),
  changesApplied({
    id: "event-rule-changes-applied",
    title: "Event rules on the trail look for what the program says",
    severity: "medium",
    about: EventRule,
    settings: ["eventPattern", "state", "isEnabled", "eventBusName"],
    audits: isAuditRule,
  }),
];
