import { HttpApi, RestApi } from "../kinds/apigateway";
import { Certificate } from "../kinds/acm";
import { Distribution } from "../kinds/cloudfront";
import { NatGateway, TransitGateway, VpnConnection } from "../kinds/ec2";
import { ClassicLoadBalancer, LoadBalancer, TargetGroup } from "../kinds/elb";
import { HealthCheck } from "../kinds/route53";
import { WebAcl } from "../kinds/wafv2";
import { monitorable } from "./monitorable";

const DOCS = "https://docs.aws.amazon.com";
const otherThan = (wanted: string, { loadBalancerType }: { loadBalancerType?: string }): string | undefined =>
  (loadBalancerType || "application") === wanted ? undefined : `its type is ${loadBalancerType || "application"}`;
/** Protocols of targets that only a network or gateway load balancer has. */
const BELOW_HTTP = ["TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC", "GENEVE"];

/** What lets requests in and out. */
export const networking = [
  monitorable({
    id: "load-balancer-monitored",
    title: "Application load balancers have alarms on server errors",
    severity: "medium",
    description: "Customers meet a server error at the load balancer first, and nobody else counts them all.",
    about: LoadBalancer,
    namespaces: ["AWS/ApplicationELB"],
    named: [{ dimension: "LoadBalancer", property: "arnSuffix" }],
    metrics: {
      HTTPCode_ELB_5XX_Count: ["HTTPCode_ELB_500_Count", "HTTPCode_ELB_502_Count", "HTTPCode_ELB_503_Count"],
      HTTPCode_Target_5XX_Count: [],
    },
    page: `${DOCS}/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html`,
    exempt: ({ props }) => otherThan("application", props),
  }),
  monitorable({
    id: "network-load-balancer-monitored",
    title: "Network load balancers have an alarm on unhealthy targets",
    severity: "medium",
    description: "A network load balancer counts no errors; that its targets fail their health checks is all it says.",
    about: LoadBalancer,
    namespaces: ["AWS/NetworkELB"],
    named: [{ dimension: "LoadBalancer", property: "arnSuffix" }],
    metrics: { UnHealthyHostCount: ["HealthyHostCount"] },
    page: `${DOCS}/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html`,
    exempt: ({ props }) => otherThan("network", props),
  }),
  monitorable({
    id: "classic-load-balancer-monitored",
    title: "Classic load balancers have an alarm on unhealthy instances",
    severity: "medium",
    description: "A load balancer without healthy instances refuses every request.",
    about: ClassicLoadBalancer,
    namespaces: ["AWS/ELB"],
    named: [{ dimension: "LoadBalancerName", property: "name" }],
    metrics: { UnHealthyHostCount: ["HealthyHostCount"] },
    page: `${DOCS}/elasticloadbalancing/latest/classic/elb-cloudwatch-metrics.html`,
  }),
  monitorable({
    id: "target-group-monitored",
    title: "Target groups have an alarm on unhealthy targets",
    severity: "low",
    description: "A target that fails its health check leaves the others its load, until the last one fails.",
    about: TargetGroup,
    namespaces: ["AWS/ApplicationELB"],
    named: [{ dimension: "TargetGroup", property: "arnSuffix" }],
    metrics: { UnHealthyHostCount: ["HealthyHostCount"] },
    page: `${DOCS}/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html`,
    exempt({ props: { targetType, protocol } }) {
      if (targetType === "lambda") return "its target is a function, which is judged by itself";
      return BELOW_HTTP.includes(protocol ?? "")
        ? "it stands behind a network load balancer, which is judged by its targets"
        : undefined;
    },
  }),
  monitorable({
    id: "rest-api-monitored",
    title: "REST APIs have an alarm on server errors",
    severity: "low",
    description: "A server error of an API reaches its callers, and the function behind it may know nothing of it.",
    about: RestApi,
    namespaces: ["AWS/ApiGateway"],
    named: [{ dimension: "ApiName", property: "name" }],
    metrics: { "5XXError": [] },
    page: `${DOCS}/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html`,
  }),
  monitorable({
    id: "http-api-monitored",
    title: "HTTP and WebSocket APIs have an alarm on server errors",
    severity: "low",
    description: "A server error of an API reaches its callers, and the function behind it may know nothing of it.",
    about: HttpApi,
    namespaces: ["AWS/ApiGateway"],
    named: [{ dimension: "ApiId", property: "id" }],
    metrics: { "5xx": ["ExecutionError", "IntegrationError"] },
    page: `${DOCS}/apigateway/latest/developerguide/http-api-metrics.html`,
  }),
  monitorable({
    id: "distribution-monitored",
    title: "Distributions have an alarm on server errors",
    severity: "low",
    description: "An origin that fails shows at the edge first, to every visitor at once.",
    about: Distribution,
    namespaces: ["AWS/CloudFront"],
    named: [{ dimension: "DistributionId", property: "id" }],
    metrics: { "5xxErrorRate": ["TotalErrorRate", "OriginLatency"] },
    page: `${DOCS}/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html`,
    exempt: ({ props }) => (props.enabled === false ? "it is switched off" : undefined),
  }),
  monitorable({
    id: "nat-gateway-monitored",
    title: "NAT gateways have an alarm on ports that run out",
    severity: "low",
    description: "A NAT gateway without a free port refuses new connections of everything behind it.",
    about: NatGateway,
    namespaces: ["AWS/NATGateway"],
    named: [{ dimension: "NatGatewayId", property: "id" }],
    metrics: { ErrorPortAllocation: ["PacketsDropCount"] },
    page: `${DOCS}/vpc/latest/userguide/metrics-dimensions-nat-gateway.html`,
  }),
  monitorable({
    id: "vpn-connection-monitored",
    title: "VPN connections have an alarm on their tunnels",
    severity: "low",
    description: "With one tunnel down the other carries all, and with both down nobody gets through.",
    about: VpnConnection,
    namespaces: ["AWS/VPN"],
    named: [{ dimension: "VpnId", property: "id" }],
    metrics: { TunnelState: [] },
    page: `${DOCS}/vpn/latest/s2svpn/monitoring-cloudwatch-vpn.html`,
  }),
  monitorable({
    id: "transit-gateway-monitored",
    title: "Transit gateways have an alarm on packets without a route",
    severity: "low",
    description: "Packets without a route are dropped, and both ends see a connection that does not answer.",
    about: TransitGateway,
    namespaces: ["AWS/TransitGateway"],
    named: [{ dimension: "TransitGateway", property: "id" }],
    metrics: { PacketDropCountNoRoute: ["PacketDropCountBlackhole", "BytesDropCountNoRoute"] },
    page: `${DOCS}/vpc/latest/tgw/transit-gateway-cloudwatch-metrics.html`,
  }),
  monitorable({
    id: "certificate-monitored",
    title: "Certificates have an alarm on the days that are left",
    severity: "low",
    description: "A certificate whose renewal fails runs out on a known day, and every connection with it.",
    about: Certificate,
    namespaces: ["AWS/CertificateManager"],
    named: [{ dimension: "CertificateArn", property: "arn" }],
    metrics: { DaysToExpiry: [] },
    page: `${DOCS}/acm/latest/userguide/cloudwatch-metrics.html`,
  }),
  monitorable({
    id: "web-acl-monitored",
    title: "Web ACLs have an alarm on the requests that they block",
    severity: "low",
    description: "A rise in blocked requests is an attack, or a rule that turns customers away.",
    about: WebAcl,
    namespaces: ["AWS/WAFV2"],
    named: [{ dimension: "WebACL", property: "visibilityConfig.metricName" }],
    metrics: { BlockedRequests: ["AllowedRequests", "CountedRequests"] },
    page: `${DOCS}/waf/latest/developerguide/waf-metrics.html`,
  }),
  monitorable({
    id: "health-check-monitored",
    title: "Health checks have an alarm on their status",
    severity: "low",
    description: "A health check that fails moves traffic where it can, and tells nobody.",
    about: HealthCheck,
    namespaces: ["AWS/Route53"],
    named: [{ dimension: "HealthCheckId", property: "id" }],
    metrics: { HealthCheckStatus: ["HealthCheckPercentageHealthy", "ChildHealthCheckHealthyCount"] },
    page: `${DOCS}/Route53/latest/DeveloperGuide/monitoring-cloudwatch.html`,
  }),
];
