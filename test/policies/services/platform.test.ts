import { UNKNOWN } from "../../../policies/graph/value";
import platform from "../../../policies/services/platform";
import { other, ref, topic, type Draft } from "../../resources";
import { judgeRows, switchCases } from "./rows";

const LEFT = { "left to the default": {} };
const instance = (values: Record<string, unknown> = {}): Draft => other("aws:ec2/instance:Instance", "web", values);
const template = (values: Record<string, unknown>): Draft =>
  other("aws:ec2/launchTemplate:LaunchTemplate", "plan", values);
const detailed = { monitoring: { enabled: true } };
const templated = { launchTemplate: { id: ref("plan", "id") } };

const group = other("aws:autoscaling/group:Group", "web");
const told = (notifications: unknown, name = "told", groupNames: unknown = [ref("web", "name")]): Draft =>
  other("aws:autoscaling/notification:Notification", name, { groupNames, notifications, topicArn: "alerts" });
const EVENTS = ["LAUNCH", "LAUNCH_ERROR", "TERMINATE", "TERMINATE_ERROR"].map(
  (event) => `autoscaling:EC2_INSTANCE_${event}`,
);

const directory = (type?: string): Draft =>
  other("aws:directoryservice/directory:Directory", "corp", { name: "corp.example.com", type });
const forwarding = (directoryId: unknown): Draft =>
  other("aws:directoryservice/logSubscription:LogSubscription", "log", { directoryId, logGroupName: "corp" });

const agent = other("aws:bedrock/agentAgent:AgentAgent", "guide");
const invocations = (loggingConfig: unknown, extra: Record<string, unknown> = {}): Draft =>
  other("aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration", "log", {
    loggingConfig,
    ...extra,
  });
const toBucket = { s3Config: { bucketName: "logs" } };

const CERTIFICATE = "acm/certificate:Certificate";
const preference = (certificateTransparencyLoggingPreference: unknown) => ({
  domainName: "example.com",
  options: { certificateTransparencyLoggingPreference },
});

const BUILD = "codebuild/project:Project";
const logs = (cloudwatch: unknown, s3?: unknown, encryptionDisabled?: unknown) => ({
  logsConfig: {
    cloudwatchLogs: { status: cloudwatch },
    s3Logs: s3 && { status: s3, location: "b", encryptionDisabled },
  },
});

const LEX = "lex/botAlias:BotAlias";
const conversations = (...logSettings: object[]) => ({ conversationLogs: { iamRoleArn: "role", logSettings } });

const endpoint = other("aws:sagemaker/endpoint:Endpoint", "model");
const job = other("aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition", "job", {
  dataQualityJobInput: { endpointInput: { endpointName: ref("model", "name") } },
});
const schedule = (config: unknown): Draft =>
  other("aws:sagemaker/monitoringSchedule:MonitoringSchedule", "hourly", { monitoringScheduleConfig: config });

