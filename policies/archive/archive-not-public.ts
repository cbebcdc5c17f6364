import { direct, partial } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { attempt } from "../graph/value";
import { publicGrants } from "../iam/public";
import { Trail } from "../kinds/cloudtrail";
import { AccountPublicAccessBlock, type AccountBlock, type BucketProps } from "../kinds/s3";
import { evidence, fail, pass, policy } from "../policy";
import { archiveOf } from "./archive";
import { ACL, judgeSetting, POLICY, PUBLIC_ACCESS, settingsOf } from "./settings";

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html
export const BLOCKED_BY_DEFAULT = "not set: S3 blocks public access to new buckets";

export const FLAGS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

const EVERYBODY = /^public-read|^authenticated-read$|\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

export function publicAcl(bucket: Resource<BucketProps>, graph: Graph): string | undefined {
  const granted = settingsOf(ACL, bucket, graph).flatMap(({ read }) => read() ?? []);
  const everybody = granted.find((name) => EVERYBODY.test(name));
  return everybody && `the ACL of bucket ${bucket.name} says ${everybody}`;
}

function publicPolicy(bucket: Resource<BucketProps>, graph: Graph): string | undefined {
  const documents = settingsOf(POLICY, bucket, graph).flatMap(({ read }) => read() ?? []);
  const [grant] = documents.flatMap((document) => publicGrants(document).known);
  return grant && `${grant.name} in the policy of bucket ${bucket.name} lets everybody in`;
}

/** The block that holds for all buckets of the account. One may be for another account, which says nothing about this one. */
export const accountBlock = (graph: Graph): Resource<AccountBlock> | undefined =>
  graph
    .nearby(AccountPublicAccessBlock)
    .filter(({ props: { accountId } }) => !accountId || accountId === graph.facts.account)
    .find(({ props }) => FLAGS.every((flag) => props[flag] === true));

export default policy({
  id: "archive-not-public",
  title: "The archive is not public",
  severity: "high",
  description: "Log files tell a stranger which accounts, roles, addresses and weak spots there are.",
  remediation:
    "Grant nothing to everybody, and set all four switches of a `BucketPublicAccessBlock` to `true`. `LogArchive` does both.",
  controls: [
    direct("cis-aws-1.4.0/3.3"),
    direct("cis-aws-3.0.0/2.1.4"),
    direct("cis-aws-7.0.0/3.1.4"),
    direct("aws-security-hub/CloudTrail.6"),
    direct("aws-security-hub/S3.8"),
    partial("pci-dss-4.0.1/10.3.1"),
    partial("nist-800-53-r5/AU-9"),
    partial("soc2-2017/CC6.1"),
    partial("iso-27001-2022/A.8.15"),
  ],
  pages: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"],
  about: Trail,
  check(trail, graph) {
    const bucket = archiveOf(trail, graph);
    // What is not known here does no harm: four blocks make up for it, and fewer than four are a failure by themselves.
    for (const exposure of [publicAcl, publicPolicy].map((look) => attempt(() => look(bucket, graph))))
      if (typeof exposure === "string") return fail(exposure);
    const whole = accountBlock(graph);
    if (whole) return pass(...FLAGS.map((flag) => evidence(whole, flag)));
    return judgeSetting(PUBLIC_ACCESS, bucket, graph, (block, _, { from }) => {
      if (!block) return pass(evidence(bucket, "public access block", BLOCKED_BY_DEFAULT));
      const off = FLAGS.filter((flag) => !block[flag]);
      return off.length > 0
        ? fail(`bucket ${bucket.name} does without ${off.join(", ")}`, ...off.map((flag) => evidence(from, flag)))
        : pass(...FLAGS.map((flag) => evidence(from, flag)));
    });
  },
});
