import * as aws from "@pulumi/aws";
import { interpolate, jsonStringify, type Input, type Output, type Resource } from "@pulumi/pulumi";
import { regionalArn, type Location } from "../location";
import { namePrefix, physicalName } from "../names";
import { policyDocument, type Statement } from "../policy-document";
import { problem, type Problem } from "../problems";
import type { Undelivered } from "../undelivered";

/** What happens when an alarm rings, besides that people hear of it. */
export type AlarmResponse = OpsItem | Invocation | Automation | Action;

/** Opens an OpsItem in Systems Manager. */
export interface OpsItem {
  readonly kind: "ops-item";
  /** 1 is the worst of 4. */
  readonly severity: 1 | 2 | 3 | 4;
  /** @default Availability */
  readonly category?: "Availability" | "Cost" | "Performance" | "Recovery" | "Security";
}

/** Calls a function with the alarm as event. */
export interface Invocation {
  readonly kind: "invoke";
  readonly function: aws.lambda.Function;
}

/** Runs an Automation document of Systems Manager. */
export interface Automation {
  readonly kind: "automation";
  /** Name of the document, such as `AWS-RestartEC2Instance`. */
  readonly document: string;
  /** Parameters of the document. @default none */
  readonly parameters?: Readonly<Record<string, Input<string>[]>>;
  /** Role that the document works with. @default none; the document says what it needs */
  readonly assumeRoleArn?: Input<string>;
}

/** Any other action that CloudWatch takes, such as a scaling policy. */
export interface Action {
  readonly kind: "action";
  readonly arn: Input<string>;
}

/** CloudWatch takes five actions per state, and the topic is one of them. */
const MOST_ACTIONS = 5;

export const responseProblems = (setting: string, responses: readonly AlarmResponse[], told: number): Problem[] => {
  const actions = told + responses.filter(({ kind }) => kind !== "automation").length;
  return problem(
    actions > MOST_ACTIONS,
    setting,
    `make ${actions} actions with those of the router; CloudWatch takes ${MOST_ACTIONS} per alarm state`,
  );
};

/** What an alarm itself can do. An Automation document is started by a rule on the alarm's state instead. */
export function actionsOf(responses: readonly AlarmResponse[], at: Location): Input<string>[] {
  return responses.flatMap((response) => {
    if (response.kind === "action") return response.arn;
    if (response.kind === "invoke") return response.function.arn;
    if (response.kind === "automation") return [];
    const { severity, category = "Availability" } = response;
    return regionalArn(at, "ssm", `opsitem:${severity}#CATEGORY=${category}`);
  });
}

/** Alarms that respond, and what their names begin with. */
export interface Responding {
  readonly prefix: string;
  readonly alarmNames: readonly string[];
  /** Made when the first document asks for it. */
  undelivered(): Undelivered;
}

/** What lets alarms do what they shall: permissions of functions, and rules that start documents. */
export function respond(
  parent: Resource,
  name: string,
  at: Location,
  { prefix, alarmNames, undelivered }: Responding,
  responses: readonly AlarmResponse[],
): void {
  const alarms = alarmNames.map((alarm) => regionalArn(at, "cloudwatch", `alarm:${alarm}`));
  responses.forEach((response, index) => {
    const part = `${name}-response-${index + 1}`;
    if (response.kind === "invoke") permission(parent, part, at, prefix, response);
    if (response.kind === "automation") automation(parent, part, at, alarms, undelivered(), response);
  });
}

function permission(parent: Resource, part: string, at: Location, prefix: string, response: Invocation) {
  return new aws.lambda.Permission(
    part,
    {
      action: "lambda:InvokeFunction",
      function: response.function.name,
      // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions.html#alarms-and-actions-Lambda
      principal: "lambda.alarms.cloudwatch.amazonaws.com",
      sourceAccount: at.accountId,
      sourceArn: regionalArn(at, "cloudwatch", `alarm:${namePrefix(prefix)}-*`),
    },
    { parent },
  );
}

function automation(
  parent: Resource,
  part: string,
  at: Location,
  alarms: Output<string>[],
  lost: Undelivered,
  wanted: Automation,
) {
  const { document, parameters, assumeRoleArn } = wanted;
  const ruleName = physicalName(part);
  const rule = new aws.cloudwatch.EventRule(
    part,
    {
      name: ruleName,
      description: `Runs ${document} when an alarm rings`,
      eventPattern: jsonStringify({
        source: ["aws.cloudwatch"],
        "detail-type": ["CloudWatch Alarm State Change"],
        resources: alarms,
        detail: { state: { value: ["ALARM"] } },
      }),
    },
    { parent },
  );
  const role = new aws.iam.Role(
    part,
    {
      name: ruleName,
      assumeRolePolicy: policyDocument([
        {
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": at.accountId },
            ArnLike: { "aws:SourceArn": regionalArn(at, "events", `rule/${ruleName}`) },
          },
        },
      ]),
    },
    { parent },
  );
  // Documents of AWS belong to no account.
  const owner = document.startsWith("AWS-") || document.startsWith("AWSSupport-") ? "" : at.accountId;
  const documentArn = interpolate`arn:${at.partition}:ssm:${at.region}:${owner}:automation-definition/${document}:$DEFAULT`;
  const policy = new aws.iam.RolePolicy(
    part,
    {
      role: role.name,
      policy: policyDocument([
        { Effect: "Allow", Action: "ssm:StartAutomationExecution", Resource: documentArn },
        ...(assumeRoleArn === undefined ? [] : passes(assumeRoleArn)),
      ]),
    },
    { parent },
  );
  const given = { ...parameters, ...(assumeRoleArn === undefined ? {} : { AutomationAssumeRole: [assumeRoleArn] }) };
  return new aws.cloudwatch.EventTarget(
    part,
    {
      rule: rule.name,
      arn: documentArn,
      roleArn: role.arn,
      input: jsonStringify(given),
      deadLetterConfig: { arn: lost.queue.arn },
    },
    { parent, dependsOn: [policy, lost.policy] },
  );
}

const passes = (role: Input<string>): Statement[] => [
  {
    Effect: "Allow",
    Action: "iam:PassRole",
    Resource: role,
    Condition: { StringEquals: { "iam:PassedToService": "ssm.amazonaws.com" } },
  },
];
