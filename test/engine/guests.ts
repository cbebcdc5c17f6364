import { LogGroup } from "../../policies/kinds/cloudwatch";
import { evidence, fail, pass, policy, type Policy } from "../../policies/policy";

/** Policies that show what the engine makes of a pack; none is shipped. They stand where the catalogue stands. */

const about = {
  severity: "high",
  description: "For the tests with the engine.",
  remediation: "Nothing to do.",
  controls: [],
  about: LogGroup,
} as const;

const crash = (): never => {
  throw new TypeError("a mistake in the policy");
};

export const catalogue: readonly Policy[] = [
  policy({ ...about, id: "resource-crash", title: "A resource policy has a mistake", scope: "resource", check: crash }),
  policy({ ...about, id: "stack-crash", title: "A stack policy has a mistake", check: crash }),
  policy({
    ...about,
    id: "resource-judge",
    title: "Groups keep a year",
    scope: "resource",
    parameters: {
      days: { description: "How long.", default: 365, source: "none", schema: { type: "integer" } },
    },
    check: (group, { days }) =>
      (group.props.retentionInDays ?? 0) >= days
        ? pass(evidence(group, "retentionInDays"))
        : fail(`not ${days} days`, evidence(group, "retentionInDays")),
  }),
  policy({
    ...about,
    id: "stack-judge",
    title: "Groups have an odd retention",
    check: (group) => ((group.props.retentionInDays ?? 0) % 2 === 1 ? pass() : fail("an even number of days")),
  }),
];
