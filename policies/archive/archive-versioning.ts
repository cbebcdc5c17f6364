import { direct, partial, supporting } from "../frameworks/controls";
import { Trail } from "../kinds/cloudtrail";
import { evidence, fail, pass, policy } from "../policy";
import { archiveOf } from "./archive";
import { judgeSetting, VERSIONING } from "./settings";

export default policy({
  id: "archive-versioning",
  title: "The archive keeps overwritten and deleted files",
  severity: "high",
  description: "Without versions, whoever may write to the bucket can replace a log file or delete it for good.",
  remediation: "Add a `BucketVersioning` with status `Enabled`. `LogArchive` makes one.",
  controls: [
    direct("iso-27001-2022/A.5.33"),
    partial("pci-dss-4.0.1/10.3.2"),
    partial("cis-aws-3.0.0/2.1.2"),
    supporting("hipaa/164.312(c)(1)"),
    supporting("nist-800-53-r5/AU-9"),
    supporting("soc2-2017/A1.2"),
    partial("aws-security-hub/S3.14"),
  ],
  pages: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html"],
  about: Trail,
  check(trail, graph) {
    const bucket = archiveOf(trail, graph);
    return judgeSetting(VERSIONING, bucket, graph, (enabled, seen) => {
      if (enabled) return pass(seen);
      // S3 versions a bucket with Object Lock by itself.
      if (enabled === undefined && bucket.props.objectLockEnabled) return pass(evidence(bucket, "objectLockEnabled"));
      return fail(`bucket ${bucket.name} keeps no versions`, seen);
    });
  },
});