judgeRows(platform, {
  "instance-detailed-monitoring": {
    pass: {
      "by itself": [instance({ monitoring: true })],
      "by its launch template": [template(detailed), instance(templated)],
    },
    fail: {
      "left to the default": [[instance()], "published every five minutes"],
      "switched off in spite of its template": [
        [template(detailed), instance({ ...templated, monitoring: false })],
        "published every five minutes",
      ],
    },
    unknown: { "a switch that nobody knows yet": [[instance({ monitoring: UNKNOWN })], "monitoring is not known"] },
  },
  "launch-template-detailed-monitoring": switchCases(
    "ec2/launchTemplate:LaunchTemplate",
    { "switched on": detailed },
    { ...LEFT, "switched off": { monitoring: { enabled: false } } },
    "published every five minutes",
    { monitoring: UNKNOWN },
  ),
  "build-project-logs": switchCases(
    BUILD,
    { ...LEFT, "to a bucket instead": logs("DISABLED", "ENABLED") },
    { "switched off": logs("DISABLED"), "neither place": logs("DISABLED", "DISABLED") },
    "logs of builds are switched off",
    { logsConfig: UNKNOWN },
  ),
  "build-project-log-encryption": {
    ...switchCases(
      BUILD,
      { "left to the default": logs("ENABLED", "ENABLED") },
      { "switched off": logs("ENABLED", "ENABLED", true) },
      "not encrypted",
      logs("ENABLED", "ENABLED", UNKNOWN),
    ),
    notApplicable: { "no logs in a bucket": [other(`aws:${BUILD}`, "it", logs("ENABLED", "DISABLED", true))] },
  },
  "cloudformation-stack-notifications": {
    pass: {
      "a topic of the stack": [
        topic("alerts"),
        other("aws:cloudformation/stack:Stack", "it", { notificationArns: [ref("alerts")] }),
      ],
    },
    fail: { "left to the default": [[other("aws:cloudformation/stack:Stack", "it")], "no topic hears of its events"] },
    unknown: "reads no value",
  },
  "auto-scaling-notifications": {
    pass: {
      "all events": [group, told(EVENTS)],
      "all events, shared by two": [group, told(EVENTS.slice(0, 2)), told(EVENTS.slice(2), "more")],
    },
    fail: {
      "left to the default": [[group], "nobody is told about LAUNCH, LAUNCH_ERROR, TERMINATE, TERMINATE_ERROR"],
      "failures left out": [[group, told([EVENTS[0], EVENTS[2]])], "about LAUNCH_ERROR, TERMINATE_ERROR"],
      "of another group": [[group, told(EVENTS, "told", ["other"])], "nobody is told"],
    },
    unknown: { "events that nobody knows yet": [[group, told(UNKNOWN)], "notifications is not known"] },
  },
  "connect-instance-logs": switchCases(
    "connect/instance:Instance",
    { "switched on": { contactFlowLogsEnabled: true } },
    LEFT,
    "contact flows are not logged",
    { contactFlowLogsEnabled: UNKNOWN },
  ),
  "directory-log-forwarding": {
    pass: { "a subscription": [directory("MicrosoftAD"), forwarding(ref("corp", "id"))] },
    fail: {
      "left to the default": [[directory("MicrosoftAD")], "no subscription forwards"],
      "of another directory": [[directory("MicrosoftAD"), forwarding("d-1234567890")], "no subscription forwards"],
    },
    unknown: {
      "a directory that nobody knows yet": [
        [directory("MicrosoftAD"), forwarding(UNKNOWN)],
        "directoryId is not known",
      ],
    },
    notApplicable: { "a simple directory": [directory()] },
  },
  "model-invocation-logs": {
    pass: { "to a bucket": [agent, invocations(toBucket)] },
    fail: {
      "left to the default": [[agent], "no invocation logging is set up"],
      "no place to write to": [[agent, invocations({})], "no invocation logging is set up"],
      "in another region": [[agent, invocations(toBucket, { region: "us-east-1" })], "no invocation logging is set up"],
    },
    unknown: { "a place that nobody knows yet": [[agent, invocations(UNKNOWN)], "loggingConfig is not known"] },
    notApplicable: { "no model is used": [invocations(toBucket)] },
  },
  "certificate-transparency": {
    ...switchCases(
      CERTIFICATE,
      { "left to the default": { domainName: "example.com" }, "switched on": preference("ENABLED") },
      { "switched off": preference("DISABLED") },
      "left out of the public logs",
      preference(UNKNOWN),
    ),
    notApplicable: {
      "brought from elsewhere": [other(`aws:${CERTIFICATE}`, "it", { certificateBody: "-----BEGIN CERTIFICATE-----" })],
      "of a private authority": [
        other(`aws:${CERTIFICATE}`, "it", { ...preference("DISABLED"), certificateAuthorityArn: UNKNOWN }),
      ],
    },
  },
  "conversation-log-encryption": {
    pass: {
      "a key of the stack": [
        other("aws:kms/key:Key", "key"),
        other(`aws:${LEX}`, "it", conversations({ destination: "S3", kmsKeyArn: ref("key") })),
      ],
    },
    fail: {
      "left to the default": [
        [other(`aws:${LEX}`, "it", conversations({ destination: "CLOUDWATCH_LOGS" }, { destination: "S3" }))],
        "not all conversations in the bucket",
      ],
    },
    unknown: {
      "settings that nobody knows yet": [
        [other(`aws:${LEX}`, "it", { conversationLogs: { logSettings: UNKNOWN } })],
        "logSettings is not known",
      ],
    },
    notApplicable: {
      "to a group only": [other(`aws:${LEX}`, "it", conversations({ destination: "CLOUDWATCH_LOGS" }))],
    },
  },
  "model-endpoint-monitoring": {
    pass: {
      "by a job definition": [endpoint, job, schedule({ monitoringJobDefinitionName: ref("job", "name") })],
      "inside the schedule": [
        endpoint,
        schedule({
          monitoringJobDefinition: {
            monitoringInputs: { endpointInput: { endpointName: ref("model", "name") } },
          },
        }),
      ],
    },
    fail: {
      "left to the default": [[endpoint], "no schedule monitors it"],
      "a job that nobody starts": [[endpoint, job], "no schedule monitors it"],
    },
    unknown: {
      "a schedule of a job that nobody knows yet": [
        [endpoint, job, schedule({ monitoringJobDefinitionName: UNKNOWN })],
        "monitoringJobDefinitionName is not known",
      ],
    },
  },
});
