import type { Output } from "@pulumi/pulumi";
import type { Severity } from "../alert-routing";
import type { AlarmChanges } from "./alarm-settings";
import type { AlarmResponse } from "./responses";

/** What is different for one resource. It wins over its type. */
export interface WatchOptions extends AlarmChanges {
  /** What decides which metrics it has; told by the resource itself where it is made after the monitor. @default none */
  readonly traits?: readonly string[];
  /** The load balancer in front of a target group. @default the one whose listener forwards to it, where it is made after the monitor */
  readonly loadBalancer?: { readonly arnSuffix: Output<string> };
  /** What else the alarms of a severity do. @default nothing */
  readonly responses?: Partial<Record<Severity, readonly AlarmResponse[]>>;
}
