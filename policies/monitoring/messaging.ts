import type { Graph } from "../graph/graph";
import { once } from "../graph/once";
import type { Resource } from "../graph/resource";
import { CompositeAlarm, EventTarget, MetricAlarm } from "../kinds/cloudwatch";
import { DeliveryStream } from "../kinds/firehose";
import { Stream } from "../kinds/kinesis";
import { Topic, type TopicProps } from "../kinds/sns";
import { Queue } from "../kinds/sqs";
import { monitorable } from "./monitorable";

const DOCS = "https://docs.aws.amazon.com";

const carriesAlarms = (topic: Resource<TopicProps>, graph: Graph): boolean =>
  [MetricAlarm, CompositeAlarm].some((kind) => graph.into(topic, kind, "alarmActions").known.length > 0);

/** An alarm acts on topics of its own region only, so where rules forward events from there is often none to tell. */
function keepsUndelivered(queue: Resource<unknown>, graph: Graph): boolean {
  if (graph.into(queue, EventTarget, "deadLetterConfig.arn").known.length === 0) return false;
  const places = placesOfTopics(graph);
  return places.size > 0 && !places.has(graph.place(queue));
}

const placesOfTopics = once((graph) => new Set(graph.all(Topic).map((topic) => graph.place(topic))));

/** What hands messages and events on. */
export const messaging = [
  monitorable({
    id: "queue-monitored",
    title: "Queues have an alarm on messages that wait",
    severity: "low",
    description: "A consumer that stops leaves its queue growing, until messages are too old to keep.",
    about: Queue,
    namespaces: ["AWS/SQS"],
    named: [{ dimension: "QueueName", property: "name" }],
    metrics: { ApproximateAgeOfOldestMessage: ["ApproximateNumberOfMessagesVisible"] },
    page: `${DOCS}/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html`,
    exempt: (queue, graph) =>
      keepsUndelivered(queue, graph)
        ? "it keeps what rules could not forward from a region that has no topic to tell"
        : undefined,
  }),
  monitorable({
    id: "topic-monitored",
    title: "Topics have an alarm on messages that are not delivered",
    severity: "low",
    description: "A subscriber that refuses its messages loses them after some tries.",
    about: Topic,
    namespaces: ["AWS/SNS"],
    named: [{ dimension: "TopicName", property: "name" }],
    metrics: { NumberOfNotificationsFailed: ["NumberOfNotificationsFailedToRedriveToDlq"] },
    page: `${DOCS}/sns/latest/dg/sns-monitoring-using-cloudwatch.html`,
    exempt: (topic, graph) =>
      carriesAlarms(topic, graph) ? "alarms go through it, so it could not tell of its own failure" : undefined,
  }),
  monitorable({
    id: "stream-monitored",
    title: "Streams have alarms on late readers and refused writes",
    severity: "low",
    description: "A reader that falls behind loses what is older than the stream keeps.",
    about: Stream,
    namespaces: ["AWS/Kinesis"],
    named: [{ dimension: "StreamName", property: "name" }],
    metrics: {
      "GetRecords.IteratorAgeMilliseconds": ["SubscribeToShardEvent.MillisBehindLatest"],
      WriteProvisionedThroughputExceeded: ["PutRecords.ThrottledRecords"],
    },
    page: `${DOCS}/streams/latest/dev/monitoring-with-cloudwatch.html`,
  }),
  monitorable({
    id: "delivery-stream-monitored",
    title: "Firehose streams have an alarm on delivery",
    severity: "low",
    description: "A stream that cannot deliver keeps its records for a day, then drops them.",
    about: DeliveryStream,
    namespaces: ["AWS/Firehose"],
    named: [{ dimension: "DeliveryStreamName", property: "name" }],
    metrics: {
      "DeliveryToS3.DataFreshness":
        "DeliveryToS3.Success DeliveryToRedshift.Success DeliveryToSplunk.Success DeliveryToSplunk.DataFreshness DeliveryToHttpEndpoint.Success DeliveryToHttpEndpoint.DataFreshness DeliveryToAmazonOpenSearchService.Success DeliveryToAmazonOpenSearchService.DataFreshness DeliveryToElasticsearch.Success DeliveryToElasticsearch.DataFreshness DeliveryToSnowflake.Success DeliveryToSnowflake.DataFreshness".split(
          " ",
        ),
    },
    page: `${DOCS}/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html`,
  }),
];
