import { judgeSetting, POLICY } from "../archive/settings";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { UnknownValue } from "../graph/value";
import { bucketArn } from "../iam/arns";
import type { PolicyDocument } from "../iam/document";
import { foreignPrincipals, whoMay, type Deed } from "../iam/foreign";
import type { Text } from "../iam/text";
import type { BucketProps } from "../kinds/s3";
import { fail, pass, unknown, type Answer } from "../policy";

/** What strangers must not do. */
interface Forbidden {
  deeds(bucket: Text, document: PolicyDocument): readonly Deed[];
  /** Who is no stranger, besides the trusted accounts. */
  spares?(principal: string): boolean;
}

/** Judges what the policy of a bucket certainly lets accounts do that are neither its own nor trusted. */
export const judgeOutsiders = (
  bucket: Resource<BucketProps>,
  graph: Graph,
  trusted: readonly string[],
  { deeds, spares = () => false }: Forbidden,
): Answer =>
  judgeSetting(POLICY, bucket, graph, (document, seen) => {
    if (!document?.given) return pass(seen);
    if (document.open) throw new UnknownValue(`the policy of bucket ${bucket.name}`, document.open.why);
    const account = graph.account(bucket);
    const strangers = foreignPrincipals(document, [...trusted, ...(account ? [account] : [])]).filter(
      (principal) => !spares(principal),
    );
    const stranger = whoMay(document, strangers, deeds(bucketArn(bucket, graph), document));
    if (!stranger) return pass(seen);
    const told = `${stranger.name} may call ${stranger.action} on bucket ${bucket.name}`;
    return account ? fail(told, seen) : unknown(`${told}; which account is the stack's own is not known`);
  });

/** What takes files away, at once or in time. */
export const erasing = (bucket: Text, files: readonly Text[]): Deed[] => [
  ...["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"].flatMap((action) =>
    files.map((resource) => ({ action, resource })),
  ),
  ...[
    "s3:PutLifecycleConfiguration",
    "s3:PutBucketVersioning",
    "s3:PutBucketObjectLockConfiguration",
    "s3:DeleteBucket",
  ].map((action) => ({ action, resource: bucket })),
];
