import { partial, supporting } from "../frameworks/controls";
import { trustedAccounts } from "../iam/trusted-accounts";
import { Trail } from "../kinds/cloudtrail";
import { Bucket, BucketReplication } from "../kinds/s3";
import { evidence, fail, notApplicable, pass, policy, unknown } from "../policy";

export default policy({
  id: "archive-not-copied-outside",
  title: "Log files are copied to accounts that are known",
  severity: "low",
  description:
    "Whoever owns the copies of the log files reads all of them, and learns which accounts, roles, addresses and weak spots there are.",
  remediation:
    "List the account in `trustedAccounts` of this policy where it is meant to have the copies, else disable the rule of the replication.",
  controls: [partial("pci-dss-4.0.1/10.3.1"), supporting("nist-800-53-r5/AU-9"), supporting("soc2-2017/CC6.3")],
  pages: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-change-owner.html"],
  about: BucketReplication,
  parameters: trustedAccounts("Accounts besides the stack's own that may own copies of log files."),
  check(replication, graph, settings) {
    const [bucket] = graph.follow(replication, "bucket", Bucket).known;
    if (!bucket || graph.into(bucket, Trail, "s3BucketName").isEmpty) return notApplicable("it copies no log files");
    // Copies in a bucket of the stacks that are judged are nobody else's.
    const known = graph
      .follow(replication, "rules.destination.bucket", Bucket)
      .known.map((each) => graph.account(each));
    const own = graph.account(bucket);
    const seen = evidence(replication, "rules");
    const trusted = [own, ...known, ...settings.trustedAccounts];
    const owner = (replication.props.rules ?? [])
      .filter(({ status }) => status !== "Disabled")
      .map(({ destination }) => destination?.account)
      .find((account) => account && !trusted.includes(account));
    if (!owner) return pass(seen);
    const told = `account ${owner} gets a copy of each log file`;
    return own ? fail(told, seen) : unknown(`${told}; which account is the stack's own is not known`);
  },
});
