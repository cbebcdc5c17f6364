import type { Status } from "../policies/evaluate";
import { partitionOfRegion } from "../policies/graph/aws-regions";
import { controlName } from "./controls";
import { checksOf, type Check } from "./grouping";
import { keyOf } from "./identity";
import { laidOut } from "./layout";
import type { Report } from "./report";
import { observedText, shortened, visible } from "./text";

/** Where a program does not say: an import then needs the right ones put in. */
const NO_ACCOUNT = "000000000000";
const NO_REGION = "us-east-1";

const MOST_REQUIREMENTS = 32;

const compliance: Record<Exclude<Status, "not-applicable">, string> = {
  ...{ pass: "PASSED", fail: "FAILED", waived: "FAILED" },
  ...{ unknown: "WARNING", declared: "WARNING", error: "NOT_AVAILABLE" },
};

/**
 * Findings of AWS Security Hub, for `aws securityhub batch-import-findings`, which takes a hundred at a time.
 * https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html
 */
export function renderAsff(report: Report): string {
  const findings = checksOf(report)
    .filter(({ verdict }) => verdict.status !== "not-applicable")
    .map((check) => finding(check, report));
  return laidOut(findings, 1);
}

function finding({ stack, verdict, policy }: Check, { judgedAt, tool }: Report): object {
  const { account = NO_ACCOUNT, region = NO_REGION } = stack;
  const partition = partitionOfRegion(region);
  const { status, waiver } = verdict;
  const failed = status === "fail" || status === "waived";
  const observed = observedText(verdict, 200);
  const said = `${visible(verdict.subject)}: ${visible(verdict.message ?? observed) || policy.title}`;
  return {
    SchemaVersion: "2018-10-08",
    Id: `trailwatch/${keyOf(stack, verdict)}`,
    ProductArn: `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`,
    ...{ GeneratorId: `trailwatch/${policy.id}`, AwsAccountId: account, CreatedAt: judgedAt, UpdatedAt: judgedAt },
    Types: ["Software and Configuration Checks/AWS Security Best Practices"],
    Severity: { Label: failed ? policy.severity.toUpperCase() : "INFORMATIONAL" },
    Title: shortened(policy.title, 256),
    Description: shortened(said, 1024),
    Remediation: {
      Recommendation: {
        Text: shortened(policy.remediation, 512),
        ...(policy.pages.length > 0 ? { Url: policy.pages[0] } : {}),
      },
    },
    ProductFields: {
      ...{ "trailwatch/version": tool.version, "trailwatch/status": status },
      ...{ "trailwatch/project": stack.project, "trailwatch/stack": stack.stack },
      ...(observed ? { "trailwatch/observed": shortened(observed, 2048) } : {}),
      ...(waiver ? { "trailwatch/waiver": `${waiver.id} until ${waiver.expires}` } : {}),
    },
    Resources: [
      {
        Type: "Other",
        Id: shortened(verdict.urn ?? `urn:pulumi:${stack.stack}::${stack.project}`, 512),
        ...{ Partition: partition, Region: region },
      },
    ],
    Compliance: {
      Status: compliance[status as Exclude<Status, "not-applicable">],
      ...(policy.controls.length > 0
        ? {
            RelatedRequirements: policy.controls.slice(0, MOST_REQUIREMENTS).map(({ control }) => controlName(control)),
          }
        : {}),
    },
    Workflow: { Status: status === "waived" ? "SUPPRESSED" : failed ? "NEW" : "RESOLVED" },
    RecordState: "ACTIVE",
  };
}
