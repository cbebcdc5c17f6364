import { direct, partial, supporting } from "../frameworks/controls";
import { Trail } from "../kinds/cloudtrail";
import { evidence, fail, pass, policy } from "../policy";
import { managementSelectors } from "./management-events";
import { coveringTrails } from "./coverage";

export default policy({
  id: "trail-management-events",
  title: "A trail records all management events, reads and writes",
  severity: "high",
  description:
    "Management events are who did what to the account. Selectors can leave out the reads, the writes, or all of KMS and of the RDS Data API.",
  remediation:
    "Give one trail no selectors, or a `Management` entry without `readOnly` and `eventSource`. `AuditTrail` writes that entry itself.",
  controls: [
    direct("cis-aws-3.0.0/3.1"),
    direct("cis-aws-7.0.0/4.1"),
    direct("pci-dss-4.0.1/10.2.1.2"),
    direct("pci-dss-4.0.1/10.2.1.4"),
    direct("pci-dss-4.0.1/10.2.1.6"),
    direct("pci-dss-4.0.1/10.2.1.7"),
    direct("nist-800-53-r5/AC-6(9)"),
    direct("nist-800-53-r5/AU-12"),
    direct("nist-800-53-r5/CM-5(1)"),
    partial("aws-security-hub/CloudTrail.1"),
    partial("pci-dss-4.0.1/10.2.1"),
    partial("pci-dss-4.0.1/10.2.1.5"),
    partial("hipaa/164.312(b)"),
    partial("nist-800-53-r5/AU-2"),
    supporting("hipaa/164.308(a)(1)(ii)(D)"),
    supporting("iso-27001-2022/A.8.15"),
  ],
  pages: [
    "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html",
    "https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_AdvancedFieldSelector.html",
  ],
  about: Trail,
  holds: "some",
  elsewhere: coveringTrails,
  scope: "resource",
  check(trail) {
    const seen = evidence(trail, trail.has("advancedEventSelectors") ? "advancedEventSelectors" : "eventSelectors");
    const selectors = managementSelectors(trail);
    if (selectors.length === 0) return fail("its selectors let no management event through", seen);
    for (const half of ["reads", "writes"] as const) {
      const relevant = selectors.filter((selector) => selector[half]);
      const whole = relevant.filter(({ picksBy }) => picksBy.length === 0);
      if (relevant.length === 0) return fail(`${half.slice(0, -1)} events are not recorded`, seen);
      if (whole.length === 0)
        return fail(`${half.slice(0, -1)} events are picked by ${relevant[0].picksBy.join(", ")}`, seen);
      const excluded = whole[0].excludes.filter((source) => whole.every(({ excludes }) => excludes.includes(source)));
      if (excluded.length > 0) return fail(`management events of ${excluded.join(", ")} are left out`, seen);
    }
    return pass(seen);
  },
});
