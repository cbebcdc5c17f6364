import type { Graph } from "../policies/graph/graph";
import { Account, type Line, type Unpriced } from "./account";
import { billAlarms } from "./alarms";
import { billArchives } from "./archive";
import { billConfig, billForwards, billKeys, billMessages } from "./delivery";
import { billLogs } from "./logs";
import { billCanaries, leaveOutVolumes } from "./watchers";
import { sum, type Range } from "./range";
import { placeAssumptions } from "./regions";
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
  /** What the prices are of, where it is known. */
  readonly regions: readonly string[];
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
  billCanaries(account);
  leaveOutVolumes(account);
  return {
    account: id,
    stacks: graphs.map(({ facts }) => `${facts.project}/${facts.stack}`),
    lines: account.lines,
    total: sum(account.lines),
    unpriced: account.unpriced,
    regions: account.regions,
    assumptions: [...placeAssumptions(account.regions), ...sharedAccount(graphs), ...account.assumptions, ALWAYS],
  };
}

const ALWAYS =
  "list prices without tax, support and discounts; the low end has the free tiers to itself, at the high end others have used them up";

const sharedAccount = (graphs: readonly Graph[]): string[] =>
  graphs.length > 1 && graphs.some(({ facts }) => facts.accountIsAssumed)
    ? ["the stacks share one account, since none of them says which it is deployed to"]
    : [];
