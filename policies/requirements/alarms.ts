import { judged, type Requirement, type Section } from "./requirement";

/** The fifteen alarms share the chain from the filter to whoever hears it. */
const CHAIN = ["filter-has-alarm", "alarm-reads-filter-metric", "alarm-actions", "alarm-reaches-subscriber"];
const alarm = (number: number, title: string, policy: string): Requirement => judged(number, title, policy, ...CHAIN);

export const alarms: Section[] = [
  {
    title: "Filters and alarms on the trail",
    requirements: [
      alarm(47, "Refused API calls raise an alarm", "alarm-on-unauthorized-api-calls"),
      alarm(48, "Console sign-ins without a second factor raise an alarm", "alarm-on-console-signin-without-mfa"),
      alarm(49, "Use of the root user raises an alarm", "alarm-on-root-usage"),
      alarm(50, "Changes of IAM policies raise an alarm", "alarm-on-iam-policy-changes"),
      alarm(51, "Changes of CloudTrail raise an alarm", "alarm-on-cloudtrail-changes"),
      alarm(52, "Failed console sign-ins raise an alarm", "alarm-on-console-signin-failures"),
      alarm(53, "Keys that are disabled or scheduled for deletion raise an alarm", "alarm-on-key-disabled-or-deleted"),
      alarm(54, "Changes of bucket policies raise an alarm", "alarm-on-bucket-policy-changes"),
      alarm(55, "Changes of AWS Config raise an alarm", "alarm-on-config-changes"),
      alarm(56, "Changes of security groups raise an alarm", "alarm-on-security-group-changes"),
      alarm(57, "Changes of network ACLs raise an alarm", "alarm-on-network-acl-changes"),
      alarm(58, "Changes of network gateways raise an alarm", "alarm-on-network-gateway-changes"),
      alarm(59, "Changes of route tables raise an alarm", "alarm-on-route-table-changes"),
      alarm(60, "Changes of VPCs raise an alarm", "alarm-on-vpc-changes"),
      alarm(61, "Changes of the organization raise an alarm", "alarm-on-organizations-changes"),
    ],
  },
  {
    title: "Alarms",
    requirements: [
      judged(62, "Alarms have an action for the ALARM state", "alarm-actions"),
      judged(63, "Alarms have an action for some state", "alarm-actions"),
      judged(64, "The actions of alarms are switched on", "alarm-actions"),
      judged(
        65,
        "An alarm on a given metric has given settings",
        "alarm-dimensions-exist",
        "alarm-can-ring",
        "alarm-returns-one-value",
        "alarm-fires-on-one-event",
        "alarm-missing-data",
      ),
      judged(
        66,
        "Every resource of a type has an alarm on a metric",
        "instance-monitored",
        "volume-monitored",
        "database-cluster-monitored",
        "database-instance-monitored",
        "bucket-metric-monitored",
        "function-monitored",
        "queue-monitored",
        "load-balancer-monitored",
      ),
      judged(67, "Every metric filter has an alarm", "filter-has-alarm", "alarm-reads-filter-metric"),
      judged(
        68,
        "The topic of an alarm has a subscriber",
        "alarm-reaches-subscriber",
        "subscription-confirmed",
        "subscription-endpoint-fits",
      ),
    ],
  },
  {
    title: "Topics of alarms",
    requirements: [
      judged(69, "Topics are encrypted", "topic-encryption"),
      judged(70, "Topics use a key of the customer", "topic-key-usable"),
      judged(71, "Topics are not public", "topic-not-public"),
      judged(72, "Topics are not open to other accounts", "topic-own-account"),
      judged(73, "No statement allows everything but what it names", "topic-explicit-actions", "topic-not-public"),
      judged(74, "Publishers use TLS", "topic-tls-only"),
      judged(75, "Topics log the status of deliveries", "topic-delivery-status"),
      judged(76, "No subscriber is reached over plain HTTP", "subscription-https"),
      judged(
        77,
        "Subscriptions keep what could not be delivered",
        "subscription-redrive",
        "subscription-queue-takes-dead-letters",
        "subscription-function-invocable",
      ),
    ],
  },
];
