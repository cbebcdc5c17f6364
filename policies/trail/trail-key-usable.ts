import { partial, supporting } from "../frameworks/controls";
import { keyOf, refusal } from "../keys/key-use";
import { Trail } from "../kinds/cloudtrail";
import { Bucket } from "../kinds/s3";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { accountOf, trailArn } from "../iam/arns";

export default policy({
  id: "trail-key-usable",
  title: "CloudTrail can use the key of its trail",
  severity: "critical",
  description:
    "CloudTrail needs the key for each file that it writes. With a key that keeps it out, or is disabled, no log file arrives.",
  remediation:
    "Allow `cloudtrail.amazonaws.com` `kms:GenerateDataKey*` and `kms:DescribeKey` in the key's policy, for this trail by `aws:SourceArn`. `AuditKey` does so.",
  controls: [
    partial("nist-800-53-r5/AU-9(3)"),
    supporting("nist-800-53-r5/AU-12"),
    supporting("nist-800-53-r5/SC-12"),
    supporting("cis-aws-3.0.0/3.5"),
    supporting("cis-aws-7.0.0/4.5"),
  ],
  pages: ["https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html"],
  about: Trail,
  check(trail, graph) {
    const key = keyOf(trail, "kmsKeyId", graph);
    if (!key) return notApplicable("no key of the account encrypts its files");
    const arn = trailArn(trail, graph);
    const use = (action: string, encryption: object): string | undefined =>
      refusal(
        key,
        {
          service: "cloudtrail.amazonaws.com",
          actions: [action],
          // https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html (KmsKeyNotFoundException)
          beside: graph.follow(trail, "s3BucketName", Bucket).known[0],
          context: { "aws:SourceArn": arn, "aws:SourceAccount": accountOf(graph, trail), ...encryption },
        },
        graph,
      );
    const refused =
      use("kms:GenerateDataKey", {
        "kms:EncryptionContext:aws:cloudtrail:arn": arn,
        "kms:EncryptionContextKeys": ["aws:cloudtrail:arn", "aws:s3:arn"],
      }) ?? use("kms:DescribeKey", { "kms:EncryptionContextKeys": null });
    const seen = [evidence(trail, "kmsKeyId", `key ${key.name}`), evidence(key, "policy")];
    return refused ? fail(refused, ...seen) : pass(...seen);
  },
});
