import { partial, supporting } from "../frameworks/controls";
import { Trail } from "../kinds/cloudtrail";
import { evidence, fail, pass, policy } from "../policy";
import { archiveOf } from "./archive";
import { accountBlock, FLAGS } from "./archive-not-public";
import { judgeSetting, PUBLIC_ACCESS } from "./settings";

export default policy({
  id: "archive-public-access-block",
  title: "The archive declares its public access block",
  severity: "low",
  description:
    "S3 blocks public access to new buckets by itself. Of a block that no program declares, nobody hears when somebody lifts it.",
  remediation:
    "Add a `BucketPublicAccessBlock` with all four switches on for the archive, or an `AccountPublicAccessBlock`. `LogArchive` has one.",
  controls: [
    partial("cis-aws-3.0.0/2.1.4"),
    supporting("aws-security-hub/S3.8"),
    supporting("nist-800-53-r5/AU-9"),
    supporting("soc2-2017/CC6.1"),
  ],
  pages: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html"],
  about: Trail,
  check(trail, graph) {
    const bucket = archiveOf(trail, graph);
    const whole = accountBlock(graph);
    if (whole) return pass(...FLAGS.map((flag) => evidence(whole, flag)));
    // Whether the switches are on is asked by `archive-not-public`.
    return judgeSetting(PUBLIC_ACCESS, bucket, graph, (block, seen) =>
      block
        ? pass(seen)
        : fail(`bucket ${bucket.name} declares no public access block, and has the one that S3 sets on new buckets`),
    );
  },
});
