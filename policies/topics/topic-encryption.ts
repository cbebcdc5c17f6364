import { direct, partial, supporting } from "../frameworks/controls";
import { Topic } from "../kinds/sns";
import { namesKey } from "../keys/named-key";
import { evidence, fail, pass, policy } from "../policy";

export default policy({
  id: "topic-encryption",
  title: "Topics are encrypted at rest",
  severity: "medium",
  description:
    "What alarms say about an incident waits in the topic until it is delivered, and says where to look for the damage.",
  remediation:
    "Set `kmsMasterKeyId` on the topic to a key whose policy lets the publishers in. `AlertRouter` takes one from `AuditKey`.",
  controls: [
    direct("aws-security-hub/SNS.1"),
    partial("nist-800-53-r5/SC-28(1)"),
    partial("hipaa/164.312(a)(2)(iv)"),
    supporting("soc2-2017/CC6.7"),
  ],
  pages: ["https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html"],
  about: Topic,
  check: (topic, graph) =>
    namesKey(topic, "kmsMasterKeyId", graph)
      ? pass(evidence(topic, "kmsMasterKeyId"))
      : fail("no key encrypts it", evidence(topic, "kmsMasterKeyId")),
});
