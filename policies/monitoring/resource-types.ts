import { computing } from "./computing";
import { databases } from "./databases";
import { messaging } from "./messaging";
import type { Monitorable } from "./monitorable";
import { networking } from "./networking";
import { storage } from "./storage";

/**
 * Every type of resource that is watched by an alarm of its own. What fails in sight of customers or loses data is medium,
 * and so holds up a deployment: databases, load balancers and the trail's own delivery. The rest is low, hence advice: a
 * program of fifty functions without alarms must not stand before a wall.
 */
export const resourceTypes: readonly Monitorable<unknown>[] = [
  ...computing,
  ...databases,
  ...networking,
  ...messaging,
  ...storage,
];
