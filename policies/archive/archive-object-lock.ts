import { direct, partial, supporting } from "../frameworks/controls";
import { Trail } from "../kinds/cloudtrail";
import { fail, pass, policy } from "../policy";
import { archiveOf } from "./archive";
import { judgeSetting, lockedDays, OBJECT_LOCK } from "./settings";

export default policy({
  id: "archive-object-lock",
  title: "The archive locks every file it receives",
  severity: "medium",
  description:
    "A lock keeps a log file from the hands of an administrator, and of whoever stole an administrator's credentials.",
  remediation:
    "Set a default retention in a `BucketObjectLockConfiguration`. `LogArchive` locks for 365 days in governance mode.",
  controls: [
    direct("nist-800-53-r5/AU-9"),
    direct("iso-27001-2022/A.5.33"),
    partial("pci-dss-4.0.1/10.3.2"),
    partial("nist-800-53-r5/AU-9(6)"),
    partial("iso-27001-2022/A.5.28"),
    supporting("pci-dss-4.0.1/10.3.4"),
    supporting("pci-dss-4.0.1/10.5.1"),
    supporting("hipaa/164.312(c)(1)"),
    supporting("soc2-2017/CC6.1"),
    partial("aws-security-hub/S3.15"),
    supporting("hipaa/164.312(c)(2)"),
    supporting("soc2-2017/C1.1"),
  ],
  pages: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html"],
  about: Trail,
  parameters: {
    minimumDays: {
      description: "Days for which every new file must be locked at least.",
      default: 365,
      source: "PCI DSS 4.0.1 10.5.1: one year",
      schema: { type: "integer", minimum: 1 },
    },
  },
  check(trail, graph, { minimumDays }) {
    const bucket = archiveOf(trail, graph);
    return judgeSetting(OBJECT_LOCK, bucket, graph, (retention, seen) => {
      if (!retention?.mode) return fail(`bucket ${bucket.name} locks no file by default`, seen);
      const days = lockedDays(retention);
      return days >= minimumDays
        ? pass(seen)
        : fail(`bucket ${bucket.name} locks files for ${days} days; ${minimumDays} are required`, seen);
    });
  },
});
