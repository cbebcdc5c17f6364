import { direct, partial, supporting } from "../frameworks/controls";
import { Trail } from "../kinds/cloudtrail";
import { evidence, fail, pass, policy } from "../policy";
import { coveringTrails } from "./coverage";

export default policy({
  id: "trail-global-service-events",
  title: "A trail records the global services",
  severity: "high",
  description:
    "IAM, STS and CloudFront belong to no region; without their events nobody sees who was given which right.",
  remediation: "Remove `includeGlobalServiceEvents: false` from one trail. `AuditTrail` always includes these events.",
  controls: [
    direct("nist-800-53-r5/AC-2(4)"),
    partial("cis-aws-3.0.0/3.1"),
    partial("cis-aws-7.0.0/4.1"),
    partial("pci-dss-4.0.1/10.2.1.2"),
    partial("pci-dss-4.0.1/10.2.1.5"),
    partial("hipaa/164.308(a)(5)(ii)(C)"),
    supporting("nist-800-53-r5/AU-10"),
  ],
  pages: [
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-concepts.html#cloudtrail-concepts-global-service-events",
  ],
  about: Trail,
  holds: "some",
  elsewhere: coveringTrails,
  scope: "resource",
  check: (trail) =>
    trail.props.includeGlobalServiceEvents === false
      ? fail("events of IAM, STS and CloudFront are left out", evidence(trail, "includeGlobalServiceEvents"))
      : pass(
          evidence(
            trail,
            "includeGlobalServiceEvents",
            trail.props.includeGlobalServiceEvents ?? "not set, included by default",
          ),
        ),
});
