import { logGroup, other, ref, type Draft } from "../resources";
import type { Family } from "./breaks";
import { drop, set } from "./edits";

/** Compute, containers and the platform that log and show themselves as they should. */

const GROUP = "cloudwatch/logGroup:LogGroup";
const EKS = "eks/cluster:Cluster";
/** The cluster stands among what has alarms. */
const ECS = "ecs/cluster:Cluster";
const TASK = "ecs/taskDefinition:TaskDefinition";
const INSTANCE = "ec2/instance:Instance";
const TEMPLATE = "ec2/launchTemplate:LaunchTemplate";
const NOTIFICATION = "autoscaling/notification:Notification";
const BEANSTALK = "elasticbeanstalk/environment:Environment";
const BUILD = "codebuild/project:Project";
const STACK = "cloudformation/stack:Stack";
const DOCUMENT = "ssm/document:Document";
const CONTACT_CENTER = "connect/instance:Instance";
const FORWARDING = "directoryservice/logSubscription:LogSubscription";
const INVOCATIONS = "bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration";
const CERTIFICATE = "acm/certificate:Certificate";
const BOT = "lex/botAlias:BotAlias";
const SCHEDULE = "sagemaker/monitoringSchedule:MonitoringSchedule";

const ELSEWHERE = "arn:aws:sns:eu-west-1:111122223333:elsewhere";
const group = (name: string, called: unknown): Draft =>
  logGroup(name, { name: called, retentionInDays: 365, kmsKeyId: ref("groups-key") });
const containers = (logConfiguration?: object) => ({
  containerDefinitions: JSON.stringify([{ name: "web", image: "web", logConfiguration }]),
});
const SCALING = ["LAUNCH", "LAUNCH_ERROR", "TERMINATE", "TERMINATE_ERROR"].map(
  (event) => `autoscaling:EC2_INSTANCE_${event}`,
);
const option = (name: string, value: string) => ({ namespace: "aws:elasticbeanstalk:cloudwatch:logs", name, value });
const session = (inputs: object) => ({
  content: JSON.stringify({ schemaVersion: "1.0", sessionType: "Standard_Stream", inputs }),
});
const builds = (cloudwatch: string, s3: string, encryptionDisabled = false) => ({
  logsConfig: {
    cloudwatchLogs: { status: cloudwatch },
    s3Logs: { status: s3, location: "elsewhere", encryptionDisabled },
  },
});

