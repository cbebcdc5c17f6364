import { getStack, interpolate, type Output } from "@pulumi/pulumi";
import type { Location } from "./location";
import { type Problem, problem } from "./problems";

/**
 * The name in AWS of what is called `name` in the program: `audit` in stack `prod` is `audit-prod`. Without a random
 * suffix, because policies have to name a trail before it exists; with the stack, because a second alarm of the same
 * name silently replaces the first.
 */
export const physicalName = (name: string): string => namePrefix(`${name}-${getStack()}`);

/** What the physical names of everything below `name` begin with. */
export const namePrefix = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");

/** Bucket names are taken world-wide, so account and region go into them. */
export const regionalName = (at: Location, name: string): Output<string> =>
  interpolate`${physicalName(name)}-${at.accountId}-${at.region}`;

/** Room that account, region and the hyphens before them leave in the 63 characters of a bucket name. */
export const OWN_NAME_LENGTH = 63 - "-123456789012-ap-southeast-1".length;

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html
export const trailNameProblems = (setting: string, name: string): Problem[] =>
  problem(
    !/^[A-Za-z0-9]([._-]?[A-Za-z0-9])+$/.test(name) || name.length < 3 || name.length > 128,
    setting,
    `"${name}" is not a trail name; expected 3 to 128 letters, digits and single . _ - between them`,
  );

export const trailNamesProblems = (names: readonly string[]): Problem[] => [
  ...problem(names.length === 0, "trailNames", "names no trail; the policy would let nobody deliver"),
  ...names.flatMap((name) => trailNameProblems("trailNames", name)),
];

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
export const bucketNameProblems = (setting: string, name: string): Problem[] =>
  problem(
    !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name),
    setting,
    `"${name}" is not a bucket name; expected 3 to 63 lower-case letters, digits, dots and hyphens`,
  );

export const logGroupNameProblems = (setting: string, name: string): Problem[] =>
  problem(
    !/^[\w.\-/#]{1,512}$/.test(name),
    setting,
    `"${name}" is not a log group name; expected up to 512 letters, digits and . _ - / #`,
  );

/** The candidate that shares most pairs of letters with what was given. */
export function nearest(given: string, candidates: readonly string[]): string {
  const pairs = (text: string) => {
    const letters = [...text.toLowerCase()];
    return new Set(letters.map((letter, index) => letter + (letters[index + 1] ?? "")));
  };
  const asked = pairs(given);
  const likeness = (candidate: string) => {
    const own = pairs(candidate);
    return (2 * [...own].filter((pair) => asked.has(pair)).length) / (own.size + asked.size);
  };
  return candidates.reduce((best, candidate) => (likeness(candidate) > likeness(best) ? candidate : best));
}
