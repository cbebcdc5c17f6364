import { bucket, bucketPolicy, logGroup, other, ref, role, rolePolicy, type Draft } from "../resources";
import type { Family } from "./breaks";
import { drop, set, statement, without } from "./edits";

/** Services that log, trace and meter as they should, into stores that take and keep the logs. */

const ELSEWHERE = "arn:aws:logs:eu-west-1:111122223333:log-group:elsewhere";
const STORE = "service-logs";
const ACCESS = "service-logs-access";
const FORMAT = '{"requestId":"$context.requestId"}';
const ACCESS_LOG = { destinationArn: ELSEWHERE, format: FORMAT };
const METERED = { cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true, metricName: "m" };
const LOGGED_TUNNEL = { cloudwatchLogOptions: { logEnabled: true, logGroupArn: ELSEWHERE } };

const FLOW_RIGHTS = /^flow-rights$/;
const GROUP = "cloudwatch/logGroup:LogGroup";
const BUCKET = "s3/bucket:Bucket";
const BUCKET_POLICY = "s3/bucketPolicy:BucketPolicy";
const FLOW_LOG = "ec2/flowLog:FlowLog";
const FIREWALL_LOG = "networkfirewall/loggingConfiguration:LoggingConfiguration";
const ACCELERATOR = "globalaccelerator/accelerator:Accelerator";
const QUERY_LOG = "route53/queryLog:QueryLog";
const CLIENT_VPN = "ec2clientvpn/endpoint:Endpoint";
const VPN = "ec2/vpnConnection:VpnConnection";
const BALANCER = "lb/loadBalancer:LoadBalancer";
const CLASSIC_BALANCER = "elb/loadBalancer:LoadBalancer";
const DISTRIBUTION = "cloudfront/distribution:Distribution";
const ACL = "wafv2/webAcl:WebAcl";
const ACL_LOG = "wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";
const RULE_GROUP = "wafv2/ruleGroup:RuleGroup";
const CLASSIC_ACL = "waf/webAcl:WebAcl";
const REST_STAGE = "apigateway/stage:Stage";
const METHODS = "apigateway/methodSettings:MethodSettings";
const WEB_STAGE = "apigatewayv2/stage:Stage";
const FUNCTION = "lambda/function:Function";
const GRAPHQL = "appsync/graphQLApi:GraphQLApi";
const MACHINE = "sfn/stateMachine:StateMachine";
const TARGET = "cloudwatch/eventTarget:EventTarget";
const BUS_POLICY = "cloudwatch/eventBusPolicy:EventBusPolicy";
const ENDPOINT = "cloudwatch/eventEndpoint:EventEndpoint";

const methods = (change: Record<string, unknown>) =>
  set(METHODS, { settings: { loggingLevel: "ERROR", metricsEnabled: true, ...change } });
const routes = (change: Record<string, unknown>) =>
  set(WEB_STAGE, { defaultRouteSettings: { loggingLevel: "ERROR", ...change } });

const LETS_LOGS_IN = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Service: "logs.eu-west-1.amazonaws.com" },
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"],
      Resource: "*",
      Condition: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:000000000001:log-group:*" },
      },
    },
  ],
});
const document = (statement: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
const group = (name: string, called: unknown): Draft =>
  logGroup(name, { name: called, retentionInDays: 365, kmsKeyId: ref("groups-key") });

const letsPut = (AWS: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { AWS }, Action: "events:PutEvents", Resource: "*" }],
  });

/** The store of the load balancer, and the store of the access logs of that store. */
const store = (name: string, Service: string, Condition?: object, logs: object = {}): Draft[] => [
  bucket(name, { bucket: name, versioning: { enabled: true }, lifecycleRules: [keeping(400)], ...logs }),
  bucketPolicy(name, {
    bucket: name,
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Delivers",
          Effect: "Allow",
          Principal: { Service },
          Action: "s3:PutObject",
          Resource: `arn:aws:s3:::${name}/*`,
          Condition,
        },
        {
          Sid: "DenyPlainHttp",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    }),
  }),
];
const keeping = (days: number) => ({
  id: "logs",
  enabled: true,
  expiration: { days },
  noncurrentVersionExpiration: { days: 90 },
  abortIncompleteMultipartUploadDays: 7,
});

