import { supporting } from "../frameworks/controls";
import { once } from "../graph/once";
import { EventTarget } from "../kinds/cloudwatch";
import { TopicSubscription } from "../kinds/sns";
import { Queue } from "../kinds/sqs";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { ofSubscription } from "./dead-letter-queue";

const DAY = 86400;

/** The queues into which topics put what they cannot deliver. */
const ofTopics = once((graph) => {
  const named = graph.all(TopicSubscription).flatMap((each) => ofSubscription(each, graph)?.queue?.urn ?? []);
  return new Set(named);
});

export default policy({
  id: "dead-letter-queue-retention",
  title: "Queues for dead letters keep them for a day",
  severity: "low",
  description:
    "What could not be delivered at night is gone from such a queue before anybody comes to look. SQS keeps messages for four days unless it is told otherwise.",
  remediation: "Set `messageRetentionSeconds` to `1209600`, which is the longest, or leave it out.",
  controls: [supporting("nist-800-53-r5/AU-5"), supporting("soc2-2017/CC7.2")],
  pages: ["https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html"],
  about: Queue,
  check(queue, graph) {
    const isNamed = graph.into(queue, EventTarget, "deadLetterConfig.arn").known.length > 0;
    if (!isNamed && !ofTopics(graph).has(queue.urn))
      return notApplicable("no rule and no topic puts dead letters into it");
    const { messageRetentionSeconds: seconds } = queue.props;
    const seen = evidence(queue, "messageRetentionSeconds");
    return seconds !== undefined && seconds < DAY ? fail(`it keeps them for ${seconds} seconds`, seen) : pass(seen);
  },
});
