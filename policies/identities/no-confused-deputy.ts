import { aboutBuckets } from "../buckets/about-buckets";
import { judgeSetting, POLICY } from "../archive/settings";
import { supporting } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Kind, Resource } from "../graph/resource";
import { attachedPolicy } from "../iam/attached";
import { onBehalfOfAnybody } from "../iam/confused-deputy";
import type { PolicyDocument } from "../iam/document";
import { Key, KeyPolicy } from "../kinds/kms";
import { Topic, TopicPolicy } from "../kinds/sns";
import { fail, notApplicable, pass, policy, type Answer, type Evidence, type Policy } from "../policy";

const about = {
  severity: "low",
  description:
    "A service that is let in without a word on whose behalf serves everybody who has an account: a trail or an alarm of a stranger writes among the own ones.",
  remediation:
    "Add the condition `aws:SourceArn` or `aws:SourceAccount` to the statement, for CloudWatch Logs and keys `kms:EncryptionContext:aws:logs:arn`. The components write them.",
  controls: [supporting("nist-800-53-r5/AU-9"), supporting("soc2-2017/CC6.1"), supporting("soc2-2017/CC6.3")],
  pages: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html"],
} as const;

function answer(document: PolicyDocument, of: string, seen: Evidence): Answer {
  const grants = onBehalfOfAnybody(document, of);
  const [grant] = grants.known;
  if (grant) return fail(`${grant.name} of its policy lets the service in on behalf of every account`, seen);
  return grants.isEmpty ? pass(seen) : fail("its policy lets a service in on behalf of every account", seen);
}

/** What has its policy inside, or in a resource of its own that points at it. */
const ofOwner = (id: string, title: string, kind: Kind<unknown>, apart: Kind<unknown>, path: string): Policy =>
  policy({
    ...about,
    id,
    title,
    about: kind,
    check(subject: Resource<unknown>, graph: Graph) {
      const attached = attachedPolicy(subject, graph, apart, path);
      if (!attached) return notApplicable("this stack only reads it");
      return answer(attached.document, `the policy of ${subject.name}`, attached.seen);
    },
  });

/** Services act on behalf of the own account only. Roles are not asked: who passes one to a service must be of its account. */
export default [
  ofOwner(
    "topic-no-confused-deputy",
    "Topics take what services send for the own account only",
    Topic,
    TopicPolicy,
    "arn",
  ),
  ofOwner("key-no-confused-deputy", "Keys serve services for the own account only", Key, KeyPolicy, "keyId"),
  aboutBuckets({
    ...about,
    id: "bucket-no-confused-deputy",
    title: "Buckets take what services write for the own account only",
    ofArchives: "archive-no-confused-deputy",
    check: (bucket, graph) =>
      judgeSetting(POLICY, bucket, graph, (document, seen) =>
        document ? answer(document, `the policy of ${bucket.name}`, seen) : pass(seen),
      ),
  }),
];
