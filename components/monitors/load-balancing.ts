import type * as aws from "@pulumi/aws";
import { DOCS, monitored, UNWANTED, type AlarmRow } from "./monitored";

const FIRST_MINUTES = { ...UNWANTED, of: 3, provenance: "own", severity: "critical" } as const;

const healthy = {
  id: "healthy",
  says: "Nothing behind it is healthy; it answers nobody",
  metric: "HealthyHostCount",
  statistic: "Minimum",
  of: 3,
  compare: "<",
  threshold: 1,
  missing: "breaching",
  provenance: "own",
  severity: "critical",
} as const satisfies AlarmRow<never>;
const unhealthy = {
  id: "unhealthy",
  says: "A target fails its health checks, and the others carry its load",
  metric: "UnHealthyHostCount",
  ...UNWANTED,
  statistic: "Maximum",
  of: 3,
  provenance: "own",
  severity: "warning",
} as const satisfies AlarmRow<never>;

/** A share of the requests, so that an alarm means the same at night and at noon. */
const ratio = (of: string, to: string) => ({
  math: { expression: "100 * FILL(errors, 0) / requests", metrics: { errors: of, requests: to } },
  statistic: "Sum" as const,
});

const LB = `${DOCS}/elasticloadbalancing/latest`;

/** What lets requests in and spreads them. */
export const loadBalancing = [
  monitored<aws.lb.LoadBalancer>({
    type: "aws:lb/loadBalancer:LoadBalancer",
    aliases: ["aws:alb/loadBalancer:LoadBalancer", "aws:applicationloadbalancing/loadBalancer:LoadBalancer"],
    noun: "load-balancer",
    namespace: "AWS/ApplicationELB",
    dimensions: ({ arnSuffix }) => ({ LoadBalancer: arnSuffix }),
    page: `${LB}/application/load-balancer-cloudwatch-metrics.html`,
    traits: {
      network: ({ loadBalancerType }) => loadBalancerType === "network",
      gateway: ({ loadBalancerType }) => loadBalancerType === "gateway",
    },
    pulse: { metric: "RequestCount", statistic: "Sum", unless: "network" },
    alarms: [
      {
        id: "errors",
        says: "It answers more than a twentieth of the requests with an error of its own",
        metric: "HTTPCode_ELB_5XX_Count",
        ...FIRST_MINUTES,
        ...ratio("HTTPCode_ELB_5XX_Count", "RequestCount"),
        threshold: 5,
        unless: "network",
      },
      {
        id: "target-errors",
        says: "What is behind it answers more than a twentieth of the requests with an error",
        metric: "HTTPCode_Target_5XX_Count",
        ...FIRST_MINUTES,
        ...ratio("HTTPCode_Target_5XX_Count", "RequestCount"),
        of: 5,
        threshold: 5,
        unless: "network",
      },
      {
        id: "rejected",
        says: "It refuses connections at its limit",
        metric: "RejectedConnectionCount",
        ...FIRST_MINUTES,
        provenance: "peer",
        severity: "warning",
        unless: "network",
      },
      {
        id: "ports",
        says: "It has no ports left to reach its targets",
        metric: "PortAllocationErrorCount",
        namespace: "AWS/NetworkELB",
        ...FIRST_MINUTES,
        when: "network",
      },
    ],
  }),
  monitored<aws.lb.TargetGroup>({
    type: "aws:lb/targetGroup:TargetGroup",
    aliases: ["aws:alb/targetGroup:TargetGroup", "aws:applicationloadbalancing/targetGroup:TargetGroup"],
    noun: "targets",
    namespace: "AWS/ApplicationELB",
    dimensions: ({ arnSuffix }, { loadBalancer }) => ({
      TargetGroup: arnSuffix,
      ...(loadBalancer && { LoadBalancer: loadBalancer.arnSuffix }),
    }),
    page: `${LB}/application/load-balancer-cloudwatch-metrics.html`,
    lacks: ({ loadBalancer }) =>
      loadBalancer ? [] : ["missing; CloudWatch counts the targets of a group per load balancer"],
    traits: { network: ({ protocol }) => /^(TCP|TLS|UDP|TCP_UDP|QUIC|TCP_QUIC|GENEVE)$/.test(protocol) },
    alarms: [
      { ...healthy, unless: "network" },
      { ...unhealthy, unless: "network" },
      { ...healthy, namespace: "AWS/NetworkELB", when: "network" },
      { ...unhealthy, namespace: "AWS/NetworkELB", when: "network" },
      {
        id: "errors",
        says: "Its targets answer more than a twentieth of the requests with an error",
        metric: "HTTPCode_Target_5XX_Count",
        ...FIRST_MINUTES,
        ...ratio("HTTPCode_Target_5XX_Count", "RequestCount"),
        of: 5,
        threshold: 5,
        severity: "warning",
        unless: "network",
      },
      {
        id: "latency",
        says: "One request of ten waits over 2.5 seconds",
        metric: "TargetResponseTime",
        ...FIRST_MINUTES,
        statistic: "p90",
        of: 5,
        threshold: 2.5,
        severity: "warning",
        unless: "network",
      },
    ],
  }),
  monitored<aws.elb.LoadBalancer>({
    type: "aws:elb/loadBalancer:LoadBalancer",
    aliases: ["aws:elasticloadbalancing/loadBalancer:LoadBalancer"],
    noun: "classic-load-balancer",
    namespace: "AWS/ELB",
    dimensions: ({ name }) => ({ LoadBalancerName: name }),
    page: `${LB}/classic/elb-cloudwatch-metrics.html`,
    alarms: [
      healthy,
      unhealthy,
      { id: "errors", says: "It answers with errors of its own", metric: "HTTPCode_ELB_5XX", ...FIRST_MINUTES },
    ],
  }),
];
