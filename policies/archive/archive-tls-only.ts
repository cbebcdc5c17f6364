import { direct, supporting } from "../frameworks/controls";
import { Found } from "../graph/found";
import { decide } from "../iam/decide";
import type { Request } from "../iam/request";
import { ANYTHING, text } from "../iam/text";
import { Trail } from "../kinds/cloudtrail";
import { fail, pass, policy } from "../policy";
import { bucketArn } from "../iam/arns";
import { archiveOf } from "./archive";
import { judgeSetting, POLICY } from "./settings";

const ACTIONS = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket"];

export default policy({
  id: "archive-tls-only",
  title: "The archive refuses plain HTTP",
  severity: "medium",
  description: "A log file that is read over plain HTTP can be read, and changed, by everybody on the way.",
  remediation:
    "Deny `s3:*` to everybody on the bucket and its objects while `aws:SecureTransport` is `false`. `LogArchive` does.",
  controls: [
    direct("cis-aws-3.0.0/2.1.1"),
    direct("cis-aws-7.0.0/3.1.1"),
    direct("aws-security-hub/S3.5"),
    supporting("soc2-2017/CC6.7"),
    supporting("pci-dss-4.0.1/10.3.2"),
  ],
  pages: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html"],
  about: Trail,
  check(trail, graph) {
    const bucket = archiveOf(trail, graph);
    const arn = bucketArn(bucket, graph);
    const requests = ACTIONS.map((action): Request => ({
      // Nobody whom a statement would name.
      principal: { aws: "arn:aws:iam::000000000000:role/anybody" },
      action,
      resource: action === "s3:ListBucket" ? arn : text`${arn}/${ANYTHING}`,
      context: { "aws:SecureTransport": "false", "s3:TlsVersion": null },
    }));
    return judgeSetting(POLICY, bucket, graph, (document, seen) => {
      if (!document?.given) return fail(`bucket ${bucket.name} has no policy that refuses plain HTTP`, seen);
      const accepted = new Found(requests).find((request) => !decide([document], request).denied);
      return accepted
        ? fail(`the policy of bucket ${bucket.name} does not refuse ${accepted.action as string} over plain HTTP`, seen)
        : pass(seen);
    });
  },
});
