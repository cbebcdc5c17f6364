import { direct, partial, supporting } from "../frameworks/controls";
import { Trail } from "../kinds/cloudtrail";
import { evidence, fail, pass, policy } from "../policy";

export default policy({
  id: "trail-log-file-validation",
  title: "Trails sign the log files they deliver",
  severity: "high",
  description: "Without signed digest files nobody can prove that a log file was not edited or removed after delivery.",
  remediation: "Set `enableLogFileValidation: true` on the trail. `AuditTrail` does so by default.",
  controls: [
    direct("cis-aws-3.0.0/3.2"),
    direct("cis-aws-7.0.0/4.2"),
    direct("aws-security-hub/CloudTrail.4"),
    partial("pci-dss-4.0.1/10.3.4"),
    supporting("hipaa/164.312(c)(1)"),
    supporting("nist-800-53-r5/AU-9"),
    direct("nist-800-53-r5/AU-9(3)"),
    partial("nist-800-53-r5/AU-10"),
    partial("iso-27001-2022/A.5.28"),
    supporting("hipaa/164.312(c)(2)"),
    supporting("soc2-2017/CC7.3"),
  ],
  pages: ["https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html"],
  about: Trail,
  scope: "resource",
  check: (trail) =>
    trail.props.enableLogFileValidation === true
      ? pass(evidence(trail, "enableLogFileValidation"))
      : fail("log file validation is not switched on", evidence(trail, "enableLogFileValidation")),
  remediate: () => ({ enableLogFileValidation: true }),
});
