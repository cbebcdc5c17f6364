import { direct, partial, supporting } from "../frameworks/controls";
import { parseArn } from "../graph/resource";
import { Trail } from "../kinds/cloudtrail";
import { declared, evidence, fail, pass, policy } from "../policy";
import { coveringTrails } from "./coverage";

/** A trail of the organization that records this account too, and that no resource of the stack shows. */
interface DeclaredTrail {
  arn: string;
  homeRegion: string;
  verifiedOn: string;
  verifiedBy: string;
}

export default policy({
  id: "trail-exists",
  title: "The account has a trail",
  severity: "critical",
  description:
    "Without a trail AWS keeps management events for 90 days, in an event history that no alarm reads and nobody can sign.",
  remediation:
    "Add a trail; `AuditTrail` makes one. Where a trail of the organization records this account, declare it in `organizationTrails`.",
  controls: [
    direct("aws-security-hub/CloudTrail.3"),
    direct("nist-800-53-r5/AU-12"),
    partial("cis-aws-3.0.0/3.1"),
    partial("cis-aws-7.0.0/4.1"),
    partial("pci-dss-4.0.1/10.2.1"),
    partial("hipaa/164.312(b)"),
    partial("iso-27001-2022/A.8.15"),
    supporting("soc2-2017/CC7.2"),
    supporting("soc2-2017/CC2.1"),
  ],
  pages: ["https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-create-and-update-a-trail.html"],
  about: Trail,
  ifNone: "fail",
  holds: "some",
  elsewhere: coveringTrails,
  parameters: {
    organizationTrails: {
      description:
        "Trails of the organization that record this account: ARN, home region, on which day somebody looked, and who.",
      default: [] as DeclaredTrail[],
      source: "nothing is declared unless somebody answers for it",
      schema: {
        type: "array",
        items: {
          type: "object",
          required: ["arn", "homeRegion", "verifiedOn", "verifiedBy"],
          properties: {
            arn: { type: "string", pattern: "^arn:[^:]+:cloudtrail:[^:]+:\\d{12}:trail/.+$" },
            homeRegion: { type: "string" },
            verifiedOn: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}$" },
            verifiedBy: { type: "string" },
          },
        },
      },
    },
  },
  check: (trail) => pass(evidence(trail, "urn", trail.urn)),
  none(_, { organizationTrails }) {
    if (organizationTrails.length === 0) return fail("the stack has no trail and none is declared");
    const misplaced = organizationTrails.find(({ arn, homeRegion }) => parseArn(arn)?.region !== homeRegion);
    if (misplaced) return fail(`the declared trail ${misplaced.arn} does not have its home in ${misplaced.homeRegion}`);
    const named = organizationTrails.map(
      ({ arn, verifiedOn, verifiedBy }) => `${arn} (verified on ${verifiedOn} by ${verifiedBy})`,
    );
    return declared(`not observed: ${named.join(", ")}`);
  },
});
