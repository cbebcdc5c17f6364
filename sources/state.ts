import { isRecord } from "../policies/graph/value";
import { accountInArns, defaultRegion, recordOf, type ResourceState } from "./resource-state";
import { SourceError, type Snapshot } from "./snapshot";
import { parseUrn, ROOT_STACK, type Urn } from "./urn";
import { decodeProperties } from "./wire";

/**
 * Reads what `pulumi stack export` prints, or a checkpoint file of a self-managed backend (`.pulumi/stacks/…`), in
 * versions 3 and 4. Secrets stay encrypted and are unknown to policies.
 */
export function readState(text: string, path: string): Snapshot {
  const document = parsed(text, path);
  if (!isState(document))
    throw new SourceError(
      `${path}: not a stack's state. Expected the output of \`pulumi stack export\` or a checkpoint file.`,
    );
  const states = resourcesOf(document, path);
  const named = firstUrn(states);
  const resources = states.map(recordOf).filter((record) => record !== undefined);
  return {
    project: named?.project ?? "",
    stack: named?.stack ?? "",
    origin: "state",
    path,
    region: defaultRegion(resources),
    account: accountInArns(resources),
    resources,
    outputs: decodeProperties(states.find(({ type }) => type === ROOT_STACK)?.outputs),
    assumptions: [],
    log: [],
  };
}

/**
 * The outputs of another stack, for programs that read them through a `StackReference`: from that stack's state, or from
 * what `pulumi stack output --json` prints.
 */
export function readStackOutputs(text: string, path: string): Record<string, unknown> {
  const document = parsed(text, path);
  if (isState(document))
    return decodeProperties(resourcesOf(document, path).find(({ type }) => type === ROOT_STACK)?.outputs);
  if (isRecord(document)) return document;
  throw new SourceError(`${path}: expected the outputs of a stack, one JSON object.`);
}

function firstUrn(states: readonly ResourceState[]): Urn | undefined {
  for (const { urn } of states) {
    const parts = typeof urn === "string" && parseUrn(urn);
    if (parts) return parts;
  }
  return undefined;
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SourceError(`${path}: not valid JSON (${(error as Error).message}).`);
  }
}

function isState(document: unknown): document is Record<string, unknown> {
  return isRecord(document) && (isRecord(document.deployment) || isRecord(document.checkpoint));
}

function resourcesOf({ version, deployment, checkpoint }: Record<string, unknown>, path: string): ResourceState[] {
  if (version !== undefined && version !== 3 && version !== 4)
    throw new SourceError(
      `${path}: state version ${String(version)} is not supported, only 3 and 4 are. A current Pulumi CLI upgrades older ones.`,
    );
  const state = deployment ?? (checkpoint as Record<string, unknown>).latest ?? {};
  const resources = isRecord(state) ? (state.resources ?? []) : undefined;
  if (!Array.isArray(resources)) throw new SourceError(`${path}: the state's \`resources\` are not a list.`);
  // Both are leftovers of an update: one is deleted, the other replaced, the next time that the stack is updated.
  return resources.filter((state) => isRecord(state) && state.delete !== true && state.pendingReplacement !== true);
}
