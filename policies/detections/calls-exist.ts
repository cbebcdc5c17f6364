import { partial, supporting } from "../frameworks/controls";
import { looksForCloudTrail } from "../filters/cloudtrail-pattern";
import { readFilter } from "../filters/read-filter";
import { EventRule, MetricFilter } from "../kinds/cloudwatch";
import type { Branch } from "../patterns/event/ast";
import { exactText } from "../patterns/filter/comparison";
import { clausesOf } from "../patterns/filter/expression";
import { namePath } from "../patterns/filter/selector";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { slipOf, slipOfAny } from "./call-names";
import { readRule } from "./read-rule";

const about = {
  severity: "medium",
  description:
    "A call that is misspelt never comes, and nobody is told: of five names the other four ring, and the fifth looks quiet for ever.",
  controls: [partial("nist-800-53-r5/SI-4(12)"), supporting("pci-dss-4.0.1/10.4.1.1")],
  pages: ["https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html"],
} as const;

const serviceOf = (eventSource: string): string => eventSource.replace(/\.amazonaws\.com(\.cn)?$/, "");

interface Names {
  calls: readonly string[];
  /** None: a call of this name may be of any service. */
  services: readonly string[];
}

const misspelt = ({ calls, services }: Names): string | undefined => {
  for (const call of calls) {
    const meant = services.length > 0 ? slipOf(call, services) : slipOfAny(call);
    const who = services.length > 0 ? `${services.join(" and ")} has` : "AWS has";
    if (meant) return `${who} no call ${call}; ${meant} is near`;
  }
  return undefined;
};

/** The names in a filter pattern, whichever way its clauses are joined. */
function namesInFilter(text: string): Names | undefined {
  const { pattern } = readFilter(text);
  if (pattern?.kind !== "json" || !looksForCloudTrail(text)) return undefined;
  const clauses = clausesOf(pattern.expression);
  const about = (path: string) => clauses.filter(({ selector }) => namePath(selector) === path);
  const texts = (path: string) =>
    about(path).flatMap((clause) =>
      clause.type === "comparison" && clause.operator === "=" ? (exactText(clause.value) ?? []) : [],
    );
  const sources = texts("eventSource");
  // A source with a star in it, or all but one, may be any.
  if (sources.length < about("eventSource").length) return undefined;
  return { calls: texts("eventName"), services: sources.map(serviceOf) };
}

/** The names in one way to match; `undefined` where they may be those of events that are no calls. */
function namesIn(branch: Branch): Names | undefined {
  const texts = (path: string) =>
    (branch.get(path) ?? []).map((matcher) => (matcher.op === "equals" ? String(matcher.value) : undefined));
  const of = branch.has("detail.eventSource") ? texts("detail.eventSource") : texts("source");
  const services = of.flatMap((text) => (text === undefined ? [] : serviceOf(text.replace(/^aws\./, ""))));
  const calls = texts("detail.eventName").flatMap((call) => call ?? []);
  const types = texts("detail-type");
  const isRecorded = types.length > 0 && types.every((type) => type?.endsWith(" via CloudTrail"));
  if (calls.length === 0 || services.length < of.length || (of.length === 0 && !isRecorded)) return undefined;
  return { calls, services };
}

/** Calls that are looked for are calls that there are. */
export default [
  policy({
    ...about,
    id: "filter-calls-exist",
    title: "Metric filters name calls that exist",
    remediation: "Write the call in the `pattern` as CloudTrail does, in its upper and lower case.",
    about: MetricFilter,
    check(filter) {
      const names = namesInFilter(filter.props.pattern ?? "");
      if (!names || names.calls.length === 0) return notApplicable("it names no calls that it looks for");
      const slip = misspelt(names);
      return slip ? fail(slip, evidence(filter, "pattern")) : pass(evidence(filter, "pattern"));
    },
  }),
  policy({
    ...about,
    id: "event-rule-calls-exist",
    title: "Event rules name calls that exist",
    remediation: "Write the call in `detail.eventName` of the `eventPattern` as CloudTrail does.",
    about: EventRule,
    check(rule) {
      const text = rule.props.eventPattern;
      if (text === undefined || text === "") return notApplicable("it runs by a schedule");
      const branches = (readRule(text).parsed?.branches ?? []).flatMap((branch) => namesIn(branch) ?? []);
      if (branches.length === 0) return notApplicable("it names no calls that it looks for");
      const slip = branches.map(misspelt).find(Boolean);
      return slip ? fail(slip, evidence(rule, "eventPattern")) : pass(evidence(rule, "eventPattern"));
    },
  }),
];
