import { partial, supporting } from "../frameworks/controls";
import { text } from "../iam/text";
import { keyOf, refusal } from "../keys/key-use";
import { Trail } from "../kinds/cloudtrail";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { accountOf, nameOf, partitionOf, trailArn } from "./arns";
import { Unknown } from "../graph/value";
import { segment } from "../iam/text";

export default policy({
  id: "trail-key-usable",
  title: "CloudTrail can use the keys of its trails",
  severity: "high",
  description:
    "CloudTrail encrypts each log file in its own name. A key that keeps it out makes AWS refuse the trail, or stops delivery without a word.",
  remediation:
    "Allow `cloudtrail.amazonaws.com` `kms:GenerateDataKey*` and `kms:DescribeKey` in the key's policy, under conditions that the trail meets. `AuditKey` does so.",
  controls: [
    partial("nist-800-53-r5/SC-12"),
    supporting("nist-800-53-r5/AU-5"),
    supporting("pci-dss-4.0.1/10.7.2"),
    supporting("soc2-2017/CC6.1"),
  ],
  pages: ["https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html"],
  about: Trail,
  check(trail, graph) {
    const key = keyOf(trail, "kmsKeyId", graph);
    if (!key) return notApplicable("no key of the account encrypts its log files");
    // The encryption context names the trail with the region of the event, the source is the trail in its home region.
    const anywhere = text`arn:${partitionOf(trail, graph)}:cloudtrail:${segment(new Unknown("the region of the event"))}:${accountOf(graph)}:trail/${nameOf(trail, "name")}`;
    const refused = refusal(
      key,
      {
        service: "cloudtrail.amazonaws.com",
        actions: ["kms:GenerateDataKey", "kms:DescribeKey"],
        context: { "aws:SourceArn": trailArn(trail, graph), "kms:EncryptionContext:aws:cloudtrail:arn": anywhere },
      },
      graph,
    );
    const seen = [evidence(trail, "kmsKeyId", `key ${key.name}`), evidence(key, "policy")];
    return refused ? fail(refused, ...seen) : pass(...seen);
  },
});
