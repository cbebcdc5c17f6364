import { direct, partial, supporting } from "../frameworks/controls";
import { Found } from "../graph/found";
import { Trail } from "../kinds/cloudtrail";
import type { LifecycleRule } from "../kinds/s3";
import { fail, pass, policy } from "../policy";
import { archiveOf } from "./archive";
import { deliveredPrefix } from "./delivery";
import { currentDays, expiry, noncurrentDays, touches } from "./lifecycle";
import { judgeSetting, LIFECYCLE, lockedDays, OBJECT_LOCK, settingsOf, VERSIONING } from "./settings";

const called = ({ id }: LifecycleRule): string => (id ? `rule ${id}` : "a rule without an id");

export default policy({
  id: "archive-retention",
  title: "The archive keeps log files long enough",
  severity: "high",
  description:
    "Log files that expire before an incident is noticed, or before the auditor arrives, prove nothing. An expired file of a versioned bucket hides behind a delete marker, where neither a query nor `validate-logs` finds it.",
  remediation:
    "Set `expiration.days` and `noncurrentVersionExpiration.noncurrentDays` of every lifecycle rule that touches the trail's prefix to the required days or more. `LogArchive` keeps 2557 days.",
  controls: [
    direct("pci-dss-4.0.1/10.5.1"),
    direct("nist-800-53-r5/AU-11"),
    partial("hipaa/164.316(b)(2)(i)"),
    partial("iso-27001-2022/A.5.33"),
    partial("nist-800-53-r5/SI-12"),
    supporting("nist-800-53-r5/AU-4"),
    supporting("hipaa/164.312(b)"),
    supporting("iso-27001-2022/A.8.10"),
    partial("aws-security-hub/S3.13"),
  ],
  pages: [
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-conflicts.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html",
  ],
  about: Trail,
  parameters: {
    minimumDays: {
      description: "Days that log files must be kept at least.",
      default: 365,
      source: "PCI DSS 4.0.1 10.5.1: one year",
      schema: { type: "integer", minimum: 1 },
    },
  },
  check(trail, graph, { minimumDays }) {
    const bucket = archiveOf(trail, graph);
    const touched = (rule: LifecycleRule): boolean => touches(rule, deliveredPrefix(trail, graph));
    const losesVersions = (): boolean =>
      !settingsOf(OBJECT_LOCK, bucket, graph).every(({ read }) => lockedDays(read() ?? {}) >= minimumDays) &&
      (bucket.props.objectLockEnabled || settingsOf(VERSIONING, bucket, graph).some(({ read }) => read() === true));

    return judgeSetting(LIFECYCLE, bucket, graph, (given = [], seen) => {
      const rules = new Found(given);
      const expiring = rules.find((rule) => currentDays(rule) < minimumDays && touched(rule));
      if (expiring)
        return fail(
          `${called(expiring)} expires log files ${expiry(expiring)}; ${minimumDays} days are required`,
          seen,
        );
      const purging = rules.find((rule) => noncurrentDays(rule) < minimumDays && touched(rule) && losesVersions());
      if (!purging) return pass(seen);
      const days = noncurrentDays(purging);
      return fail(`${called(purging)} removes deleted log files after ${days} days; ${minimumDays} are required`, seen);
    });
  },
});
