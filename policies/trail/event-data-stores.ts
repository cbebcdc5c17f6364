import { direct, partial, supporting } from "../frameworks/controls";
import { namesKey } from "../keys/named-key";
import { EventDataStore } from "../kinds/cloudtrail";
import { evidence, fail, pass, policy } from "../policy";

const CLOUDTRAIL = "https://docs.aws.amazon.com/awscloudtrail/latest";

/** Days that a store keeps events for where it is left to AWS: seven years. */
const DEFAULT_DAYS = 2555;

/** CloudTrail Lake: the same events, kept to be asked. */
export default [
  policy({
    id: "event-data-store-encryption",
    title: "Event data stores are encrypted with a key of the account",
    severity: "medium",
    description:
      "With a key of CloudTrail, whoever may query reads all; with a key of the account, its policy decides too.",
    remediation: "Set `kmsKeyId` on the event data store, which cannot be changed later.",
    controls: [
      direct("aws-security-hub/CloudTrail.10"),
      partial("nist-800-53-r5/SC-28(1)"),
      partial("nist-800-53-r5/AU-9(3)"),
      supporting("soc2-2017/CC6.1"),
    ],
    pages: [`${CLOUDTRAIL}/userguide/query-event-data-store.html`],
    about: EventDataStore,
    check: (store, graph) =>
      namesKey(store, "kmsKeyId", graph)
        ? pass(evidence(store, "kmsKeyId"))
        : fail("no key of the account encrypts it", evidence(store, "kmsKeyId")),
  }),
  policy({
    id: "event-data-store-retention",
    title: "Event data stores keep events long enough",
    severity: "medium",
    description: "Events that expire before an incident is noticed, or before the auditor arrives, prove nothing.",
    remediation: "Leave out `retentionPeriod`, or set it to the required days or more.",
    controls: [supporting("nist-800-53-r5/AU-11"), supporting("pci-dss-4.0.1/10.5.1")],
    pages: [`${CLOUDTRAIL}/APIReference/API_CreateEventDataStore.html`],
    about: EventDataStore,
    parameters: {
      minimumDays: {
        description: "Days that events must be kept at least.",
        default: 365,
        source: "PCI DSS 4.0.1 10.5.1: one year",
        schema: { type: "integer", minimum: 1 },
      },
    },
    scope: "resource",
    check(store, { minimumDays }) {
      const days = store.props.retentionPeriod || DEFAULT_DAYS;
      const seen = evidence(store, "retentionPeriod", days);
      return days >= minimumDays
        ? pass(seen)
        : fail(`events expire after ${days} days; ${minimumDays} are required`, seen);
    },
  }),
  policy({
    id: "event-data-store-protected",
    title: "Event data stores take in events and cannot be deleted at once",
    severity: "medium",
    description:
      "Without the protection one call deletes the store; a suspended one looks like a store and takes in nothing.",
    remediation: "Remove `terminationProtectionEnabled: false` and `suspend` from the event data store.",
    controls: [partial("nist-800-53-r5/AU-9"), supporting("iso-27001-2022/A.5.33")],
    pages: [`${CLOUDTRAIL}/userguide/query-eds-termination-protection.html`],
    about: EventDataStore,
    scope: "resource",
    check(store) {
      const { suspend, terminationProtectionEnabled } = store.props;
      if (String(suspend) === "true") return fail("it takes in no events", evidence(store, "suspend"));
      const seen = evidence(store, "terminationProtectionEnabled");
      return terminationProtectionEnabled === false ? fail("one call deletes it", seen) : pass(seen);
    },
  }),
];
