import { partial, supporting } from "../frameworks/controls";
import { Found } from "../graph/found";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { Certificate } from "../kinds/acm";
import { AutoScalingGroup, ScalingNotification } from "../kinds/autoscaling";
import { InvocationLogging, ModelUse } from "../kinds/bedrock";
import { CloudFormationStack } from "../kinds/cloudformation";
import { BuildProject } from "../kinds/codebuild";
import { ContactCenter } from "../kinds/connect";
import { Directory, DirectoryLogSubscription } from "../kinds/directoryservice";
import { Instance, LaunchTemplate, type InstanceProps, type LaunchTemplateProps } from "../kinds/ec2";
import { BotAlias } from "../kinds/lex";
import { DataQualityJob, Endpoint, MonitoringSchedule } from "../kinds/sagemaker";
import { evidence, fail, pass, policy } from "../policy";
import { isGiven, partner, partnerPolicy, settingPolicy } from "./switch";

const LOGGED = [partial("nist-800-53-r5/AU-12"), supporting("soc2-2017/CC7.2"), supporting("iso-27001-2022/A.8.15")];
const OBSERVED = [supporting("nist-800-53-r5/SI-4"), supporting("soc2-2017/CC7.2")];
const TOLD = [supporting("nist-800-53-r5/SI-4"), supporting("soc2-2017/CC7.3")];

const DETAILED = {
  severity: "low",
  description: "Every five minutes is too seldom for an alarm on what lasts three.",
  controls: OBSERVED,
  pages: ["https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html"],
  off: "its metrics are published every five minutes",
} as const;

/** What a group can tell of, all of which somebody wants to hear who looks for a reason. */
const SCALING = ["LAUNCH", "LAUNCH_ERROR", "TERMINATE", "TERMINATE_ERROR"].map(
  (event) => `autoscaling:EC2_INSTANCE_${event}`,
);

/** Of an instance that does not say it by itself. */
function templatesOf(instance: Resource<InstanceProps>, graph: Graph): Found<Resource<LaunchTemplateProps>> {
  if ((instance.props.monitoring ?? undefined) !== undefined) return new Found([]);
  const named = ["launchTemplate.id", "launchTemplate.name"];
  return new Found(named).flatMap((path) => graph.follow(instance as Resource<unknown>, path, LaunchTemplate));
}

type Logging = NonNullable<(typeof InvocationLogging)["props"]>;

