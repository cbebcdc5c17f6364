import { judged, live, type Section } from "./requirement";

export const detectors: Section[] = [
  {
    title: "AWS Config",
    requirements: [
      judged(78, "A recorder is on in every Region", "config-recorder-on", "config-recorder-delivers"),
      judged(79, "The recorder records every type", "config-recorder-all-types"),
      judged(80, "The recorder records global types", "config-recorder-global-types"),
      judged(81, "The recorder uses the role of the service", "config-recorder-role"),
      judged(82, "The aggregator takes in every Region", "config-aggregator-all-regions"),
      live(
        83,
        "Deliveries of Config do not fail",
        "The status of deliveries exists only after deployment; the delivery channel, its bucket and role are judged before.",
      ),
    ],
  },
  {
    title: "Services that look for threats",
    requirements: [
      judged(84, "GuardDuty is on", "guardduty-detector-on"),
      judged(85, "GuardDuty takes in the accounts of the organization", "guardduty-organization-members"),
      judged(86, "The protection plans of GuardDuty are on", "guardduty-protection-plans"),
      live(
        87,
        "Findings of GuardDuty are dealt with in time",
        "Findings exist only after deployment; the records of the team evidence that they were dealt with.",
      ),
      judged(88, "Security Hub is on", "securityhub-standards"),
      judged(89, "An access analyzer is on", "access-analyzer-external-access"),
      judged(90, "Inspector scans", "inspector-scans"),
      judged(91, "Macie is on", "macie-on"),
    ],
  },
];
