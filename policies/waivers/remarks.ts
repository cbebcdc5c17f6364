import type { Verdict } from "../evaluate";
import { didYouMean } from "../nearest";
import { covers, daysBetween, stackUrn, type WaiverOf } from "./waiver";
import { coversFailure, coversSubject, holds, type StackName } from "./waive";

/** A stack as it was judged, before any waiver. */
export interface JudgedBefore extends StackName {
  verdicts: readonly Verdict[];
  /** Of every resource that was read. */
  urns: readonly string[];
}

export interface Remark {
  waiver: string;
  /** `ending`: soon; `idle`: it covers nothing, or names what is not there. */
  about: "ended" | "ending" | "idle";
  text: string;
}

/** Days before its end from which a waiver is spoken of. */
const SOON = 30;

/**
 * What the owners of the waivers should look at.
 * @param known ids of all policies
 * @param judged ids of those that were judged in this run
 */
export function remarksOn(
  waivers: readonly WaiverOf[],
  stacks: readonly JudgedBefore[],
  { known, judged }: { known: readonly string[]; judged: readonly string[] },
  today: string,
): Remark[] {
  return waivers.flatMap((waiver, i) => {
    const say = (about: Remark["about"], text: string): Remark => ({
      waiver: waiver.id,
      about,
      text: `${waiver.id} ${text}`,
    });
    const strange = waiver.policies
      .filter((policy) => !known.includes(policy))
      .map((policy) => say("idle", `names ${policy}, which is no policy${didYouMean(policy, known)}`));
    const same = waivers.slice(0, i).find((other) => coverTheSame(other, waiver, today));
    return [
      ...strange,
      ...(same ? [say("idle", `covers what ${same.id} covers already`)] : []),
      ...usedFor(waiver, stacks, judged).map((text) => say("idle", text)),
      ...ageOf(waiver, today, say),
    ];
  });
}

/** One that ended may have been approved anew; only two that hold together say the same twice. */
const coverTheSame = (one: WaiverOf, other: WaiverOf, today: string): boolean =>
  holds(one, today) &&
  holds(other, today) &&
  (one.finding === undefined || one.finding === other.finding) &&
  other.policies.every((policy) => one.policies.includes(policy)) &&
  other.targets.every((target) => one.targets.some((known) => covers(known, target)));

function ageOf(waiver: WaiverOf, today: string, say: (about: Remark["about"], text: string) => Remark): Remark[] {
  const { expires, approvedOn, owner } = waiver;
  if (approvedOn > today)
    return [say("idle", `is approved on ${approvedOn}, which is still to come; until then it covers nothing`)];
  if (!holds(waiver, today))
    return [say("ended", `expired on ${expires}; ${owner} mends what it covered or has it approved anew`)];
  const days = daysBetween(today, expires);
  if (days > SOON) return [];
  const when = days === 0 ? "today" : days === 1 ? "tomorrow" : `in ${days} days`;
  return [say("ending", `expires ${when}, on ${expires}${days <= 7 ? "; after that what it covers fails" : ""}`)];
}

/** Why the waiver covers less than it names; nothing is said of stacks and policies that were not judged. */
function usedFor(waiver: WaiverOf, stacks: readonly JudgedBefore[], judged: readonly string[]): string[] {
  if (!waiver.policies.some((policy) => judged.includes(policy))) return [];
  return waiver.targets.flatMap((target) => {
    const stack = stacks.find(({ stack, project }) => target.startsWith(`urn:pulumi:${stack}::${project}::`));
    if (!stack) return [];
    if (![stackUrn(stack), ...stack.urns].some((urn) => covers(target, urn)))
      return [`names ${target}, which ${stack.project}/${stack.stack} has not`];
    const only = { ...waiver, targets: [target] };
    const failures = stack.verdicts.filter(
      (verdict) => verdict.status === "fail" && coversSubject(only, verdict, stack),
    );
    if (failures.length === 0) return [`covers nothing at ${target}: no policy that it names fails there`];
    if (failures.some((verdict) => coversFailure(only, verdict, stack))) return [];
    return [`no longer covers ${target}: what fails there now is “${failures[0].message}”`];
  });
}
