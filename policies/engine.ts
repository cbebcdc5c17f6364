import { accountIn } from "./graph/account";
import { Graph } from "./graph/graph";
import type { ResourceRecord } from "./graph/resource";
import { isRecord, Secret, UNKNOWN } from "./graph/value";
import { allKinds } from "./kinds/all";

/** What the engine hands out, as the graph that a source would make of it. */

const decidedByAws = new Map(
  allKinds.flatMap(({ tokens, decidedByAws = [] }) => tokens.map((token) => [token, decidedByAws])),
);
const settledLater = new Map(
  allKinds.flatMap(({ tokens, settledLater = [] }) => tokens.map((token) => [token, settledLater])),
);
const firstToken = new Map(allKinds.flatMap(({ tokens }) => tokens.map((token) => [token, tokens[0]])));

/** The newest token of a type of resource. */
export const commonType = (type: string): string => firstToken.get(type) ?? type;

/** The root of every stack; it carries nothing to judge. */
const STACK = "pulumi:pulumi:Stack";

export function stackGraph(handedOut: readonly ResourceRecord[]): Graph {
  const records = handedOut.filter(({ type }) => type !== STACK).map(asProgrammed);
  const [stack = "", project = ""] = (handedOut[0]?.urn ?? "")
    .split("::")
    .map((part) => part.replace("urn:pulumi:", ""));
  return new Graph({ project, stack, account: accountIn(records) }, records);
}

/**
 * Of a stack the engine hands out what the provider will make of it: what the program left to AWS is not known yet there. A
 * property that came from another resource is named in the dependencies, even where that resource is not handed out. What
 * people do after the deployment is not done yet. One resource by itself comes as the program wrote it.
 */
function asProgrammed(record: ResourceRecord): ResourceRecord {
  const values = { ...record.values };
  for (const key of decidedByAws.get(record.type) ?? [])
    if (values[key] !== undefined && !record.propertyDependencies?.[key]) values[key] = withoutUnknowns(values[key]);
  for (const key of settledLater.get(record.type) ?? []) delete values[key];
  return { ...record, values };
}

function withoutUnknowns(value: unknown): unknown {
  if (value === UNKNOWN) return undefined;
  if (Array.isArray(value)) return value.filter((element) => element !== UNKNOWN).map(withoutUnknowns);
  if (value instanceof Secret) return new Secret(withoutUnknowns(value.value));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withoutUnknowns(field)]));
}
