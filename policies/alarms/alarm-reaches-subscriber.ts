import { partial, supporting } from "../frameworks/controls";
import { chainOf } from "../filters/emission";
import { attempt, UnknownValue } from "../graph/value";
import { MetricAlarm } from "../kinds/cloudwatch";
import { Topic } from "../kinds/sns";
import { broken, evidence, fail, link, notApplicable, pass, policy, unknown } from "../policy";
import { silenceOf, subscribersOf } from "../topics/subscribers";
import { acting, otherActions } from "./actions";
import { matches } from "./matches";

export default policy({
  id: "alarm-reaches-subscriber",
  title: "Alarms tell somebody",
  severity: "high",
  description:
    "An alarm whose topic has no subscriber, or only one whose filter policy keeps it out, sends its message to nobody, and no error says so.",
  remediation:
    "Subscribe an endpoint to a topic in `alarmActions`, and confirm the subscription. Filter by `filterPolicyScope: MessageBody`, since alarms have no attributes. `AlertRouter` refuses to be made without a subscriber.",
  controls: [
    partial("pci-dss-4.0.1/10.7.2"),
    partial("nist-800-53-r5/AU-5"),
    partial("nist-800-53-r5/AU-5(2)"),
    partial("nist-800-53-r5/SI-4(5)"),
    partial("nist-800-53-r5/SI-4(12)"),
    partial("soc2-2017/CC4.2"),
    supporting("pci-dss-4.0.1/12.10.5"),
    supporting("nist-800-53-r5/IR-4"),
    supporting("hipaa/164.308(a)(6)(ii)"),
    supporting("iso-27001-2022/A.5.26"),
    supporting("pci-dss-4.0.1/10.4.3"),
  ],
  pages: ["https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html"],
  about: MetricAlarm,
  check(alarm, graph) {
    const actors = acting(alarm, graph);
    if (actors.isEmpty) return notApplicable("it has no action for the ALARM state");
    const others = actors.known.flatMap((actor) => otherActions(actor, graph));
    const teller = others.find(({ tells }) => tells);
    if (teller) return pass(evidence(alarm, "alarmActions", teller.name));

    const topics = actors.flatMap((actor) => graph.follow(actor, "alarmActions", Topic));
    const heard = topics.find((topic) => !subscribersOf(topic, graph).isEmpty);
    if (heard)
      return pass(...subscribersOf(heard, graph).known.map(({ resource, property }) => evidence(resource, property)));
    const foreign =
      topics.known.find(({ record }) => record.external) ?? others.find(({ tells }) => tells === undefined);
    if (foreign) return unknown(`${foreign.name} is not part of this stack; nobody here knows who hears it`);

    const meant = attempt(() => matches(graph).of(alarm));
    const emission = meant instanceof UnknownValue ? undefined : meant[0]?.emission;
    const [topic] = topics.known;
    if (topic)
      return broken(
        [...(emission ? chainOf(emission, graph) : []), link(alarm), link(topic)],
        silenceOf(topics.known, graph),
        evidence(alarm, "alarmActions"),
      );
    return emission
      ? fail("none of its actions tells anybody", evidence(alarm, "alarmActions"))
      : notApplicable("its actions scale or repair, and tell nobody by design");
  },
});