export const services: Family = {
  healthy: [
    other("aws:ec2/vpc:Vpc", "net"),
    other(`aws:${FLOW_LOG}`, "net-flows", { vpcId: ref("net", "id"), trafficType: "ALL", logDestination: ELSEWHERE }),
    other(`aws:${FLOW_LOG}`, "group-flows", {
      ...{
        vpcId: ref("net", "id"),
        trafficType: "ALL",
        logDestination: ref("flow-group"),
        iamRoleArn: ref("flow-role"),
      },
    }),
    group("flow-group", "/flow/net"),
    role("flow-role", {
      name: "flow-role",
      assumeRolePolicy: document({ Principal: { Service: "vpc-flow-logs.amazonaws.com" }, Action: "sts:AssumeRole" }),
    }),
    rolePolicy("flow-rights", {
      role: "flow-role",
      policy: document({ Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: "*" }),
    }),
    other("aws:ec2transitgateway/transitGateway:TransitGateway", "hub"),
    other(`aws:${FLOW_LOG}`, "hub-flows", { transitGatewayId: ref("hub", "id"), logDestination: ELSEWHERE }),
    other("aws:networkfirewall/firewall:Firewall", "firewall"),
    other(`aws:${FIREWALL_LOG}`, "firewall-log", {
      firewallArn: ref("firewall"),
      loggingConfiguration: { logDestinationConfigs: [{ logType: "FLOW", logDestination: { logGroup: "elsewhere" } }] },
    }),
    other(`aws:${ACCELERATOR}`, "accelerator", {
      attributes: { flowLogsEnabled: true, flowLogsS3Bucket: "elsewhere" },
    }),
    other("aws:route53/zone:Zone", "zone", { name: "example.com" }),
    other(`aws:${QUERY_LOG}`, "queries", {
      zoneId: ref("zone", "id"),
      cloudwatchLogGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:elsewhere",
    }),
    other(`aws:${CLIENT_VPN}`, "client-vpn", {
      connectionLogOptions: { enabled: true, cloudwatchLogGroup: "elsewhere" },
    }),
    other(`aws:${VPN}`, "vpn", { tunnel1LogOptions: LOGGED_TUNNEL, tunnel2LogOptions: LOGGED_TUNNEL }),
    ...store(STORE, "logdelivery.elasticloadbalancing.amazonaws.com", undefined, { logging: { targetBucket: ACCESS } }),
    ...store(ACCESS, "logging.s3.amazonaws.com", { StringEquals: { "aws:SourceAccount": "000000000001" } }),
    other(`aws:${BALANCER}`, "balancer", { accessLogs: { enabled: true, bucket: STORE } }),
    other(`aws:${CLASSIC_BALANCER}`, "classic-balancer", { accessLogs: { bucket: STORE } }),
    other(`aws:${DISTRIBUTION}`, "distribution", { loggingConfig: { bucket: "elsewhere.s3.amazonaws.com" } }),
    other(`aws:${ACL}`, "acl", { scope: "REGIONAL", visibilityConfig: METERED }),
    other(`aws:${ACL_LOG}`, "acl-log", {
      resourceArn: ref("acl"),
      logDestinationConfigs: ["arn:aws:logs:eu-west-1:111122223333:log-group:aws-waf-logs-elsewhere"],
    }),
    other(`aws:${RULE_GROUP}`, "rule-group", { scope: "REGIONAL", visibilityConfig: METERED }),
    other(`aws:${CLASSIC_ACL}`, "classic-acl", { loggingConfiguration: { logDestination: "elsewhere" } }),
    other("aws:apigateway/restApi:RestApi", "rest-api"),
    other(`aws:${REST_STAGE}`, "rest-stage", {
      restApi: ref("rest-api", "id"),
      stageName: "prod",
      accessLogSettings: ACCESS_LOG,
      xrayTracingEnabled: true,
    }),
    other(`aws:${METHODS}`, "methods", {
      restApi: ref("rest-api", "id"),
      stageName: ref("rest-stage", "stageName"),
      methodPath: "*/*",
      settings: { loggingLevel: "ERROR", metricsEnabled: true },
    }),
    other("aws:apigatewayv2/api:Api", "web-api", { protocolType: "WEBSOCKET" }),
    other(`aws:${WEB_STAGE}`, "web-stage", {
      apiId: ref("web-api", "id"),
      accessLogSettings: ACCESS_LOG,
      defaultRouteSettings: { loggingLevel: "ERROR" },
    }),
    other("aws:kms/externalKey:ExternalKey", "groups-key", { policy: LETS_LOGS_IN }),
    group("function-group", "/workers"),
    group(
      "execution-group",
      ref("rest-api", "id", (id) => `API-Gateway-Execution-Logs_${id}/prod`),
    ),
    other(`aws:${FUNCTION}`, "function", {
      tracingConfig: { mode: "Active" },
      loggingConfig: { logFormat: "JSON", logGroup: ref("function-group", "name") },
      layers: ["arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension:53"],
    }),
    other(`aws:${GRAPHQL}`, "graphql", { logConfig: { fieldLogLevel: "ERROR" }, xrayEnabled: true }),
    other(`aws:${MACHINE}`, "machine", {
      loggingConfiguration: { level: "ALL", logDestination: `${ELSEWHERE}:*` },
      tracingConfiguration: { enabled: true },
    }),
    other(`aws:${TARGET}`, "target", {
      arn: ref("function"),
      deadLetterConfig: { arn: "arn:aws:sqs:eu-west-1:111122223333:dead" },
    }),
    other(`aws:${ENDPOINT}`, "endpoint"),
    other(`aws:${BUS_POLICY}`, "bus", { policy: letsPut("arn:aws:iam::999999999999:root") }),
  ],
  mutations: {
    "vpc-flow-logs": { "no flow log": drop(FLOW_LOG, /^(net|group)-flows$/) },
    "flow-log-has-rejected-traffic": {
      "accepted traffic only": set(FLOW_LOG, { trafficType: "ACCEPT" }, /^net-flows$/),
    },
    "flow-log-role-delivers": {
      "the role has no policy": drop("iam/rolePolicy:RolePolicy", FLOW_RIGHTS),
      "the role may write elsewhere": statement(
        ...(["iam/rolePolicy:RolePolicy", undefined, { Resource: `${ELSEWHERE}:*` }, FLOW_RIGHTS] as const),
      ),
      "the role trusts another service": statement(
        ...(["iam/role:Role", undefined, { Principal: { Service: "ec2.amazonaws.com" } }, /^flow-role$/] as const),
        "assumeRolePolicy",
      ),
    },
    "waf-log-destination-name": {
      "a group of another name": set(ACL_LOG, { logDestinationConfigs: [ELSEWHERE] }),
    },
    "query-log-group-in-us-east-1": {
      "a group of the stack's region": set(QUERY_LOG, { cloudwatchLogGroupArn: ELSEWHERE }),
    },
    "transit-gateway-flow-logs": { "no flow log": drop(FLOW_LOG, /^hub-flows$/) },
    "network-firewall-logs": { "no logging configuration": drop(FIREWALL_LOG) },
    "accelerator-flow-logs": { "left to the default": set(ACCELERATOR, { attributes: undefined }) },
    "hosted-zone-query-logs": { "no query log": drop(QUERY_LOG) },
    "client-vpn-connection-logs": { "switched off": set(CLIENT_VPN, { connectionLogOptions: { enabled: false } }) },
    "vpn-tunnel-logs": { "one tunnel": set(VPN, { tunnel2LogOptions: undefined }) },
    "load-balancer-access-logs": {
      "a bucket without the switch": set(BALANCER, { accessLogs: { bucket: STORE } }),
      "left to the default": set(BALANCER, { accessLogs: undefined }),
    },
    "classic-load-balancer-access-logs": { "left to the default": set(CLASSIC_BALANCER, { accessLogs: undefined }) },
    "cloudfront-access-logs": { "left to the default": set(DISTRIBUTION, { loggingConfig: undefined }) },
    "waf-logging": { "no logging configuration": drop(ACL_LOG) },
    "waf-classic-logging": { "no logging configuration": set(CLASSIC_ACL, { loggingConfiguration: undefined }) },
    "web-acl-metrics": {
      "switched off": set(ACL, { visibilityConfig: { ...METERED, cloudwatchMetricsEnabled: false } }),
    },
    "waf-rule-group-metrics": {
      "one rule": set(RULE_GROUP, { rules: [{ visibilityConfig: { ...METERED, cloudwatchMetricsEnabled: false } }] }),
    },
    "rest-stage-access-logs": { "left to the default": set(REST_STAGE, { accessLogSettings: undefined }) },
    "api-stage-access-logs": { "left to the default": set(WEB_STAGE, { accessLogSettings: undefined }) },
    "rest-stage-access-log-format": {
      "plain text": set(REST_STAGE, { accessLogSettings: { ...ACCESS_LOG, format: "$context.requestId" } }),
    },
    "api-stage-access-log-format": {
      "plain text": set(WEB_STAGE, { accessLogSettings: { ...ACCESS_LOG, format: "$context.requestId" } }),
    },
    "rest-stage-execution-logs": { "switched off": methods({ loggingLevel: "OFF" }) },
    "rest-stage-detailed-metrics": { "switched off": methods({ metricsEnabled: false }) },
    "rest-methods-no-data-trace": { "switched on": methods({ dataTraceEnabled: true }) },
    "rest-stage-tracing": { "left to the default": set(REST_STAGE, { xrayTracingEnabled: undefined }) },
    "websocket-stage-execution-logs": { "switched off": routes({ loggingLevel: "OFF" }) },
    "websocket-stage-no-data-trace": { "switched on": routes({ dataTraceEnabled: true }) },
    "function-tracing": { "left to the default": set(FUNCTION, { tracingConfig: undefined }) },
    "function-insights": { "left to the default": set(FUNCTION, { layers: undefined }) },
    "graphql-api-logs": { "switched off": set(GRAPHQL, { logConfig: { fieldLogLevel: "NONE" } }) },
    "graphql-api-tracing": { "left to the default": set(GRAPHQL, { xrayEnabled: undefined }) },
    "state-machine-logs": { "switched off": set(MACHINE, { loggingConfiguration: { level: "OFF" } }) },
    "state-machine-tracing": { "left to the default": set(MACHINE, { tracingConfiguration: undefined }) },
    "function-log-group": {
      "not told a group": set(FUNCTION, { loggingConfig: undefined }),
    },
    "rest-stage-log-group": { "no group": drop(GROUP, /^execution-group$/) },
    "log-bucket-retention": {
      "logs expire after a month": set(BUCKET, { lifecycleRules: [keeping(30)] }, /^service-logs$/),
    },
    "log-bucket-accepts-logs": {
      "load balancing is kept out": without(BUCKET_POLICY, "Delivers", /^service-logs$/),
      "S3 is kept out": without(BUCKET_POLICY, "Delivers", /^service-logs-access$/),
    },
    "log-bucket-no-circle": {
      "to itself": set(BUCKET, { logging: { targetBucket: ACCESS } }, /^service-logs-access$/),
    },
    "event-target-dead-letters": { "left to the default": set(TARGET, { deadLetterConfig: undefined }, /^target$/) },
    "event-bus-not-public": { everybody: set(BUS_POLICY, { policy: letsPut("*") }) },
    "event-endpoint-replication": { "switched off": set(ENDPOINT, { replicationConfig: { state: "DISABLED" } }) },
  },
};
