import { direct, partial } from "../frameworks/controls";
import { Trail } from "../kinds/cloudtrail";
import { evidence, fail, names, pass, policy } from "../policy";
import { hasLock, loggingPath, logTarget, refusal } from "./access-logs";
import { archiveOf } from "./archive";
import { judgeSetting, LOGGING } from "./settings";

export default policy({
  id: "archive-access-logs",
  title: "Access to the archive is logged in another bucket",
  severity: "low",
  description:
    "The access log says who read and who removed log files. A bucket that logs to itself writes a log about every log.",
  remediation:
    "Add a `BucketLogging` whose target is a bucket without Object Lock that lets `logging.s3.amazonaws.com` in. `LogArchive` makes both.",
  controls: [
    direct("cis-aws-1.4.0/3.6"),
    direct("cis-aws-3.0.0/3.4"),
    direct("cis-aws-7.0.0/4.4"),
    direct("aws-security-hub/CloudTrail.7"),
    direct("aws-security-hub/S3.9"),
    direct("pci-dss-4.0.1/10.2.1.3"),
    partial("pci-dss-4.0.1/10.3.4"),
    partial("iso-27001-2022/A.5.28"),
  ],
  pages: [
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html",
  ],
  about: Trail,
  check(trail, graph) {
    const bucket = archiveOf(trail, graph);
    return judgeSetting(LOGGING, bucket, graph, (logging, seen, setting) => {
      const targets = logTarget(setting, graph);
      if (targets.elsewhere.length > 0) return pass(seen);
      const target = targets.first;
      if (!target) return fail(`bucket ${bucket.name} keeps no access log`, seen);
      if (target === bucket) return fail(`bucket ${bucket.name} logs access to itself`, seen);
      const path = loggingPath([bucket, target], graph);
      if (new Set(path).size < path.length) return fail(`access logs go round in a circle: ${names(path)}`, seen);
      if (target.record.external) return pass(seen);
      if (hasLock(target, graph))
        return fail(`bucket ${target.name} has Object Lock, and S3 delivers no access log to it`, seen);
      const why = refusal(bucket, target, logging?.targetPrefix ?? "", graph);
      return why
        ? fail(`bucket ${target.name} refuses the access log: ${why}`, seen)
        : pass(evidence(setting.from, setting.path, `bucket ${target.name}`));
    });
  },
});
