import { partitionOfRegion } from "../graph/aws-regions";
import type { Graph } from "../graph/graph";
import { oncePerAccount } from "../graph/once";
import type { Resource } from "../graph/resource";
import { UnknownValue } from "../graph/value";
import { ask } from "./ask";
import type { Hearing } from "./heard";
import { RuleReading, type Route } from "./read-rule";
import type { CloudTrailRecord } from "./records";
import eventRuleReachesSubscriber from "./event-rule-reaches-subscriber";
import { hearing } from "./rule-hearing";
import { looksForCloudTrailEvents } from "./rule-pattern";
import { handsOnOnly } from "./rule-targets";
import { rules, type IdleRule, type ReachedRule } from "./rules";
import { PatternSight, type Reading } from "./sight";
import type { Watch } from "./watch";

type Rule = ReachedRule["rule"];

/** The rules to which EventBridge brings events of a region, or those that only the region of the global services has. */
class RuleWatches {
  readonly #near = new Map<string, Watch[]>();
  readonly #idle = new Map<string, readonly IdleRule[]>();

  readonly #listening: readonly ReachedRule[];

  constructor(readonly graph: Graph) {
    this.#listening = rules(graph).reached.filter(({ rule }) => !handsOnOnly(rule, graph));
  }

  near(home: string): readonly Watch[] {
    let near = this.#near.get(home);
    if (!near) {
      const regions = new Set([home, globalRegion(home)]);
      near = this.#listening.flatMap(({ rule, pattern, routes }) => {
        const here = routes.filter(({ region }) => region !== undefined && regions.has(region));
        return here.length === 0 ? [] : [this.#watch(rule, pattern, here, home)];
      });
      this.#near.set(home, near);
    }
    return near;
  }

  /** Why the rules that are meant for such events see none of the region. */
  idle(home: string): readonly IdleRule[] {
    let idle = this.#idle.get(home);
    if (!idle) this.#idle.set(home, (idle = this.#findIdle(home)));
    return idle;
  }

  #findIdle(home: string): readonly IdleRule[] {
    const near = new Set(this.near(home).map(({ subject }) => subject));
    const away = this.#listening.filter(({ rule }) => !near.has(rule as Resource<unknown>));
    return [
      ...rules(this.graph).idle,
      ...away.map(({ rule, pattern, routes: [{ region }] }) => ({
        ...{ rule, pattern },
        why: `it gets the events of ${region}; the trail delivers in ${home}`,
      })),
    ].filter(({ pattern }) => looksForCloudTrailEvents(pattern));
  }

  #hearing(rule: Rule): Hearing {
    const heard = hearing(rule, this.graph);
    if (heard.status !== "unheard") return heard;
    const message = `${rule.name}: ${heard.message}`;
    return reports(rule, this.graph)
      ? { status: "reported", message: `${message} (${eventRuleReachesSubscriber.id})` }
      : { status: "unheard", message };
  }

  #watch(rule: Rule, pattern: string, routes: readonly Route[], home: string): Watch {
    return {
      subject: rule as Resource<unknown>,
      property: "eventPattern",
      sight: ruleSight(pattern, routes, { home, account: this.graph.facts.account }),
      hearing: () => this.#hearing(rule),
    };
  }
}

/** Whether the rule itself is a finding. */
export function reports(rule: Rule, graph: Graph): boolean {
  const answer = ask(eventRuleReachesSubscriber, rule, graph);
  return !(answer instanceof UnknownValue) && answer.status === "fail";
}

export const ruleWatches = oncePerAccount((graph) => new RuleWatches(graph));

/** Where IAM, Organizations and the like record their events. */
const globalRegion = (home: string): string => GLOBAL_REGIONS[partitionOfRegion(home)] ?? "us-east-1";

const GLOBAL_REGIONS: Partial<Record<string, string>> = { "aws-cn": "cn-north-1", "aws-us-gov": "us-gov-west-1" };

interface Place {
  home: string;
  account?: string;
}

const MOST_SIGHTS = 5000;
const sights = new Map<string, PatternSight>();

/** What a rule sees; each text is read once, as often as it is repeated. */
function ruleSight(pattern: string, routes: readonly Route[], place: Place): PatternSight {
  const key = JSON.stringify([pattern, routes, place]);
  let sight = sights.get(key);
  if (!sight) {
    if (sights.size >= MOST_SIGHTS) sights.clear();
    sights.set(key, (sight = new PatternSight(new LocalReading(new RuleReading(pattern, routes), place))));
  }
  return sight;
}

/** The judge's records come from no region or account in particular: here they come from the trail's. */
class LocalReading implements Reading {
  constructor(
    readonly of: RuleReading,
    readonly place: Place,
  ) {}

  get text(): string {
    return this.of.text;
  }
  get error(): Error | undefined {
    return this.of.error;
  }
  matches(record: CloudTrailRecord): boolean {
    return this.of.matches(this.#local(record));
  }
  because(record: CloudTrailRecord): ReturnType<Reading["because"]> {
    return this.of.because(this.#local(record));
  }

  #local(record: CloudTrailRecord): CloudTrailRecord {
    const { home, account = record.recipientAccountId } = this.place;
    const awsRegion = record.awsRegion === "us-east-1" ? globalRegion(home) : home;
    return { ...record, awsRegion, recipientAccountId: account };
  }
}
