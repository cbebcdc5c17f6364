import * as aws from "@pulumi/aws";
import type { CustomResource } from "@pulumi/pulumi";
import { ResourceMonitor, type ResourceMonitorArgs, type WatchOptions } from "../../../components";
import { TOPIC } from "../programs";

/** Resources with what their alarms are derived from, and a monitor to watch them with. */

export const ROLE = "arn:aws:iam::111122223333:role/any";

export const router = {
  severities: ["critical", "warning", "info"] as const,
  actionsFor: (severity: string) => [`${TOPIC}-${severity}`],
  topicFor: (severity: string) => `${TOPIC}-${severity}`,
};

export const monitor = (args: Partial<ResourceMonitorArgs> = {}) => new ResourceMonitor("watch", { router, ...args });

export const watch = (resource: CustomResource, options: WatchOptions = {}, args: Partial<ResourceMonitorArgs> = {}) =>
  monitor(args).watch(resource, options);

export const lambda = (args: Partial<aws.lambda.FunctionArgs> = {}) =>
  new aws.lambda.Function("orders", { name: "orders", role: ROLE, timeout: 10, ...args });
export const database = (args: Partial<aws.rds.InstanceArgs> = {}) =>
  new aws.rds.Instance("patients", {
    identifier: "patients",
    engine: "mysql",
    instanceClass: "db.m6g.large",
    allocatedStorage: 100,
    ...args,
  });
export const instance = () => new aws.ec2.Instance("web", { instanceType: "t3.micro", ami: "ami-0a1b2c3d" });
export const group = () => new aws.autoscaling.Group("workers", { name: "workers", minSize: 1, maxSize: 3 });
export const queue = (name = "work") => new aws.sqs.Queue(name, { name });
