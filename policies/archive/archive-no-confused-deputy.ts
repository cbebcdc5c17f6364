import { partial, supporting } from "../frameworks/controls";
import { UnknownValue } from "../graph/value";
import { decide } from "../iam/decide";
import { Trail } from "../kinds/cloudtrail";
import { fail, pass, policy } from "../policy";
import { archiveOf } from "./archive";
import { deliveryRequests, ofForeignTrail } from "./delivery";
import { judgeSetting, POLICY } from "./settings";

export default policy({
  id: "archive-no-confused-deputy",
  title: "The archive takes log files of its own trails only",
  severity: "medium",
  description:
    "CloudTrail writes for whoever has a trail. A bucket that does not ask for whom takes log files of strangers among its own; the account in the path does not keep them out, since a trail's prefix may begin with it.",
  remediation:
    "Add the condition `aws:SourceArn` with the trail's ARN to the statement that lets CloudTrail write. `LogArchive` does so.",
  controls: [
    partial("nist-800-53-r5/AU-9(4)"),
    supporting("pci-dss-4.0.1/10.3.2"),
    supporting("soc2-2017/CC6.1"),
    supporting("soc2-2017/CC6.3"),
  ],
  pages: [
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html",
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  ],
  about: Trail,
  check(trail, graph) {
    const bucket = archiveOf(trail, graph);
    return judgeSetting(POLICY, bucket, graph, (document, seen) => {
      if (!document?.given) return pass(seen);
      if (document.open) throw new UnknownValue(`the policy of bucket ${bucket.name}`, document.open.why);
      // A stranger's trail may look at the ACL and gains nothing by it.
      const writes = deliveryRequests(trail, bucket, document, graph).filter(({ action }) => action === "s3:PutObject");
      const exposed = writes
        .map((request) => decide([document], ofForeignTrail(request)))
        .find(({ effect }) => effect === "allowed");
      return exposed
        ? fail(`${exposed.by?.name} lets trails of every account write to bucket ${bucket.name}`, seen)
        : pass(seen);
    });
  },
});
