import { direct, partial } from "../frameworks/controls";
import { LogGroup } from "../kinds/cloudwatch";
import { namesKey } from "../keys/named-key";
import { evidence, fail, pass, policy } from "../policy";

export default policy({
  id: "log-group-encryption",
  title: "Log groups are encrypted with a key of the account",
  severity: "medium",
  description:
    "With the key of CloudWatch Logs itself, whoever may read the group reads the events; with a key of the account, its policy decides too, and each use of it is recorded.",
  remediation: "Set `kmsKeyId` on the log group to the ARN of a key. `ManagedLogGroup` takes one from `AuditKey`.",
  controls: [
    partial("nist-800-53-r5/SC-28(1)"),
    partial("nist-800-53-r5/AU-9(3)"),
    partial("hipaa/164.312(a)(2)(iv)"),
    partial("soc2-2017/CC6.1"),
    partial("iso-27001-2022/A.8.24"),
    direct("aws-config-rules/CLOUDWATCH_LOG_GROUP_ENCRYPTED"),
    direct("aws-control-tower/CT.CLOUDWATCH.PR.3"),
  ],
  pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html"],
  about: LogGroup,
  check: (group, graph) =>
    namesKey(group, "kmsKeyId", graph)
      ? pass(evidence(group, "kmsKeyId"))
      : fail("no key of the account encrypts it", evidence(group, "kmsKeyId")),
});
