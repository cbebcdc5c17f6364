import type { Graph } from "../policies/graph/graph";
import { Account, type Line, type Unpriced } from "./account";
import { billAlarms } from "./alarms";
import { billArchives } from "./archive";
import { billConfig, billForwards, billKeys, billMessages, leaveOutDetectors } from "./delivery";
import { billLogs } from "./logs";
import { PRICED_REGION } from "./prices";
import { sum, type Range } from "./range";
import { billTrails } from "./trails";
import type { Usage } from "./usage";

export type { Line, Unpriced } from "./account";
export type { Usage } from "./usage";

/** What audit logging and monitoring cost in a month, as far as a template shows it. */
export interface Estimate {
  readonly account: string;
  readonly stacks: readonly string[];
  readonly lines: readonly Line[];
  readonly total: Range;
  readonly unpriced: readonly Unpriced[];
  readonly assumptions: readonly string[];
}

/** One estimate for each account: free tiers and the free copy of events are counted per account. */
export function estimate(graphs: readonly Graph[], usage: Usage = {}): Estimate[] {
  const accounts = new Map<string, Graph[]>();
  for (const graph of graphs) {
    const account = graph.facts.account ?? "unknown account";
    accounts.set(account, [...(accounts.get(account) ?? []), graph]);
  }
  return [...accounts].map(([account, own]) => estimateOf(account, own, usage));
}

function estimateOf(id: string, graphs: Graph[], usage: Usage): Estimate {
  const account = new Account(graphs, usage);
  billTrails(account);
  billAlarms(account);
  billLogs(account);
  billArchives(account);
  billKeys(account);
  billMessages(account);
  billForwards(account);
  billConfig(account);
  leaveOutDetectors(account);
  return {
    account: id,
    stacks: graphs.map(({ facts }) => `${facts.project}/${facts.stack}`),
    lines: account.lines,
    total: sum(account.lines),
    unpriced: account.unpriced,
    assumptions: [...placeOf(graphs), ...account.assumptions, ALWAYS],
  };
}

const ALWAYS =
  "list prices without tax, support and discounts; the low end has the free tiers to itself, at the high end others have used them up";

function placeOf(graphs: readonly Graph[]): string[] {
  const elsewhere = [...new Set(graphs.flatMap(({ facts }) => facts.region ?? []))].filter(
    (region) => region !== PRICED_REGION,
  );
  const assumed = graphs.length > 1 && graphs.some(({ facts }) => facts.accountIsAssumed);
  return [
    elsewhere.length > 0
      ? `prices are those of ${PRICED_REGION}; ${elsewhere.join(", ")} has others`
      : `prices are those of ${PRICED_REGION}`,
    ...(assumed ? ["the stacks share one account, since none of them says which it is deployed to"] : []),
  ];
}
