import { accountMutations as chain } from "./mutations/account";
import type { Breaks, Family } from "./mutations/breaks";
import { buckets } from "./mutations/buckets";
import { detectionMutations } from "./mutations/detections";
import { detectors } from "./mutations/detectors";
import { services } from "./mutations/services";

/** Breaks of the account stack as its program makes it. */
export const accountMutations: Breaks = { ...chain, ...detectionMutations };

/** What the account stack has none of, by family. */
const families: readonly Family[] = [buckets, detectors];

/** Compliant resources that are put beside those of the account stack. */
export const healthy = families.flatMap((family) => family.healthy);

/** Every break, by the policy that must catch it. */
export const mutations: Breaks = {};
for (const breaks of [accountMutations, ...families.map((family) => family.mutations)])
  for (const [policy, edits] of Object.entries(breaks)) mutations[policy] = { ...mutations[policy], ...edits };
