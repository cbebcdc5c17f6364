import type { Graph } from "../graph/graph";
import { parseArn, type Resource } from "../graph/resource";
import { attempt } from "../graph/value";
import type { EventTarget } from "../kinds/cloudwatch";
import type { SubscriptionProps } from "../kinds/sns";
import { Queue, type QueueProps } from "../kinds/sqs";

/** What is named for dead letters, as far as that is known. */
export interface DeadLetterQueue {
  name: string;
  /** The service, as in an ARN. */
  service: string;
  region?: string;
  account?: string;
  isFifo: boolean;
  /** Absent where it is not part of the stack. */
  queue?: Resource<QueueProps>;
}

export function ofTarget(
  target: Resource<NonNullable<typeof EventTarget.props>>,
  graph: Graph,
): DeadLetterQueue | undefined {
  const arn = attempt(() => target.props.deadLetterConfig?.arn);
  return named(arn, graph.follow(target, "deadLetterConfig.arn", Queue).known[0], graph);
}

export function ofSubscription(subscription: Resource<SubscriptionProps>, graph: Graph): DeadLetterQueue | undefined {
  if (!subscription.has("redrivePolicy")) return undefined;
  if (!subscription.knows("redrivePolicy"))
    return named(undefined, graph.follow(subscription, "redrivePolicy", Queue).known[0], graph);
  // A text that is not JSON is refused when the stack is deployed, and names no queue.
  const arn = /"deadLetterTargetArn"\s*:\s*"([^"]*)"/.exec(String(subscription.props.redrivePolicy))?.[1] ?? "";
  return named(arn, graph.index(Queue).get(arn)[0], graph);
}

/** @param arn what the program wrote, where that is known; it says more than a queue of the same name */
function named(arn: unknown, queue: Resource<QueueProps> | undefined, graph: Graph): DeadLetterQueue | undefined {
  const parsed = typeof arn === "string" ? parseArn(arn) : undefined;
  if (parsed) {
    const { service, region, account, resource } = parsed;
    const name = queue?.name ?? String(arn);
    return { name, service, region, account, isFifo: resource.endsWith(".fifo"), queue };
  }
  if (!queue) return undefined;
  const { fifoQueue, name } = queue.record.values;
  const region = attempt(() => graph.region(queue));
  const isFifo = fifoQueue === true || String(name).endsWith(".fifo");
  const place = { region: typeof region === "string" ? region : undefined, account: graph.account(queue) };
  return { name: queue.name, service: "sqs", ...place, isFifo, queue };
}
