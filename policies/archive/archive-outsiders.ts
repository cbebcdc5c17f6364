import { erasing, judgeOutsiders } from "../buckets/outsiders";
import { partial, supporting, type ControlLink } from "../frameworks/controls";
import type { Deed } from "../iam/foreign";
import { writesLogsForAws } from "../iam/log-writers";
import type { Text } from "../iam/text";
import { trustedAccounts } from "../iam/trusted-accounts";
import { Trail } from "../kinds/cloudtrail";
import { policy, type Policy, type Severity } from "../policy";
import { archiveOf } from "./archive";
import { deliveryRequests } from "./delivery";

const SHARING = "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-sharing-logs.html";

interface ArchiveOutsider {
  id: string;
  title: string;
  severity: Severity;
  description: string;
  remediation: string;
  controls: readonly ControlLink[];
  /** What the trusted accounts may do. */
  trusted: string;
  /** @param files the names of the trail's log files and digests */
  deeds(bucket: Text, files: readonly Text[]): Deed[];
  spares?(principal: string): boolean;
}

const archiveOutsider = ({ trusted, deeds, spares, ...about }: ArchiveOutsider): Policy =>
  policy({
    ...about,
    pages: [SHARING],
    about: Trail,
    parameters: trustedAccounts(`Accounts besides the stack's own that may ${trusted}.`),
    check(trail, graph, settings) {
      const bucket = archiveOf(trail, graph);
      return judgeOutsiders(bucket, graph, settings.trustedAccounts, {
        spares,
        deeds(arn, document) {
          const written = deliveryRequests(trail, bucket, document, graph).filter(
            ({ action }) => action === "s3:PutObject",
          );
          return deeds(
            arn,
            written.map(({ resource }) => resource as Text),
          );
        },
      });
    },
  });

/** What other accounts must not do to log files. */
export default [
  archiveOutsider({
    id: "archive-not-erased-from-outside",
    title: "Nobody from another account may erase log files",
    severity: "medium",
    description: "Who may delete log files, or let them expire, decides what an investigation will find.",
    remediation:
      "Grant other accounts `s3:GetObject` and `s3:ListBucket` in the `BucketPolicy`, and nothing that removes files; list an account that is meant in `trustedAccounts` of this policy.",
    controls: [partial("nist-800-53-r5/AU-9(4)"), partial("pci-dss-4.0.1/10.3.2"), supporting("soc2-2017/CC6.3")],
    trusted: "remove log files",
    deeds: erasing,
  }),
  archiveOutsider({
    id: "archive-not-written-from-outside",
    title: "Nobody from another account may put files among log files",
    severity: "medium",
    description:
      "A file that somebody else puts among log files is read as one of them, and one with the name of a log file takes its place.",
    remediation:
      "Let `cloudtrail.amazonaws.com` alone write below the trail's prefix in the `BucketPolicy`; list an account that is meant in `trustedAccounts` of this policy.",
    controls: [partial("nist-800-53-r5/AU-9(4)"), partial("pci-dss-4.0.1/10.3.2"), supporting("soc2-2017/CC6.3")],
    trusted: "write below the prefix of a trail",
    deeds: (_, files) => files.map((resource) => ({ action: "s3:PutObject", resource })),
    spares: writesLogsForAws,
  }),
  archiveOutsider({
    id: "archive-not-read-from-outside",
    title: "Log files are read by accounts that are known to read them",
    severity: "low",
    description:
      "Log files tell a stranger which accounts, roles, addresses and weak spots there are. An account that nobody listed may be one that somebody added to the policy in passing.",
    remediation:
      "List the account in `trustedAccounts` of this policy where it is meant to read, else take its statement out of the `BucketPolicy`.",
    controls: [partial("pci-dss-4.0.1/10.3.1"), supporting("nist-800-53-r5/AU-9"), supporting("soc2-2017/CC6.3")],
    trusted: "read log files",
    deeds: (_, files) => files.map((resource) => ({ action: "s3:GetObject", resource })),
  }),
];
