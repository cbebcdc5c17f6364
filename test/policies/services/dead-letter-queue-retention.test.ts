import { UNKNOWN } from "../../../policies/graph/value";
import policy from "../../../policies/services/dead-letter-queue-retention";
import { judge } from "../../judge";
import { other, ref, subscription, topic, type Draft } from "../../resources";

const QUEUE = "arn:aws:sqs:eu-west-1:111122223333:dead";
const dead = (messageRetentionSeconds?: unknown): Draft =>
  other("aws:sqs/queue:Queue", "dead", { name: "dead", arn: QUEUE, messageRetentionSeconds });
const target: Draft[] = [
  other("aws:cloudwatch/eventRule:EventRule", "keys", { name: "keys" }),
  other("aws:cloudwatch/eventTarget:EventTarget", "told", {
    ...{ rule: ref("keys", "name"), arn: "arn:aws:sns:eu-west-1:111122223333:alerts" },
    deadLetterConfig: { arn: ref("dead") },
  }),
];
const listener: Draft[] = [
  topic("alerts"),
  subscription("listener", {
    ...{ topic: ref("alerts"), protocol: "https" },
    redrivePolicy: ref("dead", "arn", (deadLetterTargetArn) => JSON.stringify({ deadLetterTargetArn })),
  }),
];

judge(policy, {
  pass: {
    "left to the default, four days": [dead(), ...target],
    "two weeks": [dead(1209600), ...listener],
    "a day": [dead(86400), ...target],
  },
  fail: {
    "a minute, of a rule": [[dead(60), ...target], "it keeps them for 60 seconds"],
    "an hour, of a topic": [[dead(3600), ...listener], "it keeps them for 3600 seconds"],
  },
  unknown: { "decided elsewhere": [[dead(UNKNOWN), ...target], "dead.messageRetentionSeconds"] },
  notApplicable: { "a queue for work": [dead(60)] },
});
