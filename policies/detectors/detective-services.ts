import { partial, supporting } from "../frameworks/controls";
import * as kinds from "../kinds/detection";
import { detector } from "./detector";

/** What Inspector can scan for known weaknesses, as far as one switch of the account decides. */
const SCANNED = ["EC2", "ECR", "LAMBDA"];

/** Services that watch the account beside its trail, and what switches them off. */
export default [
  detector({
    id: "guardduty-detector-on",
    title: "GuardDuty detectors are on",
    severity: "high",
    description: "A suspended detector keeps its old findings in view and looks at nothing new.",
    remediation: "Remove `enable: false` from the detector.",
    controls: [
      partial("aws-security-hub/GuardDuty.1"),
      partial("nist-800-53-r5/SI-4"),
      supporting("nist-800-53-r5/SI-4(4)"),
      supporting("pci-dss-4.0.1/11.5.1"),
      supporting("soc2-2017/CC7.2"),
      supporting("iso-27001-2022/A.8.16"),
    ],
    pages: ["https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html"],
    about: kinds.GuardDutyDetector,
    property: "enable",
    fault: ({ props }) => (props.enable === false ? "it is suspended" : undefined),
  }),
  detector({
    id: "guardduty-protection-plans",
    title: "No protection plan of GuardDuty is switched off",
    severity: "medium",
    description:
      "Each plan reads a source of its own: object access, clusters, databases, functions, disks. What is switched off has no findings, which looks like peace.",
    remediation: "Set `status: ENABLED` on the `DetectorFeature`, and `enable: true` in `datasources`.",
    controls: [
      supporting("nist-800-53-r5/SI-4"),
      supporting("pci-dss-4.0.1/11.5.1"),
      supporting("iso-27001-2022/A.8.16"),
    ],
    pages: ["https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html"],
    about: kinds.GuardDutyDetector,
    property: "datasources",
    fault(detector, graph) {
      const features = graph.into(detector, kinds.GuardDutyFeature, "detectorId");
      const off = features.filter(({ props }) => props.status !== "ENABLED");
      const [feature] = off.known;
      if (feature) return `${feature.props.name} is switched off`;
      const { s3Logs, kubernetes, malwareProtection } = detector.props.datasources ?? {};
      if (s3Logs?.enable === false) return "object access in S3 is not looked at";
      if (kubernetes?.auditLogs?.enable === false) return "audit logs of clusters are not looked at";
      if (malwareProtection?.scanEc2InstanceWithFindings?.ebsVolumes?.enable === false)
        return "disks of suspicious instances are not scanned";
      return off.isEmpty ? undefined : "a feature is switched off";
    },
  }),
  detector({
    id: "guardduty-organization-members",
    title: "GuardDuty watches new accounts of the organization by itself",
    severity: "medium",
    description: "An account that joins unwatched is where an intruder can take all the time in the world.",
    remediation: "Set `autoEnableOrganizationMembers` to `ALL` or `NEW`.",
    controls: [supporting("nist-800-53-r5/SI-4"), supporting("iso-27001-2022/A.8.16")],
    pages: ["https://docs.aws.amazon.com/guardduty/latest/ug/set-guardduty-auto-enable-preferences.html"],
    about: kinds.GuardDutyOrganization,
    property: "autoEnableOrganizationMembers",
    fault({ props: { autoEnable, autoEnableOrganizationMembers: members } }) {
      const isOn = members === undefined ? autoEnable === true : members !== "NONE";
      return isOn ? undefined : "accounts that join are left alone";
    },
  }),
  detector({
    id: "securityhub-standards",
    title: "Security Hub checks the account against a standard",
    severity: "medium",
    description: "Without a standard Security Hub collects findings of others and makes none.",
    remediation: "Leave `enableDefaultStandards` on, or add a `StandardsSubscription`.",
    controls: [
      partial("cis-aws-7.0.0/5.16"),
      supporting("nist-800-53-r5/CA-7"),
      supporting("nist-800-53-r5/SI-4"),
      supporting("soc2-2017/CC7.1"),
      supporting("iso-27001-2022/A.5.36"),
    ],
    pages: ["https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-auto-enabled-standards.html"],
    about: kinds.SecurityHubAccount,
    property: "enableDefaultStandards",
    fault: ({ props }, graph) =>
      props.enableDefaultStandards !== false || graph.all(kinds.SecurityHubStandard).length > 0
        ? undefined
        : "it subscribes to no standard",
  }),
  detector({
    id: "access-analyzer-external-access",
    title: "An access analyzer looks for access from outside",
    severity: "low",
    description:
      "Buckets, keys, roles and topics that let in somebody from outside are found by an analyzer of external access; the paid kinds of analyzer look for something else.",
    remediation: "Leave `type` at `ACCOUNT`, or set it to `ORGANIZATION`, on one analyzer.",
    controls: [supporting("nist-800-53-r5/CA-7"), supporting("soc2-2017/CC6.1"), supporting("iso-27001-2022/A.8.16")],
    pages: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html"],
    about: kinds.AccessAnalyzer,
    holds: "some",
    property: "type",
    fault: ({ props: { type = "ACCOUNT" } }) =>
      ["ACCOUNT", "ORGANIZATION"].includes(type) ? undefined : `it looks for ${type}, not for access from outside`,
  }),
  detector({
    id: "inspector-scans",
    title: "Inspector scans instances, images and functions",
    severity: "low",
    description: "A known weakness in an image or a function that nobody scans is known to everybody else.",
    remediation: "List `EC2`, `ECR` and `LAMBDA` in `resourceTypes` of an `Enabler`.",
    controls: [supporting("soc2-2017/CC7.1"), supporting("iso-27001-2022/A.8.16")],
    pages: ["https://docs.aws.amazon.com/inspector/latest/user/scanning-resources.html"],
    about: kinds.InspectorEnabler,
    holds: "some",
    property: "resourceTypes",
    fault(_, graph) {
      const enabled = graph.all(kinds.InspectorEnabler).flatMap(({ props }) => props.resourceTypes ?? []);
      const missing = SCANNED.filter((type) => !enabled.includes(type));
      return missing.length > 0 ? `${missing.join(", ")} ${missing.length > 1 ? "are" : "is"} not scanned` : undefined;
    },
  }),
  detector({
    id: "macie-on",
    title: "Macie is not paused",
    severity: "medium",
    description: "A paused Macie keeps its settings in view and inspects no bucket.",
    remediation: "Remove `status: PAUSED` from the account of Macie.",
    controls: [supporting("nist-800-53-r5/SI-4"), supporting("iso-27001-2022/A.8.16")],
    pages: ["https://docs.aws.amazon.com/macie/latest/user/macie-suspend.html"],
    about: kinds.MacieAccount,
    property: "status",
    fault: ({ props }) => (props.status === "PAUSED" ? "it is paused" : undefined),
  }),
];
