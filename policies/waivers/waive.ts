import type { Verdict, Waiver } from "../evaluate";
import { covers, stackUrn, type WaiverOf } from "./waiver";

/** The stack that was judged, as its URNs name it. */
export interface StackName {
  project: string;
  stack: string;
}

/**
 * The verdicts as the waivers leave them: a failure that one covers is `waived`, keeps its message and names the waiver; one that
 * a waiver covered until it ended fails again, in so many words. Nothing else is changed, what is unknown stays unknown.
 * @param today `2026-11-02`
 */
export function waive<V extends Verdict>(
  verdicts: readonly V[],
  waivers: readonly WaiverOf[],
  stack: StackName,
  today: string,
): V[] {
  if (waivers.length === 0) return [...verdicts];
  return verdicts.map((verdict) => {
    if (verdict.status !== "fail") return verdict;
    const found = waivers.filter((waiver) => coversFailure(waiver, verdict, stack));
    const holding = found.find((waiver) => holds(waiver, today));
    if (holding) return { ...verdict, status: "waived", waiver: withoutTargets(holding) };
    const ended = found.filter(({ expires }) => expires < today).sort((a, b) => (a.expires < b.expires ? 1 : -1))[0];
    if (!ended) return verdict;
    const message = `${verdict.message}; waiver ${ended.id} expired on ${ended.expires}`;
    return { ...verdict, message, waiver: withoutTargets(ended) };
  });
}

export const holds = ({ approvedOn, expires }: Waiver, today: string): boolean =>
  approvedOn <= today && today <= expires;

/** Whether the waiver is about this failure, at whatever time. */
export const coversFailure = (waiver: WaiverOf, verdict: Verdict, stack: StackName): boolean =>
  coversSubject(waiver, verdict, stack) && (waiver.finding === undefined || waiver.finding === verdict.message);

export const coversSubject = ({ policies, targets }: WaiverOf, { policy, urn }: Verdict, stack: StackName): boolean =>
  policies.includes(policy) && targets.some((target) => covers(target, urn ?? stackUrn(stack)));

const withoutTargets = ({ policies: _, targets: __, finding: ___, ...waiver }: WaiverOf): Waiver => waiver;
