import { partial, supporting } from "../frameworks/controls";
import type { Kind } from "../graph/resource";
import { readDocument } from "../iam/document";
import { publicGrants } from "../iam/public";
import { LogDestinationPolicy } from "../kinds/cloudwatch";
import { LogResourcePolicy } from "../kinds/log-delivery";
import { evidence, fail, pass, policy, type Policy } from "../policy";

interface LogPolicyRow {
  id: string;
  title: string;
  description: string;
  about: Kind<Record<string, unknown>>;
  property: string;
  page: string;
}

const admitsNobody = ({ property, page, ...row }: LogPolicyRow): Policy =>
  policy({
    ...row,
    severity: "high",
    remediation: `Name the principals in \`${property}\`, and keep services to the account by \`aws:SourceAccount\`.`,
    controls: [partial("nist-800-53-r5/AU-9"), supporting("soc2-2017/CC6.1"), supporting("pci-dss-4.0.1/10.3.1")],
    pages: [page],
    check(subject) {
      const grants = publicGrants(readDocument(subject.record.values[property], "resource"), `policy ${subject.name}`);
      const seen = evidence(subject, property);
      const [grant] = grants.known;
      if (grant) return fail(`${grant.name} lets everybody in`, seen);
      return grants.isEmpty ? pass(seen) : fail("it lets everybody in", seen);
    },
  });

/** Who, besides the account, may write to log groups or send logs to a destination. */
export default [
  admitsNobody({
    id: "log-resource-policy-not-public",
    title: "Log groups let in nobody whom they do not know",
    description: "Who may put events into a log group can bury the ones that matter.",
    about: LogResourcePolicy as Kind<Record<string, unknown>>,
    property: "policyDocument",
    page: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html",
  }),
  admitsNobody({
    id: "log-destination-not-public",
    title: "Log destinations take logs from accounts that they know",
    description: "A destination for everybody takes in whatever a stranger sends, and pays for it.",
    about: LogDestinationPolicy as Kind<Record<string, unknown>>,
    property: "accessPolicy",
    page: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CrossAccountSubscriptions.html",
  }),
];
