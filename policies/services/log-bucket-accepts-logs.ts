import { SERVICE_CALL } from "../archive/delivery";
import { hasLock, refusal } from "../archive/access-logs";
import { ACL, POLICY, settingsOf } from "../archive/settings";
import { isArchive } from "../buckets/about-buckets";
import { supporting } from "../frameworks/controls";
import { LOAD_BALANCING_ACCOUNTS } from "../graph/aws-regions";
import { Found } from "../graph/found";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { accountOf, bucketArn, partitionOf } from "../iam/arns";
import { decide } from "../iam/decide";
import type { PolicyDocument } from "../iam/document";
import type { Principal } from "../iam/request";
import { ANYTHING, text } from "../iam/text";
import { Distribution } from "../kinds/cloudfront";
import { ClassicLoadBalancer, LoadBalancer, type LoadBalancerProps } from "../kinds/elb";
import { Bucket, BucketEncryption, BucketLogging, BucketOwnershipControls, type BucketProps } from "../kinds/s3";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { deliveries, type Delivery } from "./log-sources";

type Store = Resource<BucketProps>;
/** Why the bucket takes no logs from there; `undefined` where it does. */
type Refusal = (delivery: Delivery, bucket: Store, graph: Graph) => string | undefined;

const prefixOf = ({ from, prefix }: Delivery): string =>
  prefix ?? from.undecided("below a prefix of the bucket that is not known yet");

const elsewhere: Refusal = ({ from }, bucket, graph) =>
  graph.place(from) === graph.place(bucket) ? undefined : `the bucket is in ${graph.place(bucket)}`;

/** Load balancers and S3 deliver to buckets that S3 encrypts with its own key. */
const lockedByKey: Refusal = (_, bucket, graph) => {
  const own = graph.into(bucket, BucketEncryption, "bucket").known[0];
  const given = own?.props ?? bucket.props.serverSideEncryptionConfiguration;
  const rule = given?.rules?.[0] ?? given?.rule;
  return rule?.applyServerSideEncryptionByDefault?.sseAlgorithm?.startsWith("aws:kms")
    ? "a key of KMS encrypts the bucket, and only SSE-S3 is supported"
    : undefined;
};

/** The policy of the bucket has to let in the service, or in older regions the account of Elastic Load Balancing. */
const keptOut: Refusal = (delivery, bucket, graph) => {
  const { from } = delivery;
  const region = graph.region(from);
  const account = LOAD_BALANCING_ACCOUNTS[region];
  const partition = partitionOf(from, graph);
  const isNetwork = (from.record.values as LoadBalancerProps).loadBalancerType === "network";
  const writers: Principal[] = isNetwork
    ? [{ service: "delivery.logs.amazonaws.com" }]
    : [
        { service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        ...(account === undefined ? [] : [{ aws: text`arn:${partition}:iam::${account}:root` }]),
      ];
  const documents = settingsOf(POLICY, bucket, graph).map(({ read }) => read());
  if (documents.every((document) => !document?.given)) return "no bucket policy lets load balancers in";
  const own = accountOf(graph, from);
  const mayWrite = (principal: Principal, document: PolicyDocument): boolean =>
    decide([document], {
      principal,
      action: "s3:PutObject",
      resource: text`${bucketArn(bucket, graph)}/${prefixOf(delivery)}${own}/elasticloadbalancing/${ANYTHING}`,
      context: {
        ...SERVICE_CALL,
        "s3:x-amz-acl": "bucket-owner-full-control",
        "aws:SourceAccount": own,
      },
    }).allowed;
  const lets = new Found(writers).some((writer) =>
    documents.every((document) => document !== undefined && mayWrite(writer, document)),
  );
  return lets ? undefined : "the bucket policy does not let load balancers write there";
};

/** https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html */
const withoutAcls: Refusal = (_, bucket, graph) => {
  // A bucket from before April 2023 still has them. S3 takes an ACL, other than the usual one, only where they work.
  if (settingsOf(ACL, bucket, graph).some(({ read }) => read()?.some((name) => name !== "private"))) return undefined;
  const controls = graph.into(bucket, BucketOwnershipControls, "bucket");
  return controls.some(({ props }) => (props.rule?.objectOwnership ?? "") !== "BucketOwnerEnforced")
    ? undefined
    : "the bucket has no ACLs, and CloudFront delivers by way of one";
};

const lockedAway: Refusal = (_, bucket, graph) =>
  hasLock(bucket, graph) ? "the bucket has Object Lock, and S3 delivers no access logs to it" : undefined;

const keepsS3Out: Refusal = (delivery, bucket, graph) => {
  const { from } = delivery;
  const source = from.kind === BucketLogging ? graph.follow(from, "bucket", Bucket).first : (from as Store);
  return source && refusal(source, bucket, prefixOf(delivery), graph);
};

/** What services ask of a bucket before they deliver; those that write its policy by themselves are left out. */
const refusals: readonly { types: readonly string[]; checks: readonly Refusal[] }[] = [
  { types: [...LoadBalancer.tokens, ...ClassicLoadBalancer.tokens], checks: [elsewhere, lockedByKey, keptOut] },
  { types: Distribution.tokens, checks: [withoutAcls] },
  { types: [...BucketLogging.tokens, ...Bucket.tokens], checks: [elsewhere, lockedByKey, lockedAway, keepsS3Out] },
];

const checksOf = ({ type }: Resource<unknown>): readonly Refusal[] =>
  refusals.find(({ types }) => types.includes(type))?.checks ?? [];

export default policy({
  id: "log-bucket-accepts-logs",
  title: "Buckets accept the logs that services send to them",
  severity: "high",
  description:
    "A bucket that keeps the service out gets no log, however many switches are on, and most services say nothing about it.",
  remediation:
    "Allow `s3:PutObject` to the service in the `BucketPolicy`, below the prefix of its logs; give a bucket for CloudFront `BucketOwnershipControls` with `BucketOwnerPreferred`, and buckets for load balancers and S3 access logs SSE-S3.",
  controls: [supporting("nist-800-53-r5/AU-12"), supporting("nist-800-53-r5/AU-5"), supporting("soc2-2017/CC7.2")],
  pages: [
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html",
    "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html",
  ],
  about: Bucket,
  check(bucket, graph) {
    if (bucket.record.external) return notApplicable("this stack only reads it");
    // What the archive of a trail logs is judged together with the archive.
    const arriving = deliveries(graph)
      .get(bucket)
      .filter(({ from }) => checksOf(from).length > 0 && !keepsArchive(from, graph));
    if (arriving.length === 0) return notApplicable("no service of this stack needs to be let in");
    const judged = arriving.flatMap((delivery) => checksOf(delivery.from).map((check) => ({ delivery, check })));
    const refused = new Found(judged).find(({ delivery, check }) => check(delivery, bucket, graph) !== undefined);
    if (!refused) return pass(...arriving.map(({ from, path }) => evidence(from, path)));
    const { delivery, check } = refused;
    return fail(`${delivery.logs} of ${delivery.from.name} do not arrive: ${check(delivery, bucket, graph)}`);
  },
});

function keepsArchive(from: Resource<unknown>, graph: Graph): boolean {
  if ((Bucket.tokens as readonly string[]).includes(from.type)) return isArchive(from as Store, graph);
  return (
    (BucketLogging.tokens as readonly string[]).includes(from.type) &&
    graph.follow(from, "bucket", Bucket).known.some((source) => isArchive(source, graph))
  );
}
