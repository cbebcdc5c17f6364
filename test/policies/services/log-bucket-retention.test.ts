import { UNKNOWN } from "../../../policies/graph/value";
import logBucketRetention from "../../../policies/services/log-bucket-retention";
import { judge } from "../../judge";
import { bucket, bucketLifecycle, bucketLogging, other, ref, type Draft } from "../../resources";

const logs = bucket("logs", { bucket: "logs" });
const rule = (days: unknown, prefix?: string) => ({
  id: "old",
  status: "Enabled",
  expiration: { days },
  ...(prefix && { filter: { prefix } }),
});
const rules = (...of: object[]): Draft => bucketLifecycle("rules", { bucket: ref("logs", "bucket"), rules: of });
const balancer = (values: Record<string, unknown> = {}): Draft =>
  other("aws:lb/loadBalancer:LoadBalancer", "web", {
    accessLogs: { bucket: ref("logs", "bucket"), enabled: true, ...values },
  });
const flowLog = other("aws:ec2/flowLog:FlowLog", "flows", {
  logDestination: ref("logs", "arn"),
  logDestinationType: "s3",
});
const stream = other("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "aws-waf-logs", {
  extendedS3Configuration: { bucketArn: ref("logs", "arn"), prefix: "waf/!{timestamp:yyyy}/" },
});
const acl = other("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "waf", {
  logDestinationConfigs: [ref("aws-waf-logs", "arn")],
});
const distribution = (to: unknown): Draft =>
  other("aws:cloudfront/distribution:Distribution", "cdn", { loggingConfig: { bucket: to } });

judge(logBucketRetention, {
  pass: {
    "left to the default": [logs, balancer()],
    "a year and more": [logs, balancer(), rules(rule(400))],
    "a rule for other files": [logs, balancer({ prefix: "web" }), rules(rule(7, "tmp/"), rule(7, "AWSLogs/"))],
    "old versions go early": [
      logs,
      flowLog,
      rules({ id: "v", status: "Enabled", noncurrentVersionExpiration: { noncurrentDays: 7 } }),
    ],
    "a shorter minimum": { resources: [logs, flowLog, rules(rule(90))], settings: { minimumDays: 90 } },
  },
  fail: {
    "a month": [[logs, balancer(), rules(rule(30))], "rule old expires access logs of web after 30 days; 365 days"],
    "below the prefix": [[logs, balancer({ prefix: "web" }), rules(rule(30, "web/"))], "access logs of web"],
    "inside the bucket": [
      [
        bucket("logs", { bucket: "logs", lifecycleRules: [{ id: "old", enabled: true, expiration: { days: 7 } }] }),
        flowLog,
      ],
      "rule old expires flow logs of flows after 7 days",
    ],
    "by way of Firehose": [[logs, stream, acl, rules(rule(30, "waf/"))], "expires WAF logs of waf after 30 days"],
    "a distribution names the domain": [
      [logs, distribution("logs.s3.eu-west-1.amazonaws.com"), rules(rule(30))],
      "access logs of cdn",
    ],
    "logs of another bucket": [
      [
        logs,
        bucket("site"),
        bucketLogging("l", { bucket: ref("site", "bucket"), targetBucket: "logs" }),
        rules(rule(30)),
      ],
      "access logs of l after 30 days",
    ],
  },
  unknown: { "days that nobody knows yet": [[logs, balancer(), rules(rule(UNKNOWN))], "days is not known"] },
  notApplicable: {
    "no logs arrive": [logs, rules(rule(30))],
    "the switch is off": [logs, balancer({ enabled: false }), rules(rule(30))],
    "a bucket that the stack only reads": [{ ...logs, external: true }, balancer()],
  },
});
