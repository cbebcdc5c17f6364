import { cisAccess } from "./cis-access";
import { cisResources } from "./cis-resources";
import type { Monitored } from "./monitored";

/** The kinds of events that the CIS AWS Foundations Benchmark wants monitored. */
export const cisMonitored: readonly Monitored[] = [...cisAccess, ...cisResources];
