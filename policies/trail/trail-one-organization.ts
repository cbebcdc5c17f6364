import { partial, supporting } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { UnknownValue } from "../graph/value";
import { attachedPolicy } from "../iam/attached";
import { readDocument, type PolicyDocument } from "../iam/document";
import { Trail, type TrailProps } from "../kinds/cloudtrail";
import { Role } from "../kinds/iam";
import { Key, KeyPolicy } from "../kinds/kms";
import { Bucket, BucketPolicy } from "../kinds/s3";
import { isSlip } from "../nearest";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { organizationsIn } from "./organization";
import { permissionsOf } from "./role-permissions";

/** What lets a trail write, and what it is called in a message. */
function* documentsOf(trail: Resource<TrailProps>, graph: Graph): Generator<[string, PolicyDocument]> {
  for (const bucket of graph.follow(trail, "s3BucketName", Bucket).known) {
    const ofBucket = attachedPolicy(bucket, graph, BucketPolicy, "bucket");
    if (ofBucket) yield [`the policy of bucket ${bucket.name}`, ofBucket.document];
  }
  for (const key of graph.follow(trail, "kmsKeyId", Key).known) {
    const ofKey = attachedPolicy(key, graph, KeyPolicy, "keyId");
    if (ofKey) yield [`the policy of key ${key.name}`, ofKey.document];
  }
  for (const role of graph.follow(trail, "cloudWatchLogsRoleArn", Role).known) {
    yield [`role ${role.name}`, readDocument(role.record.values.assumeRolePolicy, "trust")];
    for (const document of permissionsOf(role, graph).documents) yield [`role ${role.name}`, document];
  }
}

export default policy({
  id: "trail-one-organization",
  title: "What lets a trail write names one organization",
  severity: "high",
  description:
    "The id of an organization stands in the folder of the archive, in its conditions, in the key and in the role. Where one of them has a letter wrong, CloudTrail is kept out there, and the events of the members do not arrive.",
  remediation: "Take the id from `aws.organizations.getOrganization` or from one setting, wherever a policy names it.",
  controls: [partial("nist-800-53-r5/AU-12"), supporting("pci-dss-4.0.1/10.2.1")],
  pages: ["https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html"],
  about: Trail,
  check(trail, graph) {
    const documents = [...documentsOf(trail, graph)];
    if (documents.length === 0)
      return notApplicable("neither its archive nor its key nor its role is part of this stack");
    const named = documents.flatMap(([where, document]) => organizationsIn([document]).map((id) => ({ where, id })));
    const seen = evidence(trail, "isOrganizationTrail");
    for (const first of named) {
      const other = named.find(({ id }) => id !== first.id && isSlip(id, first.id));
      if (other) return fail(`${first.where} names ${first.id}, and ${other.where} ${other.id}`, seen);
    }
    const unread = documents.find(([, { open }]) => open);
    if (unread) throw new UnknownValue(unread[0], unread[1].open?.why);
    return pass(seen);
  },
});
