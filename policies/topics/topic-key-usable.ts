import { partial, supporting } from "../frameworks/controls";
import { Key } from "../kinds/kms";
import { Topic } from "../kinds/sns";
import { keyOf, refusal } from "../keys/key-use";
import { evidence, fail, notApplicable, pass, policy } from "../policy";
import { alarmsOn, firstRefusal, topicArn } from "./alarm-topics";

export default policy({
  id: "topic-key-usable",
  title: "CloudWatch can use the keys of alarm topics",
  severity: "high",
  description:
    "To publish to an encrypted topic, CloudWatch itself needs the key. With one that keeps it out, the key that AWS manages for SNS among them, the alarm fires and nobody is told.",
  remediation:
    "Encrypt the topic with a key of the account, and allow `cloudwatch.amazonaws.com` `kms:Decrypt` and `kms:GenerateDataKey*` in its policy. `AuditKey` does so.",
  controls: [
    partial("nist-800-53-r5/SI-4(5)"),
    partial("pci-dss-4.0.1/10.7.2"),
    supporting("nist-800-53-r5/AU-5(2)"),
    supporting("nist-800-53-r5/SC-12"),
    supporting("soc2-2017/CC7.4"),
  ],
  pages: [
    "https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns",
    "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html",
  ],
  about: Topic,
  check(topic, graph) {
    const alarms = alarmsOn(topic, graph);
    if (alarms.isEmpty) return notApplicable("no alarm acts on it");
    const managed = graph.follow(topic, "kmsMasterKeyId", Key).elsewhere.find((name) => name.endsWith("alias/aws/sns"));
    if (managed)
      return fail("the key that AWS manages for SNS keeps CloudWatch out", evidence(topic, "kmsMasterKeyId"));
    const key = keyOf(topic, "kmsMasterKeyId", graph);
    if (!key) return notApplicable("no key encrypts it");
    const refused = firstRefusal(alarms, graph, (source) => {
      const context = {
        ...source,
        "kms:EncryptionContext:aws:sns:topicArn": topicArn(topic, graph),
        "kms:EncryptionContextKeys": ["aws:sns:topicArn"],
      };
      const actions = ["kms:Decrypt", "kms:GenerateDataKey"];
      return refusal(key, { service: "cloudwatch.amazonaws.com", actions, context, beside: topic }, graph);
    });
    const seen = [evidence(topic, "kmsMasterKeyId", `key ${key.name}`), evidence(key, "policy")];
    return refused ? fail(refused, ...seen) : pass(...seen);
  },
});
