import * as aws from "@pulumi/aws";
import { ComponentResource, interpolate } from "@pulumi/pulumi";
import type { ComponentResourceOptions, Input, Output } from "@pulumi/pulumi";
import type { Severity } from "./alert-routing";
import type { Chosen } from "./detection-choice";
import { detailsOf, type Own } from "./detections";
import { eventPattern, forwardPatterns } from "./event-pattern";
import { locate, regionalArn, type Location } from "./location";
import { monthlyUsd, type MonthlyUsd } from "./monthly-cost";
import { namePrefix, physicalName } from "./names";
import { policyDocument } from "./policy-document";
import { problem, refuse } from "./problems";
import { undelivered, type Undelivered } from "./undelivered";

export interface EventAlertsArgs {
  /** What to tell of; each needs event patterns. */
  readonly detections: readonly Chosen[];
  readonly own: Output<Own>;
  readonly topicFor: (severity: Severity) => Input<string>;
  /** Actions of the alarm on messages that could not be delivered. */
  readonly alarmActions: Input<string>[];
  /** Regions besides the home region. */
  readonly regions: readonly string[];
  readonly tags?: Record<string, Input<string>>;
}

/** EventBridge takes no longer names of rules. */
const LONGEST_NAME = 64;

/**
 * A message per event, within a minute: the trail takes five to fifteen. Events stay on the bus of the region of the call, IAM's
 * and the root user's mostly in us-east-1, so a rule in every region sends them to the bus of the home region.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html
 */
export class EventAlerts extends ComponentResource {
  readonly rules: aws.cloudwatch.EventRule[];
  readonly targets: aws.cloudwatch.EventTarget[];
  readonly deadLetters: Undelivered;
  readonly deadLetterAlarm: aws.cloudwatch.MetricAlarm;
  readonly role: aws.iam.Role | undefined;
  readonly rolePolicy: aws.iam.RolePolicy | undefined;
  readonly forwards: aws.cloudwatch.EventRule[];

  constructor(name: string, args: EventAlertsArgs, opts?: ComponentResourceOptions) {
    refuse(
      `EventAlerts "${name}"`,
      args.detections.flatMap(({ id }) => {
        const rule = physicalName(`${name}-${id}`);
        return problem(
          rule.length > LONGEST_NAME,
          "name",
          `${rule} has ${rule.length} letters; a rule takes 64: shorten the name of component or stack, or set nearRealTime to false`,
        );
      }),
    );
    super("trailwatch:detect:EventAlerts", name, {}, opts);
    const at = locate(this);

    // Other regions have none: an alarm cannot look there from here.
    this.deadLetters = undelivered(this, `${name}-undelivered`, at, args.tags);
    this.deadLetterAlarm = deadLetterAlarm(this, name, args);
    this.rules = args.detections.map((row) => rule(this, name, row, args));
    this.targets = args.detections.map((row, index) => target(this, name, row, this.rules[index], args));
    this.role = args.regions.length === 0 ? undefined : role(this, name, at, args);
    this.rolePolicy = this.role && rolePolicy(this, name, at, this.role);
    this.forwards = args.regions.flatMap((region) => forward(this, name, at, region, args));

    this.registerOutputs({ ruleArns: this.rules.map(({ arn }) => arn) });
  }

  /** What it costs by the piece, without what is billed by volume. */
  get estimatedMonthlyUsd(): MonthlyUsd {
    return monthlyUsd({ alarms: 1 });
  }
}

function rule(parent: EventAlerts, name: string, row: Chosen, { own, tags }: EventAlertsArgs) {
  return new aws.cloudwatch.EventRule(
    `${name}-${row.id}`,
    {
      name: physicalName(`${name}-${row.id}`),
      description: row.title,
      eventPattern: own.apply((names) => eventPattern(detailsOf(row, names))),
      tags,
    },
    { parent },
  );
}

function target(parent: EventAlerts, name: string, row: Chosen, rule: aws.cloudwatch.EventRule, args: EventAlertsArgs) {
  return new aws.cloudwatch.EventTarget(
    `${name}-${row.id}`,
    {
      rule: rule.name,
      arn: args.topicFor(row.severity),
      inputTransformer: {
        inputPaths: {
          account: "$.detail.recipientAccountId",
          address: "$.detail.sourceIPAddress",
          call: "$.detail.eventName",
          error: "$.detail.errorCode",
          event: "$.detail.eventID",
          region: "$.detail.awsRegion",
          time: "$.detail.eventTime",
          who: "$.detail.userIdentity.arn",
        },
        inputTemplate: JSON.stringify(
          `${row.title}. <call> at <time> in account <account>, region <region>, by <who> from <address>. Refused with: <error>. First: ${row.firstLook}. Event <event>, detection ${row.id}.`,
        ),
      },
      deadLetterConfig: { arn: parent.deadLetters.queue.arn },
    },
    { parent, dependsOn: parent.deadLetters.policy },
  );
}

function deadLetterAlarm(parent: EventAlerts, name: string, { alarmActions, tags }: EventAlertsArgs) {
  return new aws.cloudwatch.MetricAlarm(
    `${name}-undelivered`,
    {
      name: physicalName(`${name}-undelivered`),
      alarmDescription:
        "EventBridge could not deliver a message about a critical event. Read it in the queue, then look at the policies of topic and key.",
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: parent.deadLetters.queue.name },
      statistic: "Maximum",
      period: 300,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      treatMissingData: "notBreaching",
      alarmActions,
      tags,
    },
    { parent },
  );
}

function role(parent: EventAlerts, name: string, at: Location, { tags }: EventAlertsArgs) {
  return new aws.iam.Role(
    `${name}-forward`,
    {
      name: physicalName(`${name}-forward`),
      assumeRolePolicy: policyDocument([
        {
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": at.accountId },
            ArnLike: {
              "aws:SourceArn": interpolate`arn:${at.partition}:events:*:${at.accountId}:rule/${namePrefix(`${name}-forward`)}-*`,
            },
          },
        },
      ]),
      tags,
    },
    { parent },
  );
}

function rolePolicy(parent: EventAlerts, name: string, at: Location, role: aws.iam.Role) {
  return new aws.iam.RolePolicy(
    `${name}-forward`,
    {
      role: role.name,
      policy: policyDocument([{ Effect: "Allow", Action: "events:PutEvents", Resource: homeBus(at) }]),
    },
    { parent },
  );
}

/** Its default bus, where the rules are that also see the home region's own events. */
const homeBus = (at: Location): Output<string> => regionalArn(at, "events", "event-bus/default");

function forward(parent: EventAlerts, name: string, at: Location, region: string, args: EventAlertsArgs) {
  return forwardPatterns(args.detections).map((eventPattern, index) => {
    const part = index === 0 ? "forward" : `forward-${index + 1}`;
    const rule = new aws.cloudwatch.EventRule(
      `${name}-${part}-${region}`,
      {
        region,
        name: physicalName(`${name}-${part}`),
        description: "Sends what may be critical to the home region of the audit trail",
        eventPattern,
        tags: args.tags,
      },
      { parent },
    );
    new aws.cloudwatch.EventTarget(
      `${name}-${part}-${region}`,
      { region, rule: rule.name, arn: homeBus(at), roleArn: parent.role?.arn },
      { parent, dependsOn: parent.rolePolicy },
    );
    return rule;
  });
}
