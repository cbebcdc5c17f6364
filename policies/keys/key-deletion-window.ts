import { supporting } from "../frameworks/controls";
import { Trail } from "../kinds/cloudtrail";
import { Key } from "../kinds/kms";
import { evidence, fail, notApplicable, pass, policy } from "../policy";

const KMS = "https://docs.aws.amazon.com/kms/latest/developerguide";

/** What is shorter KMS does not take. */
const SHORTEST_DAYS = 7;
/** How long KMS waits unless it is told otherwise. */
const DEFAULT_DAYS = 30;

export default policy({
  id: "key-deletion-window",
  title: "Keys of trails wait before they are deleted",
  severity: "low",
  description:
    "Once the key of a trail is deleted nobody can read its log files any more. Until then somebody can call the deletion off, if it is noticed in time.",
  remediation: "Leave out `deletionWindowInDays`, or set it to 30, on the key. `AuditKey` does so.",
  controls: [
    supporting("nist-800-53-r5/AU-9"),
    supporting("nist-800-53-r5/SC-12"),
    supporting("iso-27001-2022/A.8.24"),
  ],
  pages: [`${KMS}/deleting-keys.html`],
  about: Key,
  parameters: {
    minimumDays: {
      description: "Days that a key of a trail has to wait at least.",
      default: 14,
      source: "twice as long as the shortest time that KMS takes; by itself it waits 30 days",
      schema: { type: "integer", minimum: 7, maximum: 30 },
    },
  },
  check(key, graph, { minimumDays }) {
    if (graph.into(key, Trail, "kmsKeyId").isEmpty) return notApplicable("no trail of this stack is encrypted by it");
    if (key.record.external) return notApplicable("this stack only reads it");
    const days = key.props.deletionWindowInDays ?? DEFAULT_DAYS;
    const seen = evidence(key, "deletionWindowInDays", days);
    return days >= SHORTEST_DAYS && days < minimumDays ? fail(`it waits ${days} days`, seen) : pass(seen);
  },
});
