import { currentDays, expiry, touches } from "../archive/lifecycle";
import { judgeSetting, LIFECYCLE } from "../archive/settings";
import { partial, supporting } from "../frameworks/controls";
import { Found } from "../graph/found";
import { Bucket } from "../kinds/s3";
import { fail, notApplicable, pass, policy } from "../policy";
import { deliveries } from "./log-sources";

/** Where only a rule for the whole bucket reaches. */
const NOWHERE = "\0";

export default policy({
  id: "log-bucket-retention",
  title: "Buckets keep the logs of services long enough",
  severity: "medium",
  description:
    "A switch that is on proves little where the lifecycle of the bucket removes the logs before an incident is noticed, or before the auditor arrives.",
  remediation:
    "Set `expiration.days` of every lifecycle rule that touches the logs to the required number of days or more.",
  controls: [
    partial("pci-dss-4.0.1/10.5.1"),
    partial("nist-800-53-r5/AU-11"),
    supporting("iso-27001-2022/A.5.33"),
    supporting("soc2-2017/CC7.2"),
  ],
  pages: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html"],
  about: Bucket,
  parameters: {
    minimumDays: {
      description: "Days that logs of services must be kept at least.",
      default: 365,
      source: "PCI DSS 4.0.1 10.5.1: one year",
      schema: { type: "integer", minimum: 1 },
    },
  },
  check(bucket, graph, { minimumDays }) {
    if (bucket.record.external) return notApplicable("this stack only reads it");
    const arriving = deliveries(graph).get(bucket);
    if (arriving.length === 0) return notApplicable("no service of this stack sends logs to it");
    return judgeSetting(LIFECYCLE, bucket, graph, (rules = [], seen) => {
      const expiring = new Found(rules).filter((rule) => currentDays(rule) < minimumDays);
      for (const { from, logs, prefix } of arriving) {
        const rule = expiring.find((candidate) => touches(candidate, prefix ?? NOWHERE));
        if (rule)
          return fail(
            `rule ${rule.id ?? "without an id"} expires ${logs} of ${from.name} ${expiry(rule)}; ${minimumDays} days are required`,
            seen,
          );
      }
      return pass(seen);
    });
  },
});
