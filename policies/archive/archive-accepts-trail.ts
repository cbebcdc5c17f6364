import { partial, supporting } from "../frameworks/controls";
import { Found } from "../graph/found";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { attempt } from "../graph/value";
import { decide } from "../iam/decide";
import { Trail } from "../kinds/cloudtrail";
import { BucketRequestPayment, type BucketProps } from "../kinds/s3";
import { evidence, fail, pass, policy, type Evidence } from "../policy";
import { archiveOf } from "./archive";
import { deliveryRequests } from "./delivery";
import { judgeSetting, POLICY } from "./settings";

/** Where it says that whoever asks pays, which CloudTrail does not do. */
function requesterPays(bucket: Resource<BucketProps>, graph: Graph): Evidence | undefined {
  const asked = graph.into(bucket, BucketRequestPayment, "bucket").find(({ props }) => props.payer === "Requester");
  if (asked) return evidence(asked, "payer");
  const payer = attempt(() => bucket.props.requestPayer);
  return payer === "Requester" ? evidence(bucket, "requestPayer") : undefined;
}

export default policy({
  id: "archive-accepts-trail",
  title: "The archive accepts its trail",
  severity: "critical",
  description:
    "CloudTrail writes as a service: the bucket's policy has to let it look at the ACL and put files below the trail's prefix, on behalf of this trail. What it refuses is lost after 30 days.",
  remediation:
    "Allow `cloudtrail.amazonaws.com` `s3:GetBucketAcl` and `s3:PutObject` below `AWSLogs/` with the condition `aws:SourceArn`, and leave `requestPayer` to the owner of the bucket. `LogArchive` writes that policy.",
  controls: [
    partial("nist-800-53-r5/AU-9(4)"),
    partial("pci-dss-4.0.1/10.3.1"),
    partial("pci-dss-4.0.1/10.3.2"),
    supporting("nist-800-53-r5/AU-12"),
    supporting("soc2-2017/CC6.1"),
  ],
  pages: ["https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html"],
  about: Trail,
  check(trail, graph) {
    const bucket = archiveOf(trail, graph);
    const paid = requesterPays(bucket, graph);
    if (paid)
      return fail(`bucket ${bucket.name} lets requesters pay, and CloudTrail delivers nothing to such a bucket`, paid);
    return judgeSetting(POLICY, bucket, graph, (document, seen) => {
      if (!document?.given) return fail(`bucket ${bucket.name} has no policy that lets CloudTrail in`, seen);
      const requests = deliveryRequests(trail, bucket, document, graph);
      const refused = new Found(requests.map((request) => decide([document], request))).find(({ allowed }) => !allowed);
      return refused ? fail(`bucket ${bucket.name} refuses the trail: ${refused.why}`, seen) : pass(seen);
    });
  },
});
