import { supporting } from "../frameworks/controls";
import { Found } from "../graph/found";
import type { Graph } from "../graph/graph";
import { once } from "../graph/once";
import type { Resource } from "../graph/resource";
import { attempt, Unknown, UnknownValue } from "../graph/value";
import { LogGroup, type LogGroupProps } from "../kinds/cloudwatch";
import { evidence, fail, notApplicable, pass, policy, type Policy, type StackPolicy } from "../policy";

/**
 * Services make a log group the first time that they write, without retention and without a key, unless the program declares one
 * of that name before. The group itself is judged by the policies about log groups.
 */
interface OwnGroup<P> extends Pick<StackPolicy<P, Record<never, never>>, "id" | "title" | "pages" | "about"> {
  /** Who makes the group, in a message. */
  maker: string;
  remediation: string;
  /** Why the service writes to no group of its own. */
  exempt?(subject: Resource<P>, graph: Graph): string | undefined;
  /** The property that names another group, where the service can be told one. */
  chosen?: string;
  /** The resource whose name or id the names of the groups are made of. @default the subject */
  named?(subject: Resource<P>, graph: Graph): Resource<unknown> | undefined;
  /** Names of the groups; `undefined` where Pulumi makes up the name that they are made of. Throws while it is not known. */
  groups(props: P): readonly string[] | undefined;
}

export function ownGroupPolicy<P>(row: OwnGroup<P>): Policy {
  const { maker, exempt, chosen, named, groups, ...texts } = row;
  return policy<P>({
    ...texts,
    severity: "low",
    description:
      "A group that the service makes by itself keeps its events for ever, and nobody decides who may read them or with which key they are encrypted.",
    controls: [supporting("nist-800-53-r5/AU-11"), supporting("aws-security-hub/CloudWatch.16")],
    check(subject, graph) {
      const reason = exempt?.(subject, graph);
      if (reason) return notApplicable(reason);
      const other = chosen ? graph.follow(subject as Resource<unknown>, chosen, LogGroup) : new Found([]);
      if (other.elsewhere.length > 0) return notApplicable(`group ${other.elsewhere[0]} is not made by this stack`);
      if (other.first) return pass(evidence(other.first, "retentionInDays"));
      const owner = named?.(subject, graph) ?? (subject as Resource<unknown>);
      const names = attempt(() => groups(subject.props));
      const expected = names instanceof UnknownValue ? [undefined] : (names ?? [undefined]);
      const found = expected.map((name) => ({ name, group: declared(name, owner, graph).first }));
      if (subject.record.external) return notApplicable("this stack only reads it");
      const missing = found.filter(({ group }) => !group).map(({ name }) => name ?? "of its name");
      return missing.length > 0
        ? fail(`no log group ${missing.join(", ")} is declared, and ${maker} makes one without retention`)
        : pass(...found.flatMap(({ group }) => (group ? evidence(group, "retentionInDays") : [])));
    },
  });
}

/** The groups of the account by name, and those of the stack whose names are not known yet. */
const groupsOf = once((graph: Graph) => {
  const byName = new Map<string, Resource<LogGroupProps>>();
  const unnamed: Resource<LogGroupProps>[] = [];
  for (const group of graph.nearby(LogGroup)) {
    const { name } = group.record.values;
    if (typeof name === "string") byName.set(name, group);
    else if (name instanceof Unknown && !graph.otherStack(group.urn)) unnamed.push(group);
  }
  return { byName, unnamed };
});

/** A name that is not known yet, but comes from the owner's, is that of its group. */
function declared(name: string | undefined, owner: Resource<unknown>, graph: Graph): Found<Resource<LogGroupProps>> {
  const { byName, unnamed } = groupsOf(graph);
  const known = name === undefined ? undefined : byName.get(name);
  if (known) return new Found([known]);
  return new Found(unnamed).filter((group) => {
    const sources = group.record.propertyDependencies?.name ?? [];
    if (sources.includes(owner.urn)) return true;
    const from = sources.map((urn) => graph.get(urn));
    return from.length > 0 && from.every((source) => source?.type.startsWith("aws:"))
      ? false
      : group.props.name === name;
  });
}
