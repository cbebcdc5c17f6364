import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { accountOf, queueArn, regionOf } from "../iam/arns";
import { attachedPolicy } from "../iam/attached";
import { decide } from "../iam/decide";
import type { Request } from "../iam/request";
import { text, type Text } from "../iam/text";
import { keyOf, refusal } from "../keys/key-use";
import { Key } from "../kinds/kms";
import { QueuePolicy, type QueueProps } from "../kinds/sqs";
import { evidence, fail, pass, type Answer } from "../policy";

type Queue = Resource<QueueProps>;

/** On behalf of what a service sends. */
interface Source {
  of: Resource<unknown>;
  arn: Text;
}

/**
 * Whether the queue takes what the service sends on behalf of the source; `undefined` where nothing here says what its policy
 * is.
 */
export function takes(queue: Queue, service: string, source: Source, graph: Graph): Answer | undefined {
  const attached = attachedPolicy(queue, graph, QueuePolicy, "queueUrl");
  if (!attached) return undefined;
  const { document, seen } = attached;
  if (!document.given) return fail(`queue ${queue.name} has no policy that lets ${service} in`, seen);
  const context = {
    "aws:SourceArn": source.arn,
    "aws:SourceAccount": accountOf(graph, source.of),
    "aws:SecureTransport": "true",
  };
  const resource = queueArn(queue, graph);
  const decision = decide([document], { principal: { service }, action: "sqs:SendMessage", resource, context });
  if (!decision.allowed) return fail(`queue ${queue.name} keeps ${service} out: ${decision.why}`, seen);
  const shut = keyShuts(queue, service, context, graph);
  return shut ? fail(shut, seen, evidence(queue, "kmsMasterKeyId")) : pass(seen);
}

/**
 * Why the key of the queue keeps the service out. Nobody can change the policy of the one that AWS manages.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
function keyShuts(queue: Queue, service: string, source: Request["context"], graph: Graph): string | undefined {
  const { elsewhere } = graph.follow(queue, "kmsMasterKeyId", Key);
  if (elsewhere.some((name) => name.endsWith("alias/aws/sqs")))
    return `the key that AWS manages for SQS keeps ${service} out of queue ${queue.name}`;
  const key = keyOf(queue, "kmsMasterKeyId", graph);
  const context = {
    ...source,
    "kms:EncryptionContext:aws:sqs:arn": queueArn(queue, graph),
    "kms:ViaService": text`sqs.${regionOf(queue, graph)}.amazonaws.com`,
  };
  return (
    key && refusal(key, { service, actions: ["kms:Decrypt", "kms:GenerateDataKey"], context, beside: queue }, graph)
  );
}
