import { isRecord } from "../policies/graph/value";
import { accountInArns, defaultRegion, recordOf, type ResourceState } from "./resource-state";
import { SourceError, type Snapshot } from "./snapshot";
import { parseUrn, ROOT_STACK } from "./urn";
import { decodeProperties } from "./wire";

/**
 * Reads what `pulumi stack export` prints, or a checkpoint file of a self-managed backend (`.pulumi/stacks/…`), in
 * versions 3 and 4. Secrets stay encrypted and are unknown to policies.
 */
export function readState(text: string, path: string): Snapshot {
  const states = deployment(text, path);
  const named = states.map(({ urn }) => (typeof urn === "string" ? parseUrn(urn) : undefined)).find((urn) => urn);
  const resources = states.flatMap((state) => recordOf(state) ?? []);
  return {
    project: named?.project ?? "",
    stack: named?.stack ?? "",
    origin: "state",
    path,
    region: defaultRegion(resources),
    account: accountInArns(resources),
    resources,
    assumptions: [],
    log: [],
  };
}

/** The outputs of the stack that a state file describes, for programs that read them through a `StackReference`. */
export function readStackOutputs(text: string, path: string): Record<string, unknown> {
  const root = deployment(text, path).find(({ type }) => type === ROOT_STACK);
  return decodeProperties(root?.outputs);
}

function isState(document: unknown): boolean {
  return isRecord(document) && (isRecord(document.deployment) || isRecord(document.checkpoint));
}

function deployment(text: string, path: string): ResourceState[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    throw new SourceError(`${path}: not valid JSON (${(error as Error).message}).`);
  }
  if (!isState(document))
    throw new SourceError(
      `${path}: not a stack's state. Expected the output of \`pulumi stack export\` or a checkpoint file.`,
    );
  const { version, deployment, checkpoint } = document as Record<string, unknown>;
  const state = deployment ?? (checkpoint as Record<string, unknown>).latest ?? {};
  if (version !== undefined && version !== 3 && version !== 4)
    throw new SourceError(
      `${path}: state version ${String(version)} is not supported, only 3 and 4. A newer Pulumi CLI upgrades it (pulumi stack export).`,
    );
  const resources = isRecord(state) ? (state.resources ?? []) : undefined;
  if (!Array.isArray(resources)) throw new SourceError(`${path}: the state's \`resources\` are not a list.`);
  // Both are leftovers of an update: one is deleted, the other replaced, the next time that the stack is updated.
  return resources.filter((state) => isRecord(state) && state.delete !== true && state.pendingReplacement !== true);
}
