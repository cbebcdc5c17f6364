import { direct, partial, supporting } from "../frameworks/controls";
import { Distribution } from "../kinds/cloudfront";
import { ClassicLoadBalancer, Listener, LoadBalancer } from "../kinds/elb";
import { LogDeliverySource } from "../kinds/log-delivery";
import { ClassicWebAcl, RuleGroup, WebAcl, WebAclLogging, type RulesProps } from "../kinds/wafv2";
import { partner, partnerPolicy, settingPolicy } from "./switch";

const REQUESTS = [
  partial("nist-800-53-r5/AU-12"),
  supporting("pci-dss-4.0.1/10.2.1"),
  supporting("soc2-2017/CC7.2"),
  supporting("iso-27001-2022/A.8.15"),
];

/** The setting that publishes metrics of each rule, in the list and of the whole. */
const metered = ({ visibilityConfig, rules = [] }: RulesProps): boolean =>
  [visibilityConfig, ...rules.map((rule) => rule.visibilityConfig)].every((config) => config?.cloudwatchMetricsEnabled);

const WITHOUT_METRICS = {
  severity: "low",
  path: "visibilityConfig.cloudwatchMetricsEnabled",
  on: metered,
  off: "not every rule publishes metrics",
  controls: [supporting("nist-800-53-r5/SI-4"), supporting("soc2-2017/CC7.2")],
  pages: ["https://docs.aws.amazon.com/waf/latest/developerguide/monitoring-cloudwatch.html"],
} as const;

/** What comes in from outside: load balancers, CDN and web application firewalls. */
export default [
  partnerPolicy({
    id: "load-balancer-access-logs",
    title: "Load balancers keep access logs",
    severity: "medium",
    description:
      "The access log keeps each request with the address that it came from; the targets see the balancer's only.",
    remediation: "Set `accessLogs.enabled: true` and `accessLogs.bucket`; a bucket alone switches nothing on.",
    controls: [direct("aws-security-hub/ELB.5"), ...REQUESTS],
    pages: [
      "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html",
      "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html",
    ],
    about: LoadBalancer,
    exempt(balancer, graph) {
      const type = balancer.props.loadBalancerType ?? "application";
      if (type === "gateway") return "gateway load balancers keep no access logs";
      if (type !== "network") return undefined;
      const listeners = graph.into(balancer, Listener, "loadBalancerArn");
      return balancer.props.accessLogs || listeners.some(({ props }) => props.protocol === "TLS")
        ? undefined
        : "network load balancers log connections of TLS listeners only, and it has none";
    },
    inline: [{ path: "accessLogs.enabled", on: ({ accessLogs }) => accessLogs?.enabled }],
    off: "access logs are not switched on",
  }),
  settingPolicy({
    id: "classic-load-balancer-access-logs",
    title: "Classic load balancers keep access logs",
    severity: "medium",
    description:
      "The access log keeps each request with the address that it came from; the instances see the balancer's only.",
    remediation: "Set `accessLogs.bucket`, and leave `accessLogs.enabled` at `true`.",
    controls: [direct("aws-security-hub/ELB.5"), ...REQUESTS],
    pages: ["https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/access-log-collection.html"],
    about: ClassicLoadBalancer,
    path: "accessLogs",
    on: ({ accessLogs }) => accessLogs && (accessLogs.enabled ?? true),
    off: "access logs are not switched on",
  }),
  partnerPolicy({
    id: "cloudfront-access-logs",
    title: "CloudFront distributions keep access logs",
    severity: "medium",
    description:
      "What CloudFront answers from its cache never reaches the origin, so only the distribution's log has all requests.",
    remediation:
      'Set `loggingConfig.bucket`, or join the distribution to a store with `LogDeliverySource` (`logType: "ACCESS_LOGS"`) and `LogDelivery`.',
    controls: [direct("aws-security-hub/CloudFront.5"), ...REQUESTS],
    pages: [
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html",
      "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html",
    ],
    about: Distribution,
    inline: [
      // Without a bucket, it only says that a delivery by CloudWatch has cookies in it.
      { path: "loggingConfig", on: ({ loggingConfig }) => loggingConfig && "bucket" in loggingConfig },
      {
        path: "defaultCacheBehavior.realtimeLogConfigArn",
        on: ({ defaultCacheBehavior }) => defaultCacheBehavior?.realtimeLogConfigArn,
      },
    ],
    partners: [
      partner(LogDeliverySource, "resourceArn", { path: "logType", on: ({ logType }) => logType === "ACCESS_LOGS" }),
    ],
    off: "access logs are not switched on",
  }),
  partnerPolicy({
    id: "waf-logging",
    title: "Web ACLs log the requests that they inspect",
    severity: "medium",
    description:
      "The log says which rule let a request through or blocked it; the sampled requests are gone after three hours.",
    remediation:
      "Make a `WebAclLoggingConfiguration` with the ACL's ARN as `resourceArn` and a destination whose name begins with `aws-waf-logs-`.",
    controls: [direct("aws-security-hub/WAF.11"), ...REQUESTS],
    pages: ["https://docs.aws.amazon.com/waf/latest/developerguide/logging.html"],
    about: WebAcl,
    partners: [partner(WebAclLogging, "resourceArn", { path: "logDestinationConfigs", on: () => true })],
    off: "no logging configuration gives its log a destination",
  }),
  settingPolicy({
    id: "waf-classic-logging",
    title: "WAF Classic web ACLs log the requests that they inspect",
    severity: "medium",
    description:
      "The log says which rule let a request through or blocked it; the sampled requests are gone after three hours.",
    remediation: "Set `loggingConfiguration.logDestination` to a Firehose stream, or move to `aws.wafv2.WebAcl`.",
    controls: REQUESTS,
    pages: ["https://docs.aws.amazon.com/waf/latest/developerguide/classic-logging.html"],
    about: ClassicWebAcl,
    path: "loggingConfiguration",
    on: ({ loggingConfiguration }) => loggingConfiguration,
    off: "no logging configuration gives its log a destination",
  }),
  settingPolicy({
    id: "web-acl-metrics",
    title: "Web ACLs publish metrics of their rules",
    description: "An alarm can tell an attack from a quiet day only where each rule counts what it matched.",
    remediation: "Set `visibilityConfig.cloudwatchMetricsEnabled: true` on the ACL and on each rule.",
    about: WebAcl,
    ...WITHOUT_METRICS,
  }),
  settingPolicy({
    id: "waf-rule-group-metrics",
    title: "WAF rule groups publish metrics of their rules",
    description: "An alarm can tell an attack from a quiet day only where each rule counts what it matched.",
    remediation: "Set `visibilityConfig.cloudwatchMetricsEnabled: true` on the group and on each rule.",
    about: RuleGroup,
    ...WITHOUT_METRICS,
  }),
];
