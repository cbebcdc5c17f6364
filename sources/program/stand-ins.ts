import { LOAD_BALANCING_ACCOUNTS } from "../../policies/graph/aws-regions";
import { accountIn } from "../../policies/graph/provider";
import type { ResourceRecord } from "../../policies/graph/resource";
import { Secret } from "../../policies/graph/value";
import type { Assumption } from "../snapshot";
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
  for (const { type, values } of records) {
    const account = type === "aws:organizations/account:Account" ? values.id : accountIn(values);
    if (typeof account === "string") accounts.add(account);
    regions.add(values.region);
  }
  const found = new Set<StandIn>();
  for (const text of records.flatMap(tellingTexts)) {
    const [numbers, arns] = [text.matchAll(/(?<![\w-])\d{12}(?!\w)/g), text.matchAll(/arn:([\w-]+):[\w-]+:([\w-]*):/g)];
    for (const [account] of numbers) if (!accounts.has(account)) found.add("account");
    for (const [, partition, region] of arns) {
      if (!regions.has(region)) found.add("region");
      if (partition !== ASSUMED_PARTITION) found.add("partition");
    }
  }
  return new Set([...found].filter((standIn) => used.has(standIn)));
}

/** What a role trusts, and which roles may be taken on, are other accounts more often than not; nothing is made of either. */
function tellingTexts({ type, values }: ResourceRecord): string[] {
  const texts = [...textsIn(values)];
  if (!type.startsWith("aws:iam/")) return texts;
  const principals = /arn:[\w-]+:iam::\d{12}:[\w/+=,.@-]+|"AWS"\s*:\s*("\d{12}"|\[[^\]]*\])/g;
  return texts.map((text) => text.replace(principals, ""));
}

/**
 * The account that a program at odds with the stand-in takes for its own: the one in ARNs that it writes of what it makes, and
 * the one that may administer its keys, since KMS refuses a key that its own account could not.
 */
export function accountWritten(records: readonly ResourceRecord[]): string | undefined {
  const own = new Set([...textsIn(records.map(({ values: { arn } }) => arn))].map(withoutPlace));
  const found = new Set<string>();
  for (const { type, values } of records) {
    const ofKey = type === "aws:kms/key:Key" || type === "aws:kms/keyPolicy:KeyPolicy";
    for (const text of textsIn(ofKey ? { ...values, arn: undefined } : values)) {
      for (const [arn, account] of text.matchAll(/arn:[\w-]+:[\w-]+:[\w-]*:(\d{12}):[^\s"'*]+/g)) {
        const isOwn = parts(withoutPlace(arn)).some((part) => own.has(part)) || (ofKey && arn.endsWith(":root"));
        if (isOwn && account !== PLACEHOLDER_ACCOUNT) found.add(account);
      }
    }
  }
  return found.size === 1 ? [...found][0] : undefined;
}

/** What an ARN names, wherever that is. */
const withoutPlace = (arn: string): string => arn.replace(/^(arn:[\w-]+:[\w-]+):[\w-]*:\d*:/, "$1:::");

/** An ARN, and those of what it may be below: a stream's is that of its group, with more behind it. */
const parts = (arn: string): string[] =>
  [...arn.matchAll(/[:/]|$/g)].map(({ index }) => arn.slice(0, index)).filter((part) => part.split(":").length > 5);

/** What stands in for the account where the program tells it. */
export const accountTold = (account: string): Assumption => ({
  kind: "account",
  subject: account,
  text: `The account is not known offline; ${account}, which the program writes in ARNs of its own resources, was taken for it.`,
});

function* textsIn(value: unknown): Generator<string> {
  if (value instanceof Secret) yield* textsIn(value.value);
  else if (typeof value === "string") yield value;
  else if (typeof value === "object" && value !== null) for (const part of Object.values(value)) yield* textsIn(part);
}
