import { accountMutations as settings } from "./mutations/account";
import { archive } from "./mutations/archive";
import type { Breaks, Family } from "./mutations/breaks";
import { buckets } from "./mutations/buckets";
import { chainMutations } from "./mutations/chain";
import { copies } from "./mutations/copies";
import { onCisOnly } from "./mutations/cis-only";
import { functions } from "./mutations/functions";
import { logGroups } from "./mutations/log-groups";
import { dataEvents } from "./mutations/data-events";
import { detectionMutations } from "./mutations/detections";
import { detectors } from "./mutations/detectors";
import { monitoring } from "./mutations/monitoring";
import { options } from "./mutations/options";
import { outsiders } from "./mutations/outsiders";
import { services } from "./mutations/services";
import { servicesData } from "./mutations/services-data";
import { servicesPlatform } from "./mutations/services-platform";
import { topics } from "./mutations/topics";

/** Breaks of the account stack as its program makes it. */
export const accountMutations: Breaks = onCisOnly(
  merged([settings, archive, outsiders, options, detectionMutations, chainMutations]),
);

/** What the account stack has none of, by family. */
const unwatched: readonly Family[] = [
  logGroups,
  dataEvents,
  topics,
  buckets,
  detectors,
  functions,
  copies,
  services,
  servicesData,
  servicesPlatform,
];
const families: readonly Family[] = [...unwatched, monitoring(unwatched.flatMap((family) => family.healthy))];

/** Compliant resources that are put beside those of the account stack. */
export const healthy = families.flatMap((family) => family.healthy);

/** Every break, by the policy that must catch it. */
export const mutations: Breaks = merged([accountMutations, ...families.map((family) => family.mutations)]);

function merged(all: readonly Breaks[]): Breaks {
  const together: Breaks = {};
  for (const breaks of all)
    for (const [policy, edits] of Object.entries(breaks)) together[policy] = { ...together[policy], ...edits };
  return together;
}
