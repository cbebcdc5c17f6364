import * as aws from "@pulumi/aws";
import { output } from "@pulumi/pulumi";
import { chosenDetections, toldAtOnce } from "./detection-choice";
import type { EventAlertsArgs } from "./event-alerts";
import { namePrefix } from "./names";
import { regionsBeside } from "./regions";
import type { AlarmRecipients } from "./trail-detections";

export interface NearRealTime {
  /** What the names of alarms, topics and rules begin with, which somebody may try to switch off. */
  readonly prefix: string;
  /** Regions whose events come to the home region. @default those that every account has */
  readonly regions?: readonly string[];
}

/** There is no log group and no archive in an account that only the trail of the organization records. */
const OF_A_TRAIL = ["tamper-log-group", "tamper-archive"] as const;

/** What `EventAlerts` by themselves take, in an account whose trail is elsewhere: everything critical, from every region. */
export function nearRealTime(router: AlarmRecipients, { prefix, regions }: NearRealTime): EventAlertsArgs {
  const home = aws.config.region;
  return {
    detections: toldAtOnce(chosenDetections({ disabled: OF_A_TRAIL })),
    own: output({ logGroupName: "", prefix: namePrefix(prefix) }),
    topicFor: (severity) => router.topicFor(severity),
    alarmActions: router.actionsFor(router.severities.find((each) => each !== "critical") ?? "critical"),
    regions: (regions ?? regionsBeside(home)).filter((region) => region !== home),
  };
}
