import { supporting } from "../frameworks/controls";
import { publicGrants } from "../iam/public";
import { readDocument } from "../iam/document";
import { EventBusPolicy } from "../kinds/eventbridge";
import { evidence, fail, pass, policy } from "../policy";

export default policy({
  id: "event-bus-not-public",
  title: "Event buses are not public",
  severity: "high",
  description: "Whoever may put events on a bus can make an alarm ring, or hide the true one among false ones.",
  remediation: "Name accounts in the `Principal` of the `EventBusPolicy`, or add a condition on `aws:PrincipalOrgID`.",
  controls: [supporting("nist-800-53-r5/SI-4"), supporting("soc2-2017/CC6.1")],
  pages: ["https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-bus-perms.html"],
  about: EventBusPolicy,
  scope: "resource",
  check(bus) {
    const grant = publicGrants(readDocument(bus.record.values.policy, "resource"), `policy ${bus.name}`).first;
    const seen = evidence(bus, "policy");
    return grant ? fail(`${grant.name} lets every account put events on the bus`, seen) : pass(seen);
  },
});
