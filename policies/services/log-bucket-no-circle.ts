import { loggingPath } from "../archive/access-logs";
import { isArchive } from "../buckets/about-buckets";
import { supporting } from "../frameworks/controls";
import { Bucket } from "../kinds/s3";
import { evidence, fail, names, notApplicable, pass, policy } from "../policy";
import { deliveries } from "./log-sources";

export default policy({
  id: "log-bucket-no-circle",
  title: "Access logs of buckets do not go round in circles",
  severity: "low",
  description:
    "Where a bucket logs to itself, or two to each other, each log that is written makes another: they grow for ever and hide what matters.",
  remediation: "Send access logs to a bucket that has no `BucketLogging` of its own.",
  controls: [supporting("nist-800-53-r5/AU-4"), supporting("nist-800-53-r5/AU-12")],
  pages: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html"],
  about: Bucket,
  check(bucket, graph) {
    const keeps = deliveries(graph)
      .get(bucket)
      .some(({ from }) => from.type.startsWith("aws:s3/"));
    if (!keeps) return notApplicable("no bucket of this stack sends access logs to it");
    const path = loggingPath([bucket], graph);
    const end = path[path.length - 1];
    if (path.indexOf(end) === path.length - 1)
      return pass(evidence(end, "access logs", path.length === 1 ? "kept nowhere else" : "end here"));
    const circle = path.slice(path.indexOf(end));
    // The circle is one mistake, told once: where it contains an archive, by that archive's own policy.
    const teller = circle.find((one) => isArchive(one, graph)) ?? graph.all(Bucket).find((one) => circle.includes(one));
    if (!circle.includes(bucket) || teller !== bucket || isArchive(bucket, graph))
      return notApplicable(`told of bucket ${teller?.name}`);
    return fail(
      circle.length === 2 ? "it logs access to itself" : `access logs go round in a circle: ${names(circle)}`,
    );
  },
});
