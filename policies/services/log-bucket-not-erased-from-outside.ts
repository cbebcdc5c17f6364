import { isArchive } from "../buckets/about-buckets";
import { erasing, judgeOutsiders } from "../buckets/outsiders";
import { partial, supporting } from "../frameworks/controls";
import { writesLogsForAws } from "../iam/log-writers";
import { ANYTHING, text } from "../iam/text";
import { trustedAccounts } from "../iam/trusted-accounts";
import { Bucket, BucketLogging } from "../kinds/s3";
import { notApplicable, policy } from "../policy";
import { deliveries, type Delivery } from "./log-sources";

/** Files that nobody but S3 puts there, so that whoever else may do it can put another one in their place. */
const areWrittenByS3 = ({ from }: Delivery): boolean => [...BucketLogging.tokens, ...Bucket.tokens].includes(from.type);

export default policy({
  id: "log-bucket-not-erased-from-outside",
  title: "Nobody from another account may erase the logs of services",
  severity: "medium",
  description:
    "The access log of an archive is what tells that somebody read or removed log files. Who may delete it, overwrite it or let it expire leaves no trace; the logs of other services are no better off.",
  remediation:
    "Grant other accounts `s3:GetObject` and `s3:ListBucket` in the `BucketPolicy`, and nothing that removes or replaces files; list an account that is meant in `trustedAccounts` of this policy.",
  controls: [partial("nist-800-53-r5/AU-9(4)"), partial("pci-dss-4.0.1/10.3.2"), supporting("soc2-2017/CC6.3")],
  pages: [
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html",
  ],
  about: Bucket,
  parameters: trustedAccounts("Accounts besides the stack's own that may remove the logs of services."),
  check(bucket, graph, settings) {
    if (bucket.record.external) return notApplicable("this stack only reads it");
    if (isArchive(bucket, graph)) return notApplicable("a trail delivers to it (archive-not-erased-from-outside)");
    const arriving = deliveries(graph).get(bucket);
    if (arriving.length === 0) return notApplicable("no service of this stack sends logs to it");
    return judgeOutsiders(bucket, graph, settings.trustedAccounts, {
      spares: writesLogsForAws,
      deeds: (arn) => [
        ...erasing(
          arn,
          arriving.map(({ prefix }) => text`${arn}/${prefix ?? ""}${ANYTHING}`),
        ),
        ...arriving.filter(areWrittenByS3).map(({ prefix }) => ({
          action: "s3:PutObject",
          resource: text`${arn}/${prefix ?? ""}${ANYTHING}`,
        })),
      ],
    });
  },
});
