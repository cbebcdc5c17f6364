import policy from "../../../policies/monitoring/alarm-dimensions-exist";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { ACCOUNT, alarm, other, ref, stackReference, type Draft } from "../../resources";

const orders = other("aws:lambda/function:Function", "orders", {
  name: "orders-1a2b",
  arn: `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:orders-1a2b`,
});
const web = other("aws:lb/loadBalancer:LoadBalancer", "web", { arnSuffix: "app/web/50dc6c495c0c9188" });
const targets = other("aws:lb/targetGroup:TargetGroup", "targets", { arnSuffix: "targetgroup/web/73e2d6bc24d8a067" });
const group = (enabledMetrics?: string[]): Draft =>
  other("aws:autoscaling/group:Group", "fleet", { name: "fleet", enabledMetrics });

const reads = (namespace: string, metricName: string, dimensions?: unknown, more: object = {}): Draft =>
  alarm("it", { namespace, metricName, ...(dimensions ? { dimensions } : {}), ...more });
const errors = (FunctionName: unknown, more: object = {}): Draft =>
  reads("AWS/Lambda", "Errors", { FunctionName }, more);
const math = (...metrics: object[]): Draft =>
  alarm("it", {
    metricQueries: [
      { id: "rate", expression: "m0 / m1", returnData: true },
      ...metrics.map((metric, at) => ({ id: `m${at}`, metric })),
    ],
  });
const select = (expression: unknown): Draft => alarm("it", { metricQueries: [{ id: "q", expression }] });

