import { Found } from "../graph/found";
import type { Graph } from "../graph/graph";
import type { Estate } from "../graph/estate";
import { Multimap } from "../graph/multimap";
import type { Resource } from "../graph/resource";
import { attempt, UnknownValue } from "../graph/value";
import { Trail, type TrailProps } from "../kinds/cloudtrail";

/** The trails of an estate that record, by what they record: every account of the organization, or their own. */
interface Coverage {
  organization: readonly Resource<TrailProps>[];
  byAccount: Multimap<string, Resource<TrailProps>>;
  /** A trail of which nobody knows whose account it records. */
  uncertain?: Resource<TrailProps>;
}

const coverages = new WeakMap<Estate, Coverage>();

/**
 * The trails of other stacks that record what happens to this one: those of the organization, and those of the same account.
 * A trail of one region covers stacks of that region only.
 */
export function coveringTrails(graph: Graph): Found<Resource<TrailProps>> {
  const { estate, facts } = graph;
  if (!estate) return new Found([]);
  let coverage = coverages.get(estate);
  if (!coverage) coverages.set(estate, (coverage = coverageOf(estate)));
  const account = facts.accountIsAssumed ? undefined : facts.account;
  const own = account ? coverage.byAccount.get(account) : [];
  const reaching = [...coverage.organization, ...own].filter(
    (trail) => graph.otherStack(trail.urn) && reaches(trail, graph),
  );
  const uncertain = account ? coverage.uncertain : (coverage.byAccount.values[0] ?? coverage.uncertain);
  const open =
    uncertain && graph.otherStack(uncertain.urn)
      ? new UnknownValue(
          `whether trail ${uncertain.name} of stack ${graph.otherStack(uncertain.urn)} records this account`,
          "not known: the account of one of the two is not",
        )
      : undefined;
  return new Found(reaching, [], open);
}

function coverageOf({ graphs }: Estate): Coverage {
  const organization: Resource<TrailProps>[] = [];
  const byAccount = new Multimap<string, Resource<TrailProps>>();
  let uncertain: Resource<TrailProps> | undefined;
  for (const graph of graphs)
    for (const trail of graph.all(Trail)) {
      if (attempt(() => trail.props.enableLogging ?? true) !== true) continue;
      const account = graph.facts.accountIsAssumed ? undefined : graph.account(trail);
      if (attempt(() => trail.props.isOrganizationTrail) === true) organization.push(trail);
      else if (account) byAccount.add(account, trail);
      else uncertain ??= trail;
    }
  return { organization, byAccount, uncertain };
}

function reaches(trail: Resource<TrailProps>, graph: Graph): boolean {
  const [home, here] = [attempt(() => graph.region(trail)), graph.facts.region];
  if (attempt(() => trail.props.isMultiRegionTrail) !== true) return here !== undefined && home === here;
  // No trail reaches from one partition of AWS into another.
  return typeof home !== "string" || here === undefined || partition(home) === partition(here);
}

const partition = (region: string): string => /^(cn|us-gov|us-iso\w*|eu-isoe|eusc)-/.exec(region)?.[1] ?? "aws";
