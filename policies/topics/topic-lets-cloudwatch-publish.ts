import { partial, supporting } from "../frameworks/controls";
import { decide } from "../iam/decide";
import { readDocument } from "../iam/document";
import { Topic, TopicPolicy } from "../kinds/sns";
import { evidence, fail, notApplicable, pass, policy, unknown } from "../policy";
import { alarmsOn, firstRefusal, topicArn } from "./alarm-topics";

export default policy({
  id: "topic-lets-cloudwatch-publish",
  title: "Topics let the alarms that use them publish",
  severity: "high",
  description:
    "CloudWatch publishes in its own name. A topic policy that leaves it out, or a condition that an alarm does not meet, swallows the message; only the alarm's history says so.",
  remediation:
    "Allow `cloudwatch.amazonaws.com` `sns:Publish` in the topic's policy, for the account's alarms by `aws:SourceArn`. `AlertRouter` writes that policy.",
  controls: [
    partial("nist-800-53-r5/SI-4(5)"),
    partial("pci-dss-4.0.1/10.7.2"),
    supporting("nist-800-53-r5/AU-5(2)"),
    supporting("soc2-2017/CC7.4"),
  ],
  pages: ["https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html"],
  about: Topic,
  check(topic, graph) {
    const alarms = alarmsOn(topic, graph);
    if (alarms.isEmpty) return notApplicable("no alarm acts on it");
    const owner = graph.into(topic, TopicPolicy, "arn").first ?? topic;
    const given = owner.record.values.policy;
    if (topic.record.external && given === undefined)
      return unknown("only read by this stack, which does not know its policy");
    const document = readDocument(given, "resource");
    if (!document.given) return pass(evidence(topic, "policy", "the default of SNS: the account may publish"));
    const resource = topicArn(topic, graph);
    const refused = firstRefusal(alarms, graph, (source) => {
      const principal = { service: "cloudwatch.amazonaws.com" };
      const context = { ...source, "aws:SecureTransport": "true" };
      const decision = decide([document], { principal, action: "sns:Publish", resource, context });
      return decision.allowed ? undefined : decision.why;
    });
    const seen = evidence(owner, "policy");
    return refused ? fail(`its policy keeps CloudWatch out: ${refused}`, seen) : pass(seen);
  },
});
