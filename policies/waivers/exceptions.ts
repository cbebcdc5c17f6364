import { isRecord } from "../graph/value";
import { holds } from "./waive";
import type { WaiverOf } from "./waiver";

/**
 * Pulumi's own policy exceptions, as its REST API takes and lists them. The configuration of a local policy pack takes some as well; the
 * names of its fields could not be verified, so none is written.
 * https://www.pulumi.com/docs/reference/cloud-rest-api/schema/createpolicyexceptionrequest/
 */
export interface ExceptionRequest {
  policyPack: string;
  match: { policies: readonly string[]; targets: readonly string[] }[];
  reason: string;
  /** A whole number of hours, counted from when the exception is created. */
  expiresInSeconds: number;
}

const HOUR = 3600;
const MOST_NAMES = 100;
const MOST_LETTERS = 2048;

export interface Exported {
  requests: ExceptionRequest[];
  /** What was left out, and why. */
  left: string[];
}

/** @param now ISO 8601 */
export function asExceptions(waivers: readonly WaiverOf[], policyPack: string, now: string): Exported {
  const left: string[] = [];
  const requests = waivers.flatMap((waiver) => {
    const why = notAnException(waiver, now);
    if (why) {
      left.push(`${waiver.id}: ${why}`);
      return [];
    }
    const { id, reason, compensatingControl, owner, approver, approvedOn, ticket, policies, targets, expires } = waiver;
    const words = [
      `${id} (${ticket}): ${reason}`,
      ...(compensatingControl ? [`Compensating control: ${compensatingControl}`] : []),
      `Owner ${owner}, approved by ${approver} on ${approvedOn}.`,
    ].join(" ");
    const hours = Math.floor((endOf(expires) - Date.parse(now)) / 1000 / HOUR);
    return [
      {
        policyPack,
        match: [{ policies, targets }],
        reason: words.slice(0, MOST_LETTERS),
        expiresInSeconds: hours * HOUR,
      },
    ];
  });
  return { requests, left };
}

/** The end of its last day, UTC. */
const endOf = (day: string): number => Date.parse(day) + 24 * HOUR * 1000;

function notAnException(waiver: WaiverOf, now: string): string | undefined {
  const { targets, finding, policies, expires } = waiver;
  if (!holds(waiver, now.slice(0, 10))) return "does not hold today";
  if (endOf(expires) - Date.parse(now) < HOUR * 1000) return "holds for less than an hour, which is Pulumi's shortest";
  if (finding !== undefined) return "is about a single finding; Pulumi's cover whatever a policy says about a resource";
  if (targets.some((target) => target.includes("*"))) return "names resources by *; Pulumi's name each URN";
  if (targets.length > MOST_NAMES || policies.length > MOST_NAMES)
    return `names more than ${MOST_NAMES} policies or resources`;
  return undefined;
}

/** An exception of Pulumi as far as it goes towards a waiver; what nobody there had to say is `undefined`. */
export interface Imported {
  id: string;
  policies: string[];
  targets: string[];
  reason: string;
  owner?: string;
  approvedOn?: string;
  expiresOn?: string;
}

/**
 * Reads what `pulumi policy exception list --output json` prints, or the API's answer; nothing when it is neither. What was removed
 * is left out. https://www.pulumi.com/docs/reference/cloud-rest-api/schema/listpolicyexceptionsresponse/
 */
export function readExceptions(answer: unknown): Imported[] | undefined {
  const list = isRecord(answer) ? answer.exceptions : answer;
  if (!Array.isArray(list) || !list.every(isException)) return undefined;
  return list
    .filter(({ status }) => status !== "removed")
    .flatMap(({ id, reason, match, expiresAt, createdAt, createdBy }) =>
      match.map(({ policies, targets }, i) => ({
        id: match.length > 1 ? `${id}-${i + 1}` : id,
        ...{ policies, targets, reason },
        owner: createdBy?.githubLogin ?? createdBy?.name,
        approvedOn: createdAt?.slice(0, 10),
        expiresOn: expiresAt?.slice(0, 10),
      })),
    );
}

/** Whether the answer is a page of a longer list. */
export const goesOn = (answer: unknown): boolean => isRecord(answer) && Boolean(answer.continuationToken);

interface PulumiException {
  id: string;
  reason: string;
  status?: "active" | "removed";
  match: { policies: string[]; targets: string[] }[];
  expiresAt?: string | null;
  createdAt?: string;
  createdBy?: { name?: string; githubLogin?: string };
}

const isException = (entry: unknown): entry is PulumiException =>
  isRecord(entry) &&
  typeof entry.id === "string" &&
  typeof entry.reason === "string" &&
  Array.isArray(entry.match) &&
  entry.match.every((each) => isRecord(each) && Array.isArray(each.policies) && Array.isArray(each.targets));
