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

const emr = (logUri: unknown): Draft => other("aws:emr/cluster:Cluster", "emr", { logUri });
const brokers = other("aws:msk/cluster:Cluster", "kafka", {
  loggingInfo: { brokerLogs: { s3: { enabled: true, bucket: ref("logs", "bucket"), prefix: "kafka" } } },
});
const build = (location: unknown): Draft =>
  other("aws:codebuild/project:Project", "ci", { logsConfig: { s3Logs: { status: "ENABLED", location } } });
const warehouse = (values: Record<string, unknown> = {}): Draft =>
  other("aws:redshift/logging:Logging", "sales", { clusterIdentifier: "sales", bucketName: "logs", ...values });

judge(logBucketRetention, {
  pass: {
    "a rule for other files than those of builds": [logs, build("logs"), rules(rule(7, "tmp/"))],
    "a rule beside the folder of a cluster": [logs, emr("s3://logs/emr/"), rules(rule(7, "tmp/"))],
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
    "a cluster names a folder": [
      [logs, emr("s3://logs/emr/"), rules(rule(30, "emr/"))],
      "logs of nodes of emr after 30 days",
    ],
    "brokers below a prefix": [[logs, brokers, rules(rule(30, "kafka/"))], "broker logs of kafka after 30 days"],
    "builds of an ARN and a folder": [
      [logs, build("arn:aws:s3:::logs/builds"), rules(rule(30, "builds/"))],
      "logs of builds of ci after 30 days",
    ],
    "a warehouse": [[logs, warehouse(), rules(rule(30))], "audit logs of sales after 30 days"],
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
    "a warehouse that logs to CloudWatch": [logs, warehouse({ logDestinationType: "cloudwatch" }), rules(rule(30))],
    "the switch is off": [logs, balancer({ enabled: false }), rules(rule(30))],
    "a bucket that the stack only reads": [{ ...logs, external: true }, balancer()],
  },
});
