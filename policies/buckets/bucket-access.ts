import archiveNotPublic, { BLOCKED_BY_DEFAULT, FLAGS, accountBlock, publicAcl } from "../archive/archive-not-public";
import archiveTlsOnly from "../archive/archive-tls-only";
import { refusesPlainHttp } from "../archive/plain-http";
import { judgeSetting, POLICY, PUBLIC_ACCESS, settingsOf } from "../archive/settings";
import { direct, partial, supporting } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { publicGrants } from "../iam/public";
import { ANYTHING, text } from "../iam/text";
import { trustedAccounts } from "../iam/trusted-accounts";
import { AccountPublicAccessBlock, BucketOwnershipControls, type AccountBlock, type BucketProps } from "../kinds/s3";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { required } from "../required";
import { aboutBuckets, servesWebsite } from "./about-buckets";
import { judgeOutsiders } from "./outsiders";
import { isLogBucketOfCloudFront } from "./receives-logs";

const S3 = "https://docs.aws.amazon.com/AmazonS3/latest/userguide";

/** The four blocks as they apply to the bucket. S3 sets all of them on new buckets, so that only a program lifts them. */
function blocks(bucket: Resource<BucketProps>, graph: Graph): { off: string[]; from: Resource<unknown> } {
  const whole = accountBlock(graph);
  if (whole) return { off: [], from: whole };
  const [{ read, from }] = settingsOf(PUBLIC_ACCESS, bucket, graph);
  const block = read();
  return { off: block ? FLAGS.filter((flag) => !block[flag]) : [], from };
}

/** What somebody needs to take a bucket over, as Security Hub lists it. */
const TAKING_OVER = [
  "s3:DeleteBucketPolicy",
  "s3:PutBucketAcl",
  "s3:PutBucketPolicy",
  "s3:PutEncryptionConfiguration",
  "s3:PutObjectAcl",
];

