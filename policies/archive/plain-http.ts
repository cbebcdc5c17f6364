import { Found } from "../graph/found";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { bucketArn } from "../iam/arns";
import { decide } from "../iam/decide";
import type { Request } from "../iam/request";
import { ANYTHING, text } from "../iam/text";
import type { BucketProps } from "../kinds/s3";
import { fail, pass, type Answer } from "../policy";
import { judgeSetting, POLICY } from "./settings";

const ACTIONS = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket"];

/** Whether the bucket's policy refuses everybody who comes over plain HTTP. */
export function refusesPlainHttp(bucket: Resource<BucketProps>, graph: Graph): Answer {
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
}
