import filterPatternValid from "../filters/filter-pattern-valid";
import trailFiltersOnOwnGroup from "../filters/trail-filters-on-own-group";
import type { Graph } from "../graph/graph";
import { oncePerAccount } from "../graph/once";
import type { Resource } from "../graph/resource";
import { UnknownValue } from "../graph/value";
import { Trail, type TrailProps } from "../kinds/cloudtrail";
import { coveringTrails } from "../trail/coverage";
import { LogGroup, type LogGroupProps } from "../kinds/cloudwatch";
import { broken, evidence, link, notApplicable, pass, policy, unknown, type Answer, type Policy } from "../policy";
import { ask } from "./ask";
import eventPatternValid from "./event-pattern-valid";
import eventRuleReachesSubscriber from "./event-rule-reaches-subscriber";
import type { Hearing } from "./heard";
import { isMeantFor, type Monitored } from "./monitored";
import { shownRecord, type CloudTrailRecord } from "./records";
import { reports, ruleWatches } from "./rule-watch";
import { DISABLED, rules } from "./rules";
import type { PatternSight } from "./sight";
import { watches, type Watch } from "./watch";

/**
 * The policy that somebody hears of these events: whole chains from the trail's own log group to a subscriber see all of
 * them between them, and none of what only looks like them. A link that another policy reports is left to that one.
 */
export function alarmOn(monitored: Monitored): Policy {
  const { id, title, severity, description, events, controls } = monitored;
  return policy({
    id,
    title,
    severity,
    description,
    remediation: `Give the trail's log group a \`LogMetricFilter\` that matches ${events}, and an alarm on its metric. \`TrailDetections\` makes both.`,
    controls,
    pages: ["https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html"],
    about: Trail,
    holds: "some",
    elsewhere: coveringTrails,
    check(trail, graph) {
      const groups = graph.follow(trail, "cloudWatchLogsGroupArn", LogGroup);
      const [group] = groups.known;
      if (!group && groups.elsewhere.length === 0 && groups.isEmpty)
        return notApplicable("it delivers to no log group");
      const answer = group && judge(monitored, trail, group, graph);
      if (answer && (answer.status === "pass" || !group.record.external)) return answer;
      const name = group?.name ?? groups.elsewhere[0];
      return unknown(`log group ${name} is not part of this stack; nobody here knows what watches it`);
    },
  });
}

function judge(
  monitored: Monitored,
  trail: Resource<TrailProps>,
  group: Resource<LogGroupProps>,
  graph: Graph,
): Answer {
  const on = watchersOf(trail, group, graph);
  const unseen = monitored.rings.find((record) => !on.some(({ sight }) => sees(sight, record, monitored)));
  if (unseen) return unwatched(unseen, monitored, on, trail, group, graph);
  const seeing = monitored.rings.map((record) => on.filter(({ sight }) => sees(sight, record, monitored)));
  const used = new Map(seeing.map(bestChain).map((chain) => [chain.watch, chain]));
  const heard = [...used.values()];
  const weakest = (status: Hearing["status"]) => heard.find((chain) => chain.hearing.status === status);
  const gap = weakest("unheard") ?? weakest("unknown") ?? weakest("reported");
  if (!gap)
    return pass(
      ...heard.flatMap(({ watch, hearing }) => [
        evidence(watch.subject, watch.property),
        ...(hearing.status === "heard" ? hearing.evidence : []),
      ]),
    );
  const message = gap.hearing.status === "heard" ? "" : gap.hearing.message;
  if (gap.hearing.status === "reported") return notApplicable(`${gap.watch.subject.name} sees them, but ${message}`);
  if (gap.hearing.status === "unknown") return unknown(message);
  const chain = [trail, group, gap.watch.subject].map((each) => link(each as Resource<unknown>));
  return broken(chain, `nobody hears of them: ${message}`, evidence(gap.watch.subject, gap.watch.property));
}

/** What looks at the events of the trail: filters on its group, and rules where EventBridge hands the same events out. */
function watchersOf(trail: Resource<TrailProps>, group: Resource<LogGroupProps>, graph: Graph): readonly Watch[] {
  const filters = watches(graph).on(group);
  const near = ruleWatches(graph).near(graph.place(trail));
  return near.length > 0 ? [...filters, ...near] : filters;
}

