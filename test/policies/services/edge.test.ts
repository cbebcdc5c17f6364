import { UNKNOWN } from "../../../policies/graph/value";
import edge from "../../../policies/services/edge";
import { bucket, other, ref, type Draft } from "../../resources";
import { judgeRows } from "./rows";

const balancer = (values: Record<string, unknown> = {}, module = "lb"): Draft =>
  other(`aws:${module}/loadBalancer:LoadBalancer`, "web", values);
const listener = (protocol: unknown): Draft =>
  other("aws:lb/listener:Listener", "listener", { loadBalancerArn: ref("web"), protocol });
const logs = bucket("logs", { bucket: "logs" });
const intoLogs = { bucket: ref("logs", "bucket"), enabled: true };
const distribution = (values: Record<string, unknown> = {}): Draft =>
  other("aws:cloudfront/distribution:Distribution", "cdn", { enabled: true, ...values });
const deliverySource = (logType: string): Draft =>
  other("aws:cloudwatch/logDeliverySource:LogDeliverySource", "source", { resourceArn: ref("cdn"), logType });
const acl = (values: Record<string, unknown> = {}, type = "wafv2/webAcl:WebAcl"): Draft =>
  other(`aws:${type}`, "acl", { scope: "REGIONAL", ...values });
const aclLog = (resourceArn: unknown): Draft =>
  other("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "log", {
    resourceArn,
    logDestinationConfigs: ["arn:aws:logs:eu-west-1:111122223333:log-group:aws-waf-logs-x"],
  });
const metrics = (cloudwatchMetricsEnabled: unknown) => ({
  visibilityConfig: { cloudwatchMetricsEnabled, metricName: "m", sampledRequestsEnabled: true },
});
const group = (values: Record<string, unknown>): Draft => other("aws:wafv2/ruleGroup:RuleGroup", "rules", values);

const metered = (make: (values: Record<string, unknown>) => Draft) => ({
  pass: { "all of them": [make({ ...metrics(true), rules: [{ name: "r", ...metrics(true) }] })] },
  fail: {
    "one rule does not": [
      [make({ ...metrics(true), rules: [{ name: "r", ...metrics(false) }] })],
      "not every rule publishes metrics",
    ] as [Draft[], string],
    "left to the default": [[make({})], "not every rule publishes metrics"] as [Draft[], string],
  },
  unknown: { "a switch that nobody knows yet": [[make(metrics(UNKNOWN))], "MetricsEnabled"] as [Draft[], string] },
});

judgeRows(edge, {
  "load-balancer-access-logs": {
    pass: {
      "switched on": [logs, balancer({ accessLogs: intoLogs })],
      "by the names of other generations of the provider": [
        logs,
        balancer({ accessLogs: intoLogs }, "alb"),
        { ...balancer({ accessLogs: intoLogs }, "elasticloadbalancingv2"), name: "old" },
      ],
      "into a bucket of another stack": [balancer({ accessLogs: { bucket: UNKNOWN, enabled: true } })],
      "a network load balancer": [
        logs,
        balancer({ loadBalancerType: "network", accessLogs: intoLogs }),
        listener("TLS"),
      ],
    },
    fail: {
      "left to the default": [[balancer()], "access logs are not switched on"],
      "a bucket without the switch": [
        [balancer({ accessLogs: { bucket: "logs" } })],
        "access logs are not switched on",
      ],
      "a network load balancer that ends TLS": [
        [balancer({ loadBalancerType: "network" }), listener("TLS")],
        "access logs are not switched on",
      ],
    },
    unknown: {
      "a switch that nobody knows yet": [[balancer({ accessLogs: { enabled: UNKNOWN } })], "enabled is not known"],
    },
    notApplicable: {
      "a gateway load balancer": [balancer({ loadBalancerType: "gateway" })],
      "a network load balancer without TLS": [balancer({ loadBalancerType: "network" }), listener("TCP")],
    },
  },
  "classic-load-balancer-access-logs": {
    pass: { "a bucket": [balancer({ accessLogs: { bucket: "logs" } }, "elb")] },
    fail: {
      "left to the default": [[balancer({}, "elb")], "access logs are not switched on"],
      "switched off": [
        [balancer({ accessLogs: { bucket: "logs", enabled: false } }, "elasticloadbalancing")],
        "access logs are not switched on",
      ],
    },
    unknown: {
      "a switch that nobody knows yet": [[balancer({ accessLogs: { enabled: UNKNOWN } }, "elb")], "enabled"],
    },
  },
  "cloudfront-access-logs": {
    pass: {
      "standard logging": [logs, distribution({ loggingConfig: { bucket: ref("logs", "bucketDomainName") } })],
      "delivered by CloudWatch": [distribution(), deliverySource("ACCESS_LOGS")],
      "in real time": [
        distribution({ defaultCacheBehavior: { realtimeLogConfigArn: "arn:aws:cloudfront::1:realtime" } }),
      ],
    },
    fail: {
      "left to the default": [[distribution()], "access logs are not switched on"],
      "other logs are delivered": [
        [distribution(), deliverySource("CONNECTION_LOGS")],
        "access logs are not switched on",
      ],
    },
    unknown: {
      "a logging configuration that nobody knows yet": [[distribution({ loggingConfig: UNKNOWN })], "loggingConfig"],
    },
  },
  "waf-logging": {
    pass: { "a logging configuration": [acl(), aclLog(ref("acl"))] },
    fail: {
      "left to the default": [[acl()], "no logging configuration"],
      "the log of another ACL": [
        [acl(), aclLog("arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/other/1")],
        "no logging configuration",
      ],
    },
    unknown: { "the log of an ACL that nobody knows yet": [[acl(), aclLog(UNKNOWN)], "log.resourceArn is not known"] },
  },
  "waf-classic-logging": {
    pass: {
      "a global ACL": [acl({ loggingConfiguration: { logDestination: "arn" } }, "waf/webAcl:WebAcl")],
      "an ACL of a region": [acl({ loggingConfiguration: { logDestination: "arn" } }, "wafregional/webAcl:WebAcl")],
    },
    fail: { "left to the default": [[acl({}, "waf/webAcl:WebAcl")], "no logging configuration"] },
    unknown: {
      "a configuration that nobody knows yet": [
        [acl({ loggingConfiguration: UNKNOWN }, "waf/webAcl:WebAcl")],
        "loggingConfiguration is not known",
      ],
    },
  },
  "web-acl-metrics": metered(acl),
  "waf-rule-group-metrics": metered(group),
});
