import { direct, partial, supporting } from "../frameworks/controls";
import { Trail } from "../kinds/cloudtrail";
import { Key } from "../kinds/kms";
import { evidence, fail, pass, policy } from "../policy";

export default policy({
  id: "trail-encryption",
  title: "Trails encrypt their log files with a key of the account",
  severity: "medium",
  description:
    "Files under the key of S3 are readable for everyone who may read the bucket. A key of one's own is a second lock, and its use is recorded.",
  remediation: "Set `kmsKeyId` on the trail to the ARN of a key. `AuditTrail` takes the one of `AuditKey`.",
  controls: [
    direct("cis-aws-3.0.0/3.5"),
    direct("cis-aws-7.0.0/4.5"),
    direct("aws-security-hub/CloudTrail.2"),
    direct("nist-800-53-r5/SC-28(1)"),
    partial("nist-800-53-r5/AU-9(3)"),
    partial("pci-dss-4.0.1/10.3.2"),
    partial("hipaa/164.312(a)(2)(iv)"),
    supporting("soc2-2017/CC6.1"),
    supporting("iso-27001-2022/A.8.24"),
  ],
  pages: [
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/encrypting-cloudtrail-log-files-with-aws-kms.html",
  ],
  about: Trail,
  check(trail, graph) {
    const keys = graph.follow(trail, "kmsKeyId", Key);
    const managed = keys.elsewhere.find((name) => name.includes("alias/aws/"));
    if (managed) return fail(`encrypted with ${managed}, a key of AWS`, evidence(trail, "kmsKeyId"));
    if (keys.elsewhere.length > 0) return pass(evidence(trail, "kmsKeyId"));
    return keys.first
      ? pass(evidence(trail, "kmsKeyId", `key ${keys.first.name}`))
      : fail("no key of the account: S3 encrypts the log files with its own", evidence(trail, "kmsKeyId"));
  },
});
