import { partial, supporting } from "../frameworks/controls";
import { keyOf, refusal } from "../keys/key-use";
import { LogGroup } from "../kinds/cloudwatch";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { logGroupArn } from "../iam/arns";

export default policy({
  id: "log-group-key-usable",
  title: "CloudWatch Logs can use the keys of its log groups",
  severity: "high",
  description:
    "CloudWatch Logs of the group's region encrypts and decrypts in its own name. A key that keeps it out makes the group refuse events, and those already stored unreadable.",
  remediation:
    "Allow `logs.<region>.amazonaws.com` to encrypt, decrypt and generate data keys in the key's policy, under a condition on `kms:EncryptionContext:aws:logs:arn` that the group meets. `AuditKey` does so.",
  controls: [
    partial("nist-800-53-r5/SC-12"),
    supporting("nist-800-53-r5/AU-5"),
    supporting("pci-dss-4.0.1/10.7.2"),
    supporting("soc2-2017/CC6.1"),
  ],
  pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html"],
  about: LogGroup,
  check(group, graph) {
    const key = keyOf(group, "kmsKeyId", graph);
    if (!key) return notApplicable("no key of the account encrypts it");
    const region = graph.region(group);
    const refused = refusal(
      key,
      {
        service: `logs.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`,
        actions: ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"],
        beside: group,
        context: {
          "kms:EncryptionContext:aws:logs:arn": logGroupArn(group, graph),
          "kms:EncryptionContextKeys": ["aws:logs:arn"],
        },
      },
      graph,
    );
    const seen = [evidence(group, "kmsKeyId", `key ${key.name}`), evidence(key, "policy")];
    return refused ? fail(refused, ...seen) : pass(...seen);
  },
});