judge(policy, {
  pass: {
    "a function by its name": [orders, errors(ref("orders", "name"))],
    "dimensions left to the default: all functions": [orders, reads("AWS/Lambda", "Errors")],
    "a load balancer and its targets by their suffixes": [
      web,
      targets,
      reads("AWS/ApplicationELB", "UnHealthyHostCount", {
        LoadBalancer: ref("web", "arnSuffix"),
        TargetGroup: ref("targets", "arnSuffix"),
      }),
    ],
    "metric math over two metrics": [
      orders,
      math(
        { namespace: "AWS/Lambda", metricName: "Errors", dimensions: { FunctionName: ref("orders", "name") } },
        { namespace: "AWS/Lambda", metricName: "Invocations", dimensions: { FunctionName: ref("orders", "name") } },
      ),
    ],
    "a query over all functions": [
      orders,
      select('SELECT MAX(Errors) FROM SCHEMA("AWS/Lambda", FunctionName) GROUP BY FunctionName'),
    ],
    "a metric of a service that AWS added since": [orders, reads("AWS/Lambda", "ColdStarts", { Colour: "blue" })],
    "one digit beside a metric that is known": [
      other("aws:elb/loadBalancer:LoadBalancer", "shop", { name: "shop" }),
      reads("AWS/ELB", "HTTPCode_Backend_4XX", { LoadBalancerName: ref("shop", "name") }),
    ],
    "charges where they are published": [
      reads("AWS/Billing", "EstimatedCharges", { Currency: "USD" }, { region: "us-east-1" }),
    ],
    "a group that publishes what is read": [
      group(["GroupInServiceInstances"]),
      reads("AWS/AutoScaling", "GroupInServiceInstances", { AutoScalingGroupName: ref("fleet", "name") }),
    ],
  },
  fail: {
    "one letter wrong": [
      [reads("AWS/RDS", "CPUUtilisation", { DBInstanceIdentifier: "shop" })],
      "AWS publishes CPUUtilization, not CPUUtilisation",
    ],
    "the resource id of a database": [
      [
        other("aws:rds/instance:Instance", "shop", { identifier: "shop", resourceId: "db-ABCDEFGHIJKLMNOP" }),
        reads("AWS/RDS", "CPUUtilization", { DBInstanceIdentifier: "db-ABCDEFGHIJKLMNOP" }),
      ],
      "DBInstanceIdentifier is db-ABCDEFGHIJKLMNOP; CloudWatch knows shop as shop",
    ],
    "the address of a database": [
      [
        other("aws:rds/instance:Instance", "shop", { identifier: "shop", address: "shop.abc.rds.amazonaws.com" }),
        reads("AWS/RDS", "CPUUtilization", { DBInstanceIdentifier: "shop.abc.rds.amazonaws.com" }),
      ],
      "CloudWatch knows shop as shop",
    ],
    "an attribute of the queue for its metric": [
      [reads("AWS/SQS", "ApproximateNumberOfMessages", { QueueName: "work" })],
      "AWS publishes no ApproximateNumberOfMessages in AWS/SQS",
    ],
    "what only the agent on a machine knows": [
      [reads("AWS/EC2", "MemoryUtilization", { InstanceId: "i-0123456789abcdef0" })],
      "AWS publishes no MemoryUtilization in AWS/EC2",
    ],
    "what a balancer has not": [
      [reads("AWS/ApplicationELB", "CPUUtilization", { LoadBalancer: "app/shop/0123456789abcdef" })],
      "AWS publishes no CPUUtilization in AWS/ApplicationELB",
    ],
    "an ARN for a name": [
      [orders, errors(ref("orders", "arn"))],
      `FunctionName is never arn:aws:lambda:eu-west-1:${ACCOUNT}:function:orders-1a2b`,
    ],
    "the name in the program for the name at AWS": [
      [orders, errors("orders")],
      "FunctionName is orders; CloudWatch knows orders as orders-1a2b",
    ],
    "other letters": [
      [
        other("aws:sqs/queue:Queue", "jobs", { name: "jobs" }),
        reads("AWS/SQS", "NumberOfMessagesSent", { QueueName: "Jobs" }),
      ],
      "QueueName is Jobs; CloudWatch knows jobs as jobs",
    ],
    "the ARN of a load balancer for its suffix": [
      [
        reads("AWS/ApplicationELB", "RequestCount", {
          LoadBalancer: `arn:aws:elasticloadbalancing:eu-west-1:${ACCOUNT}:loadbalancer/app/web/50dc6c495c0c9188`,
        }),
      ],
      "does not begin like app/",
    ],
    "healthy hosts without the load balancer": [
      [targets, reads("AWS/ApplicationELB", "HealthyHostCount", { TargetGroup: ref("targets", "arnSuffix") })],
      "it reads HealthyHostCount by TargetGroup; AWS publishes it by TargetGroup and LoadBalancer",
    ],
    "a service without its cluster": [
      [reads("AWS/ECS", "CPUUtilization", { ServiceName: "web" })],
      "it reads CPUUtilization by ServiceName; AWS publishes it by ClusterName",
    ],
    "a queue left out": [[reads("AWS/SQS", "NumberOfMessagesSent")], "reads NumberOfMessagesSent without dimensions"],
    "errors of users, which no table has": [
      [reads("AWS/DynamoDB", "UserErrors", { TableName: "orders" })],
      "AWS publishes UserErrors without any dimension",
    ],
    "errors of the system without the operation": [
      [reads("AWS/DynamoDB", "SystemErrors", { TableName: "orders" })],
      "AWS publishes it by TableName and Operation",
    ],
    "a bucket's size without the class of storage": [
      [reads("AWS/S3", "BucketSizeBytes", { BucketName: "orders" })],
      "AWS publishes it by BucketName and StorageType",
    ],
    "a dimension of another service": [
      [reads("AWS/Lambda", "Errors", { Function: "orders" })],
      "no metric of AWS/Lambda has a dimension Function",
    ],
    "a namespace in other letters": [
      [errors("a", { namespace: "AWS/lambda" })],
      "AWS publishes AWS/Lambda, not AWS/lambda",
    ],
    "a namespace that people take it for": [
      [reads("AWS/ALB", "RequestCount", { LoadBalancer: "app/web/5" })],
      "AWS publishes AWS/ApplicationELB, not AWS/ALB",
    ],
    "a metric in the singular": [[errors("a", { metricName: "Error" })], "AWS publishes Errors, not Error"],
    "a metric without its ending": [
      [reads("AWS/ApplicationELB", "HTTPCode_ELB_5XX", { LoadBalancer: "app/web/5" })],
      "AWS publishes HTTPCode_ELB_5XX_Count, not HTTPCode_ELB_5XX",
    ],
    "one of two metrics in metric math": [
      [
        orders,
        math(
          { namespace: "AWS/Lambda", metricName: "Errors", dimensions: { FunctionName: ref("orders", "name") } },
          { namespace: "AWS/Lambda", metricName: "Invocation", dimensions: { FunctionName: ref("orders", "name") } },
        ),
      ],
      "AWS publishes Invocations, not Invocation",
    ],
    "a unit that the metric never has": [
      [reads("AWS/Lambda", "Duration", { FunctionName: "a" }, { unit: "Seconds" })],
      "it reads Duration in Seconds; AWS publishes it in Milliseconds",
    ],
    "CloudFront away from its region": [
      [reads("AWS/CloudFront", "5xxErrorRate", { DistributionId: "E1", Region: "Global" })],
      "AWS publishes AWS/CloudFront in us-east-1 only, and the alarm looks in eu-west-1",
    ],
    "a function in another region": [
      [orders, errors(ref("orders", "name"), { region: "eu-central-1" })],
      "orders is in eu-west-1, and the alarm looks in eu-central-1",
    ],
    "a group whose metrics are left to the default, which is off": [
      [group(), reads("AWS/AutoScaling", "GroupInServiceInstances", { AutoScalingGroupName: ref("fleet", "name") })],
      "fleet does not publish GroupInServiceInstances",
    ],
  },
  unknown: {
    "a function of another stack, by its name": [
      [orders, errors("payments")],
      "nothing in this stack is known as payments",
    ],
    "a name from another stack": [[stackReference("o"), errors(ref("o", "outputs"))], "it.dimensions.FunctionName"],
    "a metric that is decided elsewhere": [[reads("AWS/Lambda", UNKNOWN as never)], "it.metricName"],
    "queries that are decided elsewhere": [[alarm("it", { metricQueries: UNKNOWN })], "it.metricQueries"],
    "a query that this does not follow": [
      [select(`SELECT MAX(Errors) FROM "AWS/Lambda" WHERE FunctionName != 'orders'`)],
      "is not worked out",
    ],
  },
  notApplicable: {
    "a metric of the application": [reads("Shop", "Orders", { FunctionName: "orders" })],
    "a metric of another account": [
      alarm("it", {
        metricQueries: [
          { id: "m", accountId: "999988887777", metric: { namespace: "AWS/Lambda", metricName: "Error" } },
        ],
      }),
    ],
    "a service that this does not know": [reads("AWS/GameLift", "ActiveInstances")],
  },
});
