import { supporting } from "../frameworks/controls";
import { accountOf, trailArn } from "../iam/arns";
import { decide } from "../iam/decide";
import { readDocument } from "../iam/document";
import { Trail } from "../kinds/cloudtrail";
import { Topic, TopicPolicy } from "../kinds/sns";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { required } from "../required";
import { topicArn } from "../topics/alarm-topics";

export default policy({
  id: "trail-notification",
  title: "Trails that tell a topic about log files may publish to it",
  severity: "low",
  description:
    "A topic that keeps CloudTrail out makes the trail fail to deploy, or fall silent for those who wait for files.",
  remediation:
    "Allow `cloudtrail.amazonaws.com` `sns:Publish` for this trail in the topic's policy. `AuditTrail` does so with `deliveryTopic: true`.",
  controls: [supporting("nist-800-53-r5/AU-5"), supporting("nist-800-53-r5/SI-4(5)")],
  pages: [
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-permissions-for-sns-notifications.html",
  ],
  about: Trail,
  parameters: {
    required: required(
      "Whether every trail must tell a topic about each log file.",
      "few read them: the log group of a trail gets its events sooner",
    ),
  },
  check(trail, graph, settings) {
    const seen = evidence(trail, "snsTopicName");
    const topics = graph.follow(trail, "snsTopicName", Topic);
    if (topics.elsewhere.length > 0) return pass(seen);
    const topic = topics.first;
    if (!topic)
      return settings.required
        ? fail("it tells no topic about its log files", seen)
        : notApplicable("it tells no topic about its log files, and nobody asked for that");
    const owner = graph.into(topic, TopicPolicy, "arn").first ?? topic;
    const document = readDocument(owner.record.values.policy, "resource");
    if (!document.given)
      return fail(`topic ${topic.name} has the default policy of SNS, which lets no service in`, seen);
    const decision = decide([document], {
      principal: { service: "cloudtrail.amazonaws.com" },
      action: "sns:Publish",
      resource: topicArn(topic, graph),
      context: {
        "aws:SecureTransport": "true",
        "aws:SourceArn": trailArn(trail, graph),
        "aws:SourceAccount": accountOf(graph, trail),
      },
    });
    return decision.allowed
      ? pass(seen, evidence(owner, "policy"))
      : fail(`topic ${topic.name} keeps CloudTrail out: ${decision.why}`, seen);
  },
});