export const servicesPlatform: Family = {
  healthy: [
    other(`aws:${EKS}`, "kubernetes", { name: "shop", enabledClusterLogTypes: ["audit"] }),
    group("kubernetes-log", "/aws/eks/shop/cluster"),
    other(`aws:${TASK}`, "task", {
      family: "web",
      ...containers({
        logDriver: "awslogs",
        options: { "awslogs-group": "/shop/web", "awslogs-create-group": "true" },
      }),
    }),
    group("task-log", "/shop/web"),
    other(`aws:${INSTANCE}`, "machine-web", { id: "i-0f1e2d3c", monitoring: true }),
    other(`aws:${TEMPLATE}`, "template", { monitoring: { enabled: true } }),
    other("aws:autoscaling/group:Group", "scaling", { enabledMetrics: ["GroupInServiceInstances"] }),
    other(`aws:${NOTIFICATION}`, "scaling-events", {
      groupNames: [ref("scaling", "name")],
      notifications: SCALING,
      topicArn: ELSEWHERE,
    }),
    other(`aws:${BEANSTALK}`, "beanstalk", {
      settings: [option("StreamLogs", "true"), option("RetentionInDays", "365")],
    }),
    other(`aws:${BUILD}`, "build", { name: "build", ...builds("ENABLED", "ENABLED") }),
    group("build-log", "/aws/codebuild/build"),
    other(`aws:${STACK}`, "formation", { notificationArns: [ELSEWHERE] }),
    other(`aws:${DOCUMENT}`, "shell", {
      documentType: "Session",
      ...session({ cloudWatchLogGroupName: "elsewhere" }),
    }),
    other(`aws:${CONTACT_CENTER}`, "contacts", { instanceAlias: "help", contactFlowLogsEnabled: true }),
    group("contacts-log", "/aws/connect/help"),
    other("aws:directoryservice/directory:Directory", "directory", { name: "example.com", type: "MicrosoftAD" }),
    other(`aws:${FORWARDING}`, "directory-log", { directoryId: ref("directory", "id"), logGroupName: "elsewhere" }),
    other("aws:bedrock/agentAgent:AgentAgent", "agent"),
    other(`aws:${INVOCATIONS}`, "invocations", { loggingConfig: { s3Config: { bucketName: "elsewhere" } } }),
    other(`aws:${CERTIFICATE}`, "certificate", { domainName: "example.com" }),
    other(`aws:${BOT}`, "bot", {
      conversationLogs: {
        logSettings: [{ destination: "S3", kmsKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/elsewhere" }],
      },
    }),
    other("aws:sagemaker/endpoint:Endpoint", "model"),
    other("aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition", "model-quality", {
      dataQualityJobInput: { endpointInput: { endpointName: ref("model", "name") } },
    }),
    other(`aws:${SCHEDULE}`, "model-schedule", {
      monitoringScheduleConfig: { monitoringJobDefinitionName: ref("model-quality", "name") },
    }),
  ],
  mutations: {
    "eks-control-plane-logs": { "without audit": set(EKS, { enabledClusterLogTypes: ["api"] }) },
    "eks-cluster-log-group": { "no group": drop(GROUP, /^kubernetes-log$/) },
    "ecs-cluster-container-insights": { "left to the default": set(ECS, { settings: undefined }) },
    "ecs-exec-logs": {
      none: set(ECS, { configuration: { executeCommandConfiguration: { logging: "NONE" } } }),
    },
    "task-definition-logs": { "left to the default": set(TASK, containers()) },
    "task-definition-log-group": { "no group": drop(GROUP, /^task-log$/) },
    "instance-detailed-monitoring": { "left to the default": set(INSTANCE, { monitoring: undefined }) },
    "launch-template-detailed-monitoring": { "left to the default": set(TEMPLATE, { monitoring: undefined }) },
    "auto-scaling-notifications": {
      "failures left out": set(NOTIFICATION, { notifications: [SCALING[0], SCALING[2]] }),
    },
    "beanstalk-log-streaming": { "left to the default": set(BEANSTALK, { settings: undefined }) },
    "beanstalk-log-retention": { "left to the default": set(BEANSTALK, { settings: [option("StreamLogs", "true")] }) },
    "build-project-logs": { "switched off": set(BUILD, builds("DISABLED", "DISABLED")) },
    "build-project-log-encryption": { "switched off": set(BUILD, builds("ENABLED", "ENABLED", true)) },
    "build-project-log-group": { "no group": drop(GROUP, /^build-log$/) },
    "cloudformation-stack-notifications": { "left to the default": set(STACK, { notificationArns: undefined }) },
    "session-document-logs": { "left to the default": set(DOCUMENT, session({})) },
    "session-document-log-encryption": {
      "switched off": set(
        DOCUMENT,
        session({ cloudWatchLogGroupName: "elsewhere", cloudWatchEncryptionEnabled: false }),
      ),
    },
    "connect-instance-logs": { "left to the default": set(CONTACT_CENTER, { contactFlowLogsEnabled: undefined }) },
    "connect-instance-log-group": { "no group": drop(GROUP, /^contacts-log$/) },
    "directory-log-forwarding": { "no subscription": drop(FORWARDING) },
    "model-invocation-logs": { "no place to write to": set(INVOCATIONS, { loggingConfig: {} }) },
    "certificate-transparency": {
      "switched off": set(
        CERTIFICATE,
        { options: { certificateTransparencyLoggingPreference: "DISABLED" } },
        /^certificate$/,
      ),
    },
    "conversation-log-encryption": {
      "left to the default": set(BOT, { conversationLogs: { logSettings: [{ destination: "S3" }] } }),
    },
    "model-endpoint-monitoring": { "no schedule": drop(SCHEDULE) },
  },
};
