import { createHash, hash } from "node:crypto";
import type { Verdict } from "../policies/evaluate";
import type { JudgedStack, Report } from "./report";
import { stackName } from "./summary";

/** What stays the same when a line moves, a value changes, or the finding is met in another stack of the project. */
export const identityOf = (stack: JudgedStack, { policy, urn }: Verdict): string =>
  JSON.stringify([policy, urn ? urn.split("::").slice(1).join("::") : stack.project]);

export const fingerprintOf = (stack: JudgedStack, verdict: Verdict): string =>
  hash("sha256", identityOf(stack, verdict));

/** The same of one finding in several stacks differs. */
export const keyOf = (stack: JudgedStack, verdict: Verdict): string =>
  hash("sha256", JSON.stringify([stackName(stack), identityOf(stack, verdict)]));

const NAMESPACE = Buffer.from("5f4b5a3e2c6f4d0e9a1b7c8d9e0f1a2b", "hex");

/** A version 5 UUID of what is named: the same words give the same UUID. */
export function uuidOf(...words: readonly string[]): string {
  const hex = createHash("sha1").update(NAMESPACE).update(JSON.stringify(words)).digest("hex");
  const variant = ((parseInt(hex[16], 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Names a run: the same stacks judged at the same time by the same command. */
export const runId = ({ judgedAt, command, stacks }: Report): string =>
  uuidOf("run", judgedAt, command.line, ...stacks.map(stackName));
