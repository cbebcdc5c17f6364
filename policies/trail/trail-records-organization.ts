import { memberRequest, ofOtherTrail } from "../archive/delivery";
import { partial, supporting } from "../frameworks/controls";
import { UnknownValue } from "../graph/value";
import { attachedPolicy } from "../iam/attached";
import { decide } from "../iam/decide";
import { Trail } from "../kinds/cloudtrail";
import { Bucket, BucketPolicy } from "../kinds/s3";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { organizationNamed } from "./organization";

export default policy({
  id: "trail-records-organization",
  title: "A trail records the accounts that its archive is for",
  severity: "high",
  description:
    "An archive that lets one trail write for the members of an organization was made for their events. Where that trail records its own account only, no other trail writes them, and nobody is told.",
  remediation:
    "Set `isOrganizationTrail: true` on the trail, or take the organization's folder out of the bucket policy. `AuditTrail` does so with `organization`.",
  controls: [
    partial("nist-800-53-r5/AU-12"),
    supporting("pci-dss-4.0.1/10.2.1"),
    supporting("soc2-2017/CC7.2"),
    supporting("iso-27001-2022/A.8.15"),
  ],
  pages: ["https://docs.aws.amazon.com/awscloudtrail/latest/userguide/creating-trail-organization.html"],
  about: Trail,
  check(trail, graph) {
    const seen = evidence(trail, "isOrganizationTrail");
    if (trail.props.isOrganizationTrail === true) return pass(seen);
    const [bucket] = graph.follow(trail, "s3BucketName", Bucket).known;
    const policy = bucket && attachedPolicy(bucket, graph, BucketPolicy, "bucket");
    if (!policy) return notApplicable("its archive is not part of this stack");
    const { document } = policy;
    if (document.open) throw new UnknownValue(`the policy of bucket ${bucket.name}`, document.open.why);
    const organization = organizationNamed([document]);
    if (!organization) return pass(policy.seen);
    const request = memberRequest(trail, bucket, organization, document, graph);
    // Where others of the account may as well, one of them may be the organization's.
    const others = decide([document], ofOtherTrail(request, trail, graph)).effect;
    const isAlone = others === "denied" || others === "not-allowed";
    if (!isAlone || decide([document], request).effect !== "allowed")
      return notApplicable("it is not the one trail that may write for the organization");
    return fail(`bucket ${bucket.name} lets it write for an organization; it records its own account`, seen);
  },
});
