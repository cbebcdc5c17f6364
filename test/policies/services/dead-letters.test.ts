import { UNKNOWN } from "../../../policies/graph/value";
import rows from "../../../policies/services/dead-letters";
import { judge, type Cases } from "../../judge";
import { other, ref, subscription, topic, type Draft } from "../../resources";

const QUEUE = "arn:aws:sqs:eu-west-1:111122223333:dead";
const RULE = "arn:aws:events:eu-west-1:111122223333:rule/keys";
const TOPIC = "arn:aws:sns:eu-west-1:111122223333:alerts";

const dead = (more: object = {}): Draft => other("aws:sqs/queue:Queue", "dead", { name: "dead", arn: QUEUE, ...more });
const queue = dead();
const fifo = other("aws:sqs/queue:Queue", "dead", { name: "dead.fifo", arn: `${QUEUE}.fifo`, fifoQueue: true });
const far = other("aws:sqs/queue:Queue", "dead", {
  ...{ name: "dead", region: "us-east-1", arn: QUEUE.replace("eu-west-1", "us-east-1") },
});
const letting = (Service: string, more: object = {}): Draft =>
  other("aws:sqs/queuePolicy:QueuePolicy", "dead-policy", {
    queueUrl: ref("dead", "id"),
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service }, Action: "sqs:SendMessage", Resource: QUEUE, ...more }],
    }),
  });
const onBehalfOf = (arn: string) => ({ Condition: { ArnEquals: { "aws:SourceArn": arn } } });

const target = (arn: unknown = ref("dead")): Draft[] => [
  other("aws:cloudwatch/eventRule:EventRule", "keys", { name: "keys" }),
  other("aws:cloudwatch/eventTarget:EventTarget", "told", {
    rule: ref("keys", "name"),
    arn: TOPIC,
    deadLetterConfig: { arn },
  }),
];
const listener = (redrivePolicy: unknown, more: object = {}): Draft[] => [
  topic("alerts", { name: "alerts", ...more }),
  subscription("listener", { topic: ref("alerts"), protocol: "https", redrivePolicy }),
];
const aside = ref("dead", "arn", (deadLetterTargetArn) => JSON.stringify({ deadLetterTargetArn }));

const cases: Record<string, Cases> = {
  "event-target-queue-takes-dead-letters": {
    pass: {
      "every rule": [queue, letting("events.amazonaws.com"), ...target()],
      "this rule": [queue, letting("events.amazonaws.com", onBehalfOf(RULE)), ...target()],
      "the queue by its ARN": [queue, letting("events.amazonaws.com"), ...target(QUEUE)],
    },
    fail: {
      "left to the default, which lets nobody in": [
        [queue, ...target()],
        "queue dead has no policy that lets events.amazonaws.com in",
      ],
      "another rule": [[queue, letting("events.amazonaws.com", onBehalfOf(`${RULE}-x`)), ...target()], "rule/keys-x"],
      "another service": [[queue, letting("sns.amazonaws.com"), ...target()], "keeps events.amazonaws.com out"],
      "a FIFO queue": [
        [fifo, letting("events.amazonaws.com", { Resource: "*" }), ...target()],
        "queue dead is FIFO, and EventBridge puts dead letters into standard queues",
      ],
      "a FIFO queue elsewhere": [target("arn:aws:sqs:eu-west-1:999988887777:dead.fifo"), "is FIFO"],
      "a queue of another region": [[far, ...target()], "queue dead is in us-east-1, and told in eu-west-1"],
      "a queue of another region by its ARN": [target(QUEUE.replace("eu-west-1", "us-east-1")), "is in us-east-1"],
      "a topic": [target(TOPIC), "is no queue of SQS"],
      "a queue with the key of AWS": [
        [dead({ kmsMasterKeyId: "alias/aws/sqs" }), letting("events.amazonaws.com"), ...target()],
        "the key that AWS manages for SQS keeps events.amazonaws.com out of queue dead",
      ],
      "to receive": [[queue, letting("events.amazonaws.com", { Action: "sqs:Receive*" }), ...target()], "SendMessage"],
    },
    unknown: {
      "decided elsewhere": [
        [
          queue,
          other("aws:sqs/queuePolicy:QueuePolicy", "dead-policy", { queueUrl: ref("dead", "id"), policy: UNKNOWN }),
          ...target(),
        ],
        "undecided",
      ],
    },
    notApplicable: {
      "no queue": target(null),
      "a queue elsewhere": target("arn:aws:sqs:eu-west-1:999988887777:dead"),
    },
  },
  "subscription-queue-takes-dead-letters": {
    pass: {
      "every topic": [queue, letting("sns.amazonaws.com"), ...listener(aside)],
      "a FIFO queue for a FIFO topic": [
        fifo,
        letting("sns.amazonaws.com", { Resource: "*" }),
        ...listener(aside, { name: "alerts.fifo", fifoTopic: true }),
      ],
      "this topic": [queue, letting("sns.amazonaws.com", onBehalfOf(TOPIC)), ...listener(aside)],
    },
    fail: {
      "left to the default, which lets nobody in": [
        [queue, ...listener(aside)],
        "queue dead has no policy that lets sns.amazonaws.com in",
      ],
      "a FIFO queue for a standard topic": [[fifo, ...listener(aside)], "queue dead is FIFO, and topic alerts is not"],
      "a queue of another region": [[far, ...listener(aside)], "queue dead is in us-east-1, and listener in eu-west-1"],
      "a queue of another account": [
        listener('{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:999988887777:dead"}'),
        "is in account 999988887777, and the subscription in 111122223333",
      ],
      "another topic": [
        [queue, letting("sns.amazonaws.com", onBehalfOf(`${TOPIC}-x`)), ...listener(aside)],
        "queue dead keeps sns.amazonaws.com out",
      ],
    },
    unknown: {
      "decided elsewhere": [
        [
          queue,
          other("aws:sqs/queuePolicy:QueuePolicy", "dead-policy", { queueUrl: ref("dead", "id"), policy: UNKNOWN }),
          ...listener(aside),
        ],
        "undecided",
      ],
    },
    notApplicable: {
      "no queue": listener(undefined),
      "a queue that this stack does not make": listener(JSON.stringify({ deadLetterTargetArn: QUEUE })),
      "a topic in place of a queue": listener(JSON.stringify({ deadLetterTargetArn: TOPIC })),
    },
  },
};

test("every row has its cases", () => expect(Object.keys(cases)).toEqual(rows.map(({ id }) => id)));
for (const row of rows) judge(row, cases[row.id]);