/** Who gets at a bucket, and how. */
export default [
  aboutBuckets({
    id: "bucket-not-public",
    title: "Buckets let in nobody whom they do not know",
    severity: "high",
    description: "What everybody may read is found within hours; what everybody may write is used within days.",
    remediation: "Name the principals in the `BucketPolicy`, and give no `acl` to everybody.",
    controls: [
      partial("nist-800-53-r5/AU-9"),
      supporting("soc2-2017/CC6.1"),
      supporting("soc2-2017/CC6.6"),
      supporting("pci-dss-4.0.1/10.3.1"),
    ],
    pages: [`${S3}/access-control-block-public-access.html`],
    ofArchives: archiveNotPublic.id,
    exempt: servesWebsite,
    check(bucket, graph) {
      const { off, from } = blocks(bucket, graph);
      const isDeclared = from !== (bucket as Resource<unknown>);
      if (isDeclared && off.length === 0) return pass(...FLAGS.map((flag) => evidence(from, flag)));
      const ignoresAcls = isDeclared && !off.includes("ignorePublicAcls");
      const acl = ignoresAcls ? undefined : publicAcl(bucket, graph);
      if (acl) return fail(acl, evidence(bucket, "acl"));
      if (isDeclared && !off.includes("restrictPublicBuckets")) return pass(evidence(from, "restrictPublicBuckets"));
      return judgeSetting(POLICY, bucket, graph, (document, seen) => {
        if (!document?.given) return pass(seen);
        const grants = publicGrants(document, `the policy of bucket ${bucket.name}`);
        const [grant] = grants.known;
        if (grant) return fail(`${grant.name} in the policy of bucket ${bucket.name} lets everybody in`, seen);
        // What S3 sets on new buckets refuses a policy that lets everybody in; where it is lifted, the doubt remains.
        return !isDeclared || grants.isEmpty ? pass(seen) : fail("its policy lets everybody in", seen);
      });
    },
  }),
  aboutBuckets({
    id: "bucket-public-access-block",
    title: "Buckets keep the public access block that S3 sets",
    severity: "medium",
    description: "With the block lifted, one statement or one ACL that somebody adds later makes the bucket public.",
    remediation: "Leave out the `BucketPublicAccessBlock`, or set all four of its switches to `true`.",
    controls: [
      direct("aws-security-hub/S3.8"),
      direct("cis-aws-3.0.0/2.1.4"),
      partial("soc2-2017/CC6.1"),
      supporting("pci-dss-4.0.1/10.3.1"),
    ],
    pages: [`${S3}/access-control-block-public-access.html`, `${S3}/configuring-block-public-access-bucket.html`],
    ofArchives: archiveNotPublic.id,
    exempt: servesWebsite,
    check(bucket, graph) {
      const { off, from } = blocks(bucket, graph);
      if (off.length > 0) return fail(`it does without ${off.join(", ")}`, ...off.map((flag) => evidence(from, flag)));
      return from === (bucket as Resource<unknown>)
        ? pass(evidence(bucket, "public access block", BLOCKED_BY_DEFAULT))
        : pass(...FLAGS.map((flag) => evidence(from, flag)));
    },
  }),
  aboutBuckets({
    id: "bucket-acls-disabled",
    title: "Buckets do without ACLs",
    severity: "low",
    description: "Where ACLs work, whoever uploads an object owns it and says who reads it, and no policy shows that.",
    remediation: "Leave out the `BucketOwnershipControls`, or set `objectOwnership: BucketOwnerEnforced`.",
    controls: [supporting("nist-800-53-r5/AU-9"), supporting("soc2-2017/CC6.1")],
    pages: [`${S3}/about-object-ownership.html`],
    exempt: (bucket, graph) =>
      isLogBucketOfCloudFront(bucket, graph) ? "CloudFront delivers logs to it by way of an ACL" : undefined,
    check(bucket, graph) {
      const controls = graph.into(bucket, BucketOwnershipControls, "bucket");
      const lax = controls.find(({ props }) => props.rule?.objectOwnership !== "BucketOwnerEnforced");
      if (lax)
        return fail(
          `ACLs work on it: its objects have the ownership ${lax.props.rule?.objectOwnership}`,
          evidence(lax, "rule.objectOwnership"),
        );
      const [own] = controls.known;
      return own
        ? pass(evidence(own, "rule.objectOwnership"))
        : pass(evidence(bucket, "ownership controls", "not set: S3 disables ACLs on new buckets"));
    },
  }),
  aboutBuckets({
    id: "bucket-tls-only",
    title: "Buckets refuse plain HTTP",
    severity: "low",
    description: "S3 answers over plain HTTP too, unless the bucket says no; everybody on the way reads along.",
    remediation: "Deny `s3:*` on the bucket and its objects while `aws:SecureTransport` is `false`.",
    controls: [direct("cis-aws-3.0.0/2.1.1"), direct("aws-security-hub/S3.5"), supporting("soc2-2017/CC6.7")],
    pages: [`${S3}/security-best-practices.html`],
    ofArchives: archiveTlsOnly.id,
    exempt: servesWebsite,
    check: refusesPlainHttp,
  }),
  aboutBuckets({
    id: "bucket-not-administered-from-outside",
    title: "Nobody from another account may take a bucket over",
    severity: "medium",
    description: "Who may change the policy or the ACLs of a bucket may give it to anybody, and keep its owner out.",
    remediation:
      "Grant other accounts reads and writes in the `BucketPolicy`, and no change of policy, ACL or encryption.",
    controls: [partial("nist-800-53-r5/AU-9(4)"), supporting("soc2-2017/CC6.3")],
    pages: ["https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-6"],
    parameters: trustedAccounts(
      "Accounts besides the stack's own that may administer buckets.",
      "AWS Security Hub S3.6 trusts no other account",
    ),
    check: (bucket, graph, settings) =>
      judgeOutsiders(bucket, graph, settings.trustedAccounts, {
        deeds: (arn) =>
          TAKING_OVER.map((action) => ({
            action,
            resource: action === "s3:PutObjectAcl" ? text`${arn}/${ANYTHING}` : arn,
          })),
      }),
  }),
  policy({
    id: "account-public-access-block",
    title: "The account blocks public access to all of its buckets",
    severity: "medium",
    description: "The block of the account holds for every bucket, those that somebody makes tomorrow among them.",
    remediation: "Set all four switches of the `AccountPublicAccessBlock` to `true`.",
    controls: [partial("cis-aws-3.0.0/2.1.4"), supporting("soc2-2017/CC6.1")],
    pages: [`${S3}/configuring-block-public-access-account.html`],
    about: AccountPublicAccessBlock,
    parameters: {
      required: required(
        "Whether a stack without one is a finding: for the stack that sets up the account.",
        "the block is set once for each account, not by each stack",
      ),
    },
    check(block: Resource<AccountBlock>) {
      const off = FLAGS.filter((flag) => block.props[flag] !== true);
      return off.length > 0
        ? fail(`it does without ${off.join(", ")}`, ...off.map((flag) => evidence(block, flag)))
        : pass(...FLAGS.map((flag) => evidence(block, flag)));
    },
    none: (_, settings) =>
      settings.required
        ? fail("the stack sets up the account and has no account public access block")
        : notApplicable("the stack has no account public access block, and nobody asked for one"),
  }),
];
