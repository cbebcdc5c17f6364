import { direct, partial, supporting } from "../frameworks/controls";
import { Trail } from "../kinds/cloudtrail";
import { evidence, fail, pass, policy } from "../policy";
import { coveringTrails } from "./coverage";

export default policy({
  id: "trail-multi-region",
  title: "A trail covers every region",
  severity: "high",
  description: "An intruder works in the region that nobody uses, because a trail of one region does not see it.",
  remediation: "Set `isMultiRegionTrail: true` on one trail. `AuditTrail` always does.",
  controls: [
    direct("cis-aws-3.0.0/3.1"),
    direct("cis-aws-7.0.0/4.1"),
    direct("nist-800-53-r5/AU-12(1)"),
    partial("aws-security-hub/CloudTrail.1"),
    partial("pci-dss-4.0.1/10.2.1"),
    partial("nist-800-53-r5/AU-12"),
    supporting("hipaa/164.312(b)"),
    supporting("soc2-2017/CC7.2"),
    supporting("iso-27001-2022/A.8.15"),
  ],
  pages: [
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/receive-cloudtrail-log-files-from-multiple-regions.html",
  ],
  about: Trail,
  holds: "some",
  elsewhere: coveringTrails,
  scope: "resource",
  check: (trail) =>
    trail.props.isMultiRegionTrail === true
      ? pass(evidence(trail, "isMultiRegionTrail"))
      : fail("records one region only", evidence(trail, "isMultiRegionTrail")),
});
