import { ACCOUNT, alarm, ref, type Draft } from "../../resources";

/** An alarm that acts on the topic `alerts`, and policy documents around it. */

export const ALARMS = `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm`;

export const ringing = (name = "root", change: Record<string, unknown> = {}): Draft =>
  alarm(name, { name, alarmActions: [ref("alerts")], ...change });

export const document = (...statements: unknown[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

/** The condition that an alarm of these names publishes. */
export const onBehalfOf = (...alarms: string[]) => ({ ArnLike: { "aws:SourceArn": alarms } });