/** What stands between the code and the hardware. */
export default [
  partnerPolicy({
    ...DETAILED,
    id: "instance-detailed-monitoring",
    title: "Instances have detailed monitoring",
    remediation: "Set `monitoring: true`, or `monitoring.enabled` in the launch template of the instance.",
    about: Instance,
    inline: [{ path: "monitoring", on: ({ monitoring }) => monitoring }],
    partners: [
      {
        find: templatesOf,
        path: "monitoring.enabled",
        on: ({ monitoring }: LaunchTemplateProps) => monitoring?.enabled,
      },
    ],
  }),
  settingPolicy({
    ...DETAILED,
    id: "launch-template-detailed-monitoring",
    title: "Launch templates give instances detailed monitoring",
    remediation: "Set `monitoring.enabled: true`.",
    about: LaunchTemplate,
    path: "monitoring.enabled",
    on: ({ monitoring }) => monitoring?.enabled,
    remediate: () => ({ monitoring: { enabled: true } }),
  }),
  settingPolicy({
    id: "build-project-logs",
    title: "CodeBuild keeps the logs of builds",
    severity: "medium",
    description: "The log of a build says which sources, scripts and packages went into what is deployed.",
    remediation: "Leave `logsConfig.cloudwatchLogs.status` at `ENABLED`, or enable `logsConfig.s3Logs`.",
    controls: LOGGED,
    pages: ["https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html"],
    about: BuildProject,
    path: "logsConfig",
    on: ({ logsConfig }) =>
      (logsConfig?.cloudwatchLogs?.status ?? "ENABLED") === "ENABLED" || logsConfig?.s3Logs?.status === "ENABLED",
    off: "logs of builds are switched off",
  }),
  settingPolicy({
    id: "build-project-log-encryption",
    title: "CodeBuild encrypts the logs that it puts into buckets",
    severity: "low",
    description: "Logs of builds quote sources and, by mistake, secrets.",
    remediation: "Leave `logsConfig.s3Logs.encryptionDisabled` out, or set it to `false`.",
    controls: [supporting("nist-800-53-r5/AU-9"), supporting("nist-800-53-r5/SC-28(1)")],
    pages: ["https://docs.aws.amazon.com/codebuild/latest/userguide/change-project.html"],
    about: BuildProject,
    exempt: ({ props: { logsConfig } }) =>
      logsConfig?.s3Logs?.status === "ENABLED" ? undefined : "it puts no logs into a bucket",
    path: "logsConfig.s3Logs.encryptionDisabled",
    on: ({ logsConfig }) => !logsConfig?.s3Logs?.encryptionDisabled,
    off: "logs in the bucket are not encrypted",
  }),
  settingPolicy({
    id: "cloudformation-stack-notifications",
    title: "CloudFormation stacks tell a topic what happens to them",
    severity: "low",
    description: "A stack that Pulumi makes is changed by CloudFormation, and by whoever else may call it.",
    remediation: "Set `notificationArns` to the ARN of a topic.",
    controls: TOLD,
    pages: ["https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/notification-arns.html"],
    about: CloudFormationStack,
    path: "notificationArns",
    on: (stack) => isGiven(() => stack.notificationArns?.length),
    off: "no topic hears of its events",
  }),
  policy({
    id: "auto-scaling-notifications",
    title: "Auto Scaling groups tell a topic what they launch and terminate",
    severity: "low",
    description: "A group that fails to launch instances tries again and again, and tells nobody.",
    remediation: "Make a `Notification` with the group in `groupNames`, and all four events in `notifications`.",
    controls: TOLD,
    pages: ["https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-sns-notifications.html"],
    about: AutoScalingGroup,
    check(group, graph) {
      const notifications = graph.into(group, ScalingNotification, "groupNames");
      const missing = SCALING.filter(
        (event) => !notifications.some((notification) => notification.props.notifications?.includes(event) ?? false),
      );
      if (missing.length > 0) group.undecidedIfRead();
      return missing.length > 0
        ? fail(`nobody is told about ${missing.map((event) => event.replace(/^.*INSTANCE_/, "")).join(", ")}`)
        : pass(...notifications.known.map((notification) => evidence(notification, "notifications")));
    },
  }),
  settingPolicy({
    id: "connect-instance-logs",
    title: "Connect instances log contact flows",
    severity: "medium",
    description: "The log of a flow says what a caller was asked, and which systems were called on their behalf.",
    remediation: "Set `contactFlowLogsEnabled: true`.",
    controls: LOGGED,
    pages: ["https://docs.aws.amazon.com/connect/latest/adminguide/about-contact-flow-logs.html"],
    about: ContactCenter,
    path: "contactFlowLogsEnabled",
    on: ({ contactFlowLogsEnabled }) => contactFlowLogsEnabled,
    remediate: () => ({ contactFlowLogsEnabled: true }),
    off: "contact flows are not logged",
  }),
  partnerPolicy({
    id: "directory-log-forwarding",
    title: "Managed directories forward their security logs",
    severity: "medium",
    description: "The security log of a domain controller has each sign-in; AWS deletes it after a while.",
    remediation: "Make a `LogSubscription` for the directory, with a log group.",
    controls: LOGGED,
    pages: ["https://docs.aws.amazon.com/directoryservice/latest/admin-guide/ms_ad_enable_log_forwarding.html"],
    about: Directory,
    exempt: ({ props: { type = "SimpleAD" } }) =>
      type === "MicrosoftAD" ? undefined : `${type} has no logs to forward`,
    partners: [partner(DirectoryLogSubscription, "directoryId")],
    off: "no subscription forwards its security logs",
  }),
  partnerPolicy({
    id: "model-invocation-logs",
    title: "Invocations of Bedrock models are logged where models are used",
    severity: "low",
    description:
      "CloudTrail says that a model was called; only the invocation log, a setting of the account and region, has what it was asked and what it answered.",
    remediation:
      "Make an `aws.bedrockmodel.InvocationLoggingConfiguration` with `cloudwatchConfig` or `s3Config` in the region.",
    controls: LOGGED,
    pages: ["https://docs.aws.amazon.com/bedrock/latest/userguide/model-invocation-logging.html"],
    about: ModelUse,
    partners: [
      {
        find: (use: Resource<never>, graph: Graph) =>
          new Found(graph.nearby(InvocationLogging)).filter(
            (logging) => graph.place(logging as Resource<unknown>) === graph.place(use as unknown as Resource<unknown>),
          ),
        path: "loggingConfig",
        on: ({ loggingConfig }: Logging) => loggingConfig?.cloudwatchConfig ?? loggingConfig?.s3Config,
      },
    ],
    off: "no invocation logging is set up for its region",
  }),
  settingPolicy({
    id: "certificate-transparency",
    title: "Public certificates are logged for transparency",
    severity: "medium",
    description:
      "Browsers refuse certificates that are in no public log, and nobody notices one that was made behind their back.",
    remediation: "Leave `options.certificateTransparencyLoggingPreference` at `ENABLED`.",
    controls: [supporting("nist-800-53-r5/SI-4"), supporting("soc2-2017/CC7.2")],
    pages: ["https://docs.aws.amazon.com/acm/latest/userguide/acm-bestpractices.html"],
    about: Certificate,
    exempt: ({ props }) =>
      isGiven(() => props.certificateBody) || isGiven(() => props.certificateAuthorityArn)
        ? "ACM issues no public certificate here"
        : undefined,
    path: "options.certificateTransparencyLoggingPreference",
    on: ({ options }) => (options?.certificateTransparencyLoggingPreference ?? "ENABLED") !== "DISABLED",
    remediate: ({ props: { options } }) => ({
      options: { ...options, certificateTransparencyLoggingPreference: "ENABLED" },
    }),
    off: "it is left out of the public logs",
  }),
  settingPolicy({
    id: "conversation-log-encryption",
    title: "Conversations that Lex puts into buckets are encrypted with a key",
    severity: "low",
    description: "Recordings and texts of conversations have in them whatever people say to a bot.",
    remediation: "Set `kmsKeyArn` on each of `conversationLogs.logSettings` whose `destination` is `S3`.",
    controls: [supporting("nist-800-53-r5/AU-9"), supporting("nist-800-53-r5/SC-28(1)")],
    pages: ["https://docs.aws.amazon.com/lex/latest/dg/conversation-logs-configure.html"],
    about: BotAlias,
    exempt: ({ props: { conversationLogs } }) =>
      conversationLogs?.logSettings?.some(({ destination }) => destination === "S3")
        ? undefined
        : "it puts no conversations into a bucket",
    path: "conversationLogs.logSettings",
    on: ({ conversationLogs }) =>
      conversationLogs?.logSettings?.every(
        (setting) => setting.destination !== "S3" || isGiven(() => setting.kmsKeyArn),
      ),
    off: "not all conversations in the bucket are encrypted with a key",
  }),
  partnerPolicy({
    id: "model-endpoint-monitoring",
    title: "SageMaker endpoints are monitored on a schedule",
    severity: "low",
    description: "A model whose input drifts away from what it learned answers wrong, without an error.",
    remediation:
      "Make a `MonitoringSchedule` whose job definition, such as a `DataQualityJobDefinition`, names the endpoint.",
    controls: OBSERVED,
    pages: ["https://docs.aws.amazon.com/sagemaker/latest/dg/model-monitor.html"],
    about: Endpoint,
    partners: [
      partner(
        MonitoringSchedule,
        "monitoringScheduleConfig.monitoringJobDefinition.monitoringInputs.endpointInput.endpointName",
      ),
      {
        find: (endpoint: Resource<never>, graph: Graph) =>
          graph
            .into(endpoint, DataQualityJob, "dataQualityJobInput.endpointInput.endpointName")
            .flatMap((job) =>
              graph.into(job, MonitoringSchedule, "monitoringScheduleConfig.monitoringJobDefinitionName"),
            ),
        path: "monitoringScheduleConfig",
        on: () => true,
      },
    ],
    off: "no schedule monitors it",
  }),
];
