import { LOAD_BALANCING_ACCOUNTS } from "../../policies/graph/aws-regions";
import { accountIn } from "../../policies/graph/provider";
import type { ResourceRecord } from "../../policies/graph/resource";
import { Secret } from "../../policies/graph/value";
import { ASSUMED_REGION, PLACEHOLDER_ACCOUNT } from "./invokes";
import { regionFacts } from "./invokes/regions";

const ASSUMED_PARTITION = regionFacts(ASSUMED_REGION).partition;

/** What nobody told, so that something else stands in for it in names and ARNs: a part of these, or the name itself. */
export type StandIn = "account" | "region" | "partition" | "name";

/**
 * Which of these a program is at odds with: it writes another account or region into its documents, which may well be the one
 * that it is deployed to. An ARN with the stand-in would not match it.
 */
export function contradicted(used: ReadonlySet<StandIn>, records: readonly ResourceRecord[]): Set<StandIn> {
  const accounts = new Set([PLACEHOLDER_ACCOUNT, ...Object.values(LOAD_BALANCING_ACCOUNTS)]);
  const regions = new Set<unknown>(["", ASSUMED_REGION]);
  for (const { values } of records) {
    const account = accountIn(values);
    if (account !== undefined) accounts.add(account);
    regions.add(values.region);
  }
  const found = new Set<StandIn>();
  for (const text of textsIn(records.map(({ values }) => values))) {
    const [numbers, arns] = [text.matchAll(/(?<![\w-])\d{12}(?!\w)/g), text.matchAll(/arn:([\w-]+):[\w-]+:([\w-]*):/g)];
    for (const [account] of numbers) if (!accounts.has(account)) found.add("account");
    for (const [, partition, region] of arns) {
      if (!regions.has(region)) found.add("region");
      if (partition !== ASSUMED_PARTITION) found.add("partition");
    }
  }
  return new Set([...found].filter((standIn) => used.has(standIn)));
}

function* textsIn(value: unknown): Generator<string> {
  if (value instanceof Secret) yield* textsIn(value.value);
  else if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null) for (const part of Object.values(value)) yield* textsIn(part);
}
