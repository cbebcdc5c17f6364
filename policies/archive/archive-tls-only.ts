import { direct, supporting } from "../frameworks/controls";
import { Trail } from "../kinds/cloudtrail";
import { policy } from "../policy";
import { archiveOf } from "./archive";
import { refusesPlainHttp } from "./plain-http";

export default policy({
  id: "archive-tls-only",
  title: "The archive refuses plain HTTP",
  severity: "medium",
  description: "A log file that is read over plain HTTP can be read, and changed, by everybody on the way.",
  remediation:
    "Deny `s3:*` to everybody on the bucket and its objects while `aws:SecureTransport` is `false`. `LogArchive` does.",
  controls: [
    direct("cis-aws-3.0.0/2.1.1"),
    direct("cis-aws-7.0.0/3.1.1"),
    direct("aws-security-hub/S3.5"),
    supporting("soc2-2017/CC6.7"),
    supporting("pci-dss-4.0.1/10.3.2"),
  ],
  pages: ["https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html"],
  about: Trail,
  check: (trail, graph) => refusesPlainHttp(archiveOf(trail, graph), graph),
});
