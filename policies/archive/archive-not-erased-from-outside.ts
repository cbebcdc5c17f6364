import { partial, supporting } from "../frameworks/controls";
import { UnknownValue } from "../graph/value";
import { bucketArn } from "../iam/arns";
import { foreignPrincipals, whoMay } from "../iam/foreign";
import { ANYTHING, text } from "../iam/text";
import { trustedAccounts } from "../iam/trusted-accounts";
import { Trail } from "../kinds/cloudtrail";
import { fail, pass, policy, unknown } from "../policy";
import { archiveOf } from "./archive";
import { judgeSetting, POLICY } from "./settings";

const OF_FILES = ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"];
const OF_BUCKET = ["s3:PutLifecycleConfiguration", "s3:PutBucketVersioning", "s3:DeleteBucket"];

export default policy({
  id: "archive-not-erased-from-outside",
  title: "Nobody from another account may erase log files",
  severity: "medium",
  description: "Who may delete log files, or let them expire, decides what an investigation will find.",
  remediation:
    "Grant other accounts `s3:GetObject` and `s3:ListBucket` in the `BucketPolicy`, and nothing that removes files; list an account that is meant in `trustedAccounts` of this policy.",
  controls: [partial("nist-800-53-r5/AU-9(4)"), partial("pci-dss-4.0.1/10.3.2"), supporting("soc2-2017/CC6.3")],
  pages: ["https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-sharing-logs.html"],
  about: Trail,
  parameters: trustedAccounts("Accounts besides the stack's own that may remove log files."),
  check(trail, graph, settings) {
    const bucket = archiveOf(trail, graph);
    return judgeSetting(POLICY, bucket, graph, (document, seen) => {
      if (!document?.given) return pass(seen);
      if (document.open) throw new UnknownValue(`the policy of bucket ${bucket.name}`, document.open.why);
      const account = graph.account(bucket);
      const outsiders = foreignPrincipals(document, [...settings.trustedAccounts, ...(account ? [account] : [])]);
      const arn = bucketArn(bucket, graph);
      const outsider = whoMay(document, outsiders, [
        ...OF_FILES.map((action) => ({ action, resource: text`${arn}/${ANYTHING}` })),
        ...OF_BUCKET.map((action) => ({ action, resource: arn })),
      ]);
      if (!outsider) return pass(seen);
      const told = `${outsider.name} may call ${outsider.action} on bucket ${bucket.name}`;
      return account ? fail(told, seen) : unknown(`${told}; which account is the stack's own is not known`);
    });
  },
});
