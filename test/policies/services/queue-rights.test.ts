import { UNKNOWN } from "../../../policies/graph/value";
import rows from "../../../policies/services/queue-rights";
import { judge, type Cases } from "../../judge";
import { key, other, ref, subscription, topic, type Draft } from "../../resources";

const QUEUE = "arn:aws:sqs:eu-west-1:111122223333:pages";
const RULE = "arn:aws:events:eu-west-1:111122223333:rule/keys";
const TOPIC = "arn:aws:sns:eu-west-1:111122223333:alerts";

const queue = (more: object = {}): Draft =>
  other("aws:sqs/queue:Queue", "pages", { name: "pages", arn: QUEUE, ...more });
const document = (...Statement: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement });
const letting = (Service: string, more: object = {}): Draft =>
  other("aws:sqs/queuePolicy:QueuePolicy", "pages-policy", {
    queueUrl: ref("pages", "id"),
    policy: document({ Effect: "Allow", Principal: { Service }, Action: "sqs:SendMessage", Resource: QUEUE, ...more }),
  });
const onBehalfOf = (arn: string) => ({ Condition: { ArnEquals: { "aws:SourceArn": arn } } });
const locked = (
  Service: string,
  Action: unknown = ["kms:Decrypt", "kms:GenerateDataKey*"],
  more: object = {},
): Draft[] => [
  key("own", { policy: document({ Effect: "Allow", Principal: { Service }, Action, Resource: "*", ...more }) }),
  queue({ kmsMasterKeyId: ref("own") }),
];

const target = (more: object = {}): Draft[] => [
  other("aws:cloudwatch/eventRule:EventRule", "keys", { name: "keys" }),
  other("aws:cloudwatch/eventTarget:EventTarget", "told", { rule: ref("keys", "name"), arn: ref("pages"), ...more }),
];
const listener = (endpoint: unknown = ref("pages")): Draft[] => [
  topic("alerts", { name: "alerts" }),
  subscription("listener", { topic: ref("alerts"), protocol: "sqs", endpoint }),
];

function casesOf(service: string, source: string, filled: readonly Draft[], elsewhere: Record<string, Draft[]>): Cases {
  const lets = letting(service);
  const to = (...queue: Draft[]): Draft[] => [...queue, ...filled];
  return {
    pass: {
      "on behalf of anybody": to(queue(), lets),
      "on behalf of this one": to(queue(), letting(service, onBehalfOf(source))),
      "by a policy inside of the queue": to(
        queue({
          policy: document({ Effect: "Allow", Principal: { Service: service }, Action: "sqs:*", Resource: QUEUE }),
        }),
      ),
      "plain HTTP is refused": to(
        queue({
          policy: document(
            { Effect: "Allow", Principal: { Service: service }, Action: "sqs:SendMessage", Resource: QUEUE },
            {
              ...{ Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: QUEUE },
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
          ),
        }),
      ),
      "with its key": to(...locked(service), lets),
      "with its key for this queue through SQS": to(
        ...locked(service, "kms:*", {
          Condition: {
            StringEquals: {
              "kms:EncryptionContext:aws:sqs:arn": QUEUE,
              "kms:ViaService": "sqs.eu-west-1.amazonaws.com",
            },
          },
        }),
        lets,
      ),
      "encrypted by SQS itself": to(queue({ sqsManagedSseEnabled: true }), lets),
    },
    fail: {
      "left to the default, which lets nobody in": [to(queue()), `queue pages has no policy that lets ${service} in`],
      "on behalf of another": [
        to(queue(), letting(service, onBehalfOf(`${source}-x`))),
        `queue pages keeps ${service} out`,
      ],
      "to receive": [to(queue(), letting(service, { Action: "sqs:ReceiveMessage" })), "sqs:SendMessage"],
      "a key that keeps it out": [to(...locked("cloudwatch.amazonaws.com"), lets), `key own keeps ${service} out`],
      "a key for one half of the work": [to(...locked(service, "kms:GenerateDataKey"), lets), "kms:Decrypt"],
      "the key that AWS manages": [
        to(queue({ kmsMasterKeyId: "alias/aws/sqs" }), lets),
        `the key that AWS manages for SQS keeps ${service} out of queue pages`,
      ],
    },
    unknown: {
      "decided elsewhere": [to(queue({ policy: UNKNOWN })), "undecided"],
      "a key of another stack": [
        to(queue({ kmsMasterKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1234" }), lets),
        "whose policy is not part of this stack",
      ],
    },
    notApplicable: elsewhere,
  };
}

const cases: Record<string, Cases> = {
  "event-target-queue-takes-events": casesOf("events.amazonaws.com", RULE, target(), {
    "a queue elsewhere": target({ arn: "arn:aws:sqs:eu-west-1:999988887777:theirs" }),
    "in the name of a role": [queue(), ...target({ roleArn: "arn:aws:iam::111122223333:role/events" })],
  }),
  "subscription-queue-takes-messages": casesOf("sns.amazonaws.com", TOPIC, listener(), {
    "a queue elsewhere": listener("arn:aws:sqs:eu-west-1:999988887777:theirs"),
  }),
};

test("every row has its cases", () => expect(Object.keys(cases)).toEqual(rows.map(({ id }) => id)));
for (const row of rows) judge(row, cases[row.id]);
