import * as aws from "@pulumi/aws";
import type { Input, Resource } from "@pulumi/pulumi";
import { regionalArn, type Location } from "./location";
import { physicalName } from "./names";
import { policyDocument } from "./policy-document";

/** Where EventBridge puts the events that it could not deliver, once it has tried for a day. */
export interface Undelivered {
  readonly queue: aws.sqs.Queue;
  readonly policy: aws.sqs.QueuePolicy;
}

export function undelivered(
  parent: Resource,
  name: string,
  at: Location,
  tags?: Input<Record<string, Input<string>>>,
): Undelivered {
  const queueName = physicalName(name);
  const queue = new aws.sqs.Queue(
    name,
    { name: queueName, sqsManagedSseEnabled: true, messageRetentionSeconds: 14 * 86_400, tags },
    { parent },
  );
  const policy = new aws.sqs.QueuePolicy(
    name,
    {
      queueUrl: queue.url,
      policy: policyDocument([
        {
          Sid: "EventBridgeKeepsUndelivered",
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: regionalArn(at, "sqs", queueName),
          Condition: { ArnLike: { "aws:SourceArn": regionalArn(at, "events", "rule/*") } },
        },
      ]),
    },
    { parent },
  );
  return { queue, policy };
}
