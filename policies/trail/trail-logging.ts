import { direct, partial, supporting } from "../frameworks/controls";
import { Trail } from "../kinds/cloudtrail";
import { evidence, fail, pass, policy } from "../policy";

export default policy({
  id: "trail-logging",
  title: "Trails record",
  severity: "critical",
  description: "A trail that is switched off looks like a trail in every list and records nothing.",
  remediation: "Remove `enableLogging: false` from the trail. `AuditTrail` has no such switch.",
  controls: [
    direct("aws-security-hub/CloudTrail.3"),
    direct("nist-800-53-r5/AU-12"),
    partial("cis-aws-3.0.0/3.1"),
    partial("cis-aws-7.0.0/4.1"),
    partial("pci-dss-4.0.1/10.2.1"),
    partial("hipaa/164.312(b)"),
    supporting("soc2-2017/CC7.2"),
  ],
  pages: ["https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_StopLogging.html"],
  about: Trail,
  scope: "resource",
  check: (trail) =>
    trail.props.enableLogging === false
      ? fail("logging is switched off", evidence(trail, "enableLogging"))
      : pass(evidence(trail, "enableLogging", trail.props.enableLogging ?? "not set, on by default")),
  remediate: () => ({ enableLogging: true }),
});