interface Chain {
  watch: Watch;
  hearing: Hearing;
}

function sees(sight: PatternSight, record: CloudTrailRecord, monitored: Monitored): boolean {
  const { missed, stray } = sight.of(monitored);
  return !stray && !missed.includes(record);
}

function bestChain(filters: readonly Watch[]): Chain {
  const chains = filters.map((watch) => ({ watch, hearing: watch.hearing() }));
  return chains.reduce((best, chain) => (WORTH[chain.hearing.status] > WORTH[best.hearing.status] ? chain : best));
}

const WORTH = { heard: 3, unknown: 2, reported: 1, unheard: 0 };

/** No filter on the group sees the record as it should: which one was meant to, and why it does not. */
function unwatched(
  record: CloudTrailRecord,
  monitored: Monitored,
  on: readonly Watch[],
  trail: Resource<TrailProps>,
  group: Resource<LogGroupProps>,
  graph: Graph,
): Answer {
  const reported = reportedElsewhere(record, monitored, on, graph);
  if (reported) return notApplicable(reported);
  const open = watches(graph).openOn(group) ?? rules(graph).open;
  if (open) throw open;
  const chain = [link(trail as Resource<unknown>), link(group as Resource<unknown>)];
  const meant = nearest(monitored, on);
  if (!meant) {
    const idle = ruleWatches(graph)
      .idle(graph.place(trail))
      .find(({ pattern }) => isMeantFor(monitored, pattern));
    if (!idle) return broken(chain, `no filter on ${group.name} matches ${monitored.events}`);
    const { rule, why } = idle;
    if (why === DISABLED && reports(rule, graph))
      return notApplicable(`${rule.name} is meant for them, but ${why} (${eventRuleReachesSubscriber.id})`);
    return broken(chain, `${rule.name} is meant for them, but ${why}`, evidence(rule, "eventPattern"));
  }
  return broken(
    [...chain, link(meant.subject)],
    whyNot(record, monitored, meant),
    evidence(meant.subject, meant.property),
  );
}

function reportedElsewhere(
  record: CloudTrailRecord,
  monitored: Monitored,
  on: readonly Watch[],
  graph: Graph,
): string | undefined {
  const invalid = on.find(({ sight }) => sight.reading.error && sight.isMeantFor(monitored));
  const { id } = invalid?.property === "pattern" ? filterPatternValid : eventPatternValid;
  if (invalid) return `${invalid.subject.name} is meant for them and cannot be read (${id})`;
  const astray = strays(graph).find(({ sight }) => sees(sight, record, monitored));
  return astray && `${astray.subject.name} sees them, but on another group (${trailFiltersOnOwnGroup.id})`;
}

/** The filters on groups to which no trail delivers, as far as trail-filters-on-own-group reports them. */
const strays = oncePerAccount((graph) =>
  watches(graph).all.filter(({ subject }) => {
    const answer = ask(trailFiltersOnOwnGroup, subject, graph);
    return !(answer instanceof UnknownValue) && answer.status === "fail";
  }),
);

/** Of the filters that name the events the one that sees most of them, else the one that sees more than half. */
function nearest(monitored: Monitored, on: readonly Watch[]): Watch | undefined {
  let best: Watch | undefined;
  let most = 0;
  for (const watch of on) {
    const { missed } = watch.sight.of(monitored);
    const named = watch.sight.isMeantFor(monitored) ? 1 : 0;
    // Many a filter sees one of the events by chance, as one for the root user does; one that names them is meant.
    const isMeant = named > 0 || (!watch.sight.floods && missed.length * 2 < monitored.rings.length);
    const worth = monitored.rings.length * (1 + named) - missed.length + named;
    if (!isMeant || worth <= 0 || worth < most) continue;
    // The engine hands resources out in no order of its own, and two filters may see the same: the name decides.
    if (best && worth === most && watch.subject.name >= best.subject.name) continue;
    best = watch;
    most = worth;
  }
  return best;
}

function whyNot(record: CloudTrailRecord, monitored: Monitored, { subject, sight }: Watch): string {
  const { missed, stray } = sight.of(monitored);
  if (stray && !missed.includes(record)) return `${subject.name} also matches ${shownRecord(stray)}`;
  const why = sight.whyNot(record);
  return `${subject.name} does not match ${shownRecord(record)}${why && `: ${why}`}`;
}
