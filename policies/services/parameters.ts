import type { Graph } from "../graph/graph";
import type { Kind, Resource } from "../graph/resource";
import type { ParameterGroupProps } from "../kinds/rds";

/** What a database is told by its parameter group; `undefined` where the default of the engine holds. */
export type Parameters = (name: string) => string | undefined;

const OF_THE_ENGINE: Parameters = () => undefined;

/**
 * The parameters of the group that the property names. The groups of AWS, named `default.` and the family, have the defaults; a
 * group that is not in the stack leaves the question open.
 */
export function parametersOf(
  subject: Resource<unknown>,
  property: string,
  kind: Kind<ParameterGroupProps>,
  graph: Graph,
): Parameters {
  const groups = graph.follow(subject, property, kind);
  const named = groups.elsewhere.find((name) => !name.startsWith("default."));
  if (named !== undefined) subject.undecided(`told by parameter group ${named}, which is not in this stack`);
  const group = groups.first;
  if (!group) return OF_THE_ENGINE;
  return (name) => group.props.parameters?.find((parameter) => parameter.name === name)?.value;
}
