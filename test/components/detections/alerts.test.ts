import { ACCOUNT, deploy, type Deployment } from "../deploy";
import { baseline, detections, TOPIC } from "../programs";

const pattern = (made: Deployment, id: string): string =>
  made.get(`cloudwatch/LogMetricFilter audit-detections-${id}`).inputs.pattern;
const topics = (made: Deployment, id: string): string[] =>
  made.get(`cloudwatch/MetricAlarm audit-${id}`).inputs.alarmActions;

/** How detections reach people, in a whole account with one further region. */
const ACCOUNT_PITFALLS: Record<string, (made: Deployment) => void> = {
  "what tampers is looked for on the account's own trail, group, alarms, topics, rules and archive": (made) => {
    expect(pattern(made, "tamper-trail")).toContain('($.requestParameters.name = "audit-prod")');
    expect(pattern(made, "tamper-log-group")).toContain('"/trailwatch/audit-trail-prod"');
    expect(pattern(made, "tamper-archive")).toContain(`"audit-archive-prod-${ACCOUNT}-eu-west-1"`);
    expect(pattern(made, "tamper-topics")).toContain('"*:audit-*"');
    const own = ["cloudwatch/MetricAlarm", "cloudwatch/EventRule", "cloudwatch/CompositeAlarm"].flatMap((type) =>
      made.all(type).map(({ inputs }) => inputs.name ?? inputs.alarmName),
    );
    expect(own.filter((name) => !name.startsWith("audit-"))).toEqual([]);
  },
  "the published text reports, and its twin tells somebody at once": (made) => {
    expect(
      made.get("cloudwatch/MetricAlarm audit-detections-cis-root-usage").propertyDependencies.alarmActions,
    ).toEqual(["sns/Topic audit-alerts-info"]);
    const twin = made.get("cloudwatch/MetricAlarm audit-detections-cis-root-usage-quiet");
    expect(twin.propertyDependencies.alarmActions).toEqual(["sns/Topic audit-alerts-critical"]);
  },
  "a source condition on the key would lose what EventBridge publishes; the topic is the condition": (made) => {
    expect(made.statement("kms/Key audit-key", "EventBridgePublishes")).toMatchObject({
      Principal: { Service: "events.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Condition: { ArnLike: { "kms:EncryptionContext:aws:sns:topicArn": `arn:aws:sns:eu-west-1:${ACCOUNT}:*` } },
    });
  },
  "topics let in rules of this account and region": (made) => {
    expect(made.statement("sns/TopicPolicy audit-alerts-critical", "EventBridgePublishes").Condition).toEqual({
      ArnLike: { "aws:SourceArn": `arn:aws:events:eu-west-1:${ACCOUNT}:rule/*` },
    });
  },
  "EventBridge takes no role for a topic, and needs one for a bus": (made) => {
    for (const { name, inputs } of made.all("cloudwatch/EventTarget"))
      expect([name, "roleArn" in inputs]).toEqual([name, name.includes("forward")]);
  },
  "events of another region go to the default bus of the home region, where the rules are": (made) => {
    const rule = made.get("cloudwatch/EventRule audit-detections-forward-us-east-1");
    expect(rule.inputs).toMatchObject({ region: "us-east-1", name: "audit-detections-forward-prod" });
    const bus = `arn:aws:events:eu-west-1:${ACCOUNT}:event-bus/default`;
    expect(made.get("cloudwatch/EventTarget audit-detections-forward-us-east-1").inputs).toMatchObject({
      region: "us-east-1",
      arn: bus,
    });
    const { Statement } = JSON.parse(made.get("iam/RolePolicy audit-detections-forward").inputs.policy);
    expect(Statement).toEqual([{ Effect: "Allow", Action: "events:PutEvents", Resource: bus }]);
    expect(made.all("cloudwatch/EventRule").filter(({ inputs }) => inputs.eventBusName !== undefined)).toEqual([]);
  },
  "a message is a sentence with what happened, where, by whom and what to do": (made) => {
    const { inputTransformer } = made.get("cloudwatch/EventTarget audit-detections-cis-root-usage-quiet").inputs;
    const text = JSON.parse(inputTransformer.inputTemplate) as string;
    expect(text).toMatch(/^The root user signed in or changed something\. <call> at <time> in account <account>/);
    const named = [...text.matchAll(/<(\w+)>/g)].map(([, name]) => name).sort();
    expect(named).toEqual(Object.keys(inputTransformer.inputPaths).sort());
  },
  "what could not be delivered is kept, and somebody is told over another topic": (made) => {
    const alarm = made.get("cloudwatch/MetricAlarm audit-detections-undelivered");
    expect(alarm.propertyDependencies.alarmActions).toEqual(["sns/Topic audit-alerts-warning"]);
    for (const { name, propertyDependencies } of made.all("cloudwatch/EventTarget"))
      if (!name.includes("forward"))
        expect([name, propertyDependencies.deadLetterConfig]).toEqual([
          name,
          ["sqs/Queue audit-detections-undelivered"],
        ]);
  },
  "one state per severity names each of its alarms, and comes after them": (made) => {
    for (const severity of ["critical", "warning", "info"]) {
      const { inputs, dependsOn } = made.get(`cloudwatch/CompositeAlarm audit-detections-${severity}`);
      const named = [...(inputs.alarmRule as string).matchAll(/ALARM\("([^"]+)"\)/g)].map(([, name]) => name);
      const alarms = made.all("cloudwatch/MetricAlarm").filter(({ inputs }) => inputs.tags?.severity === severity);
      expect(named.sort()).toEqual(alarms.map(({ inputs }) => inputs.name).sort());
      expect(inputs.alarmRule.length).toBeLessThanOrEqual(10_240);
      expect(dependsOn).toEqual(expect.arrayContaining(alarms.map(({ name }) => `cloudwatch/MetricAlarm ${name}`)));
    }
  },
  "the dashboard shows every detection once as a light and once as a bar": (made) => {
    const { widgets } = JSON.parse(made.get("cloudwatch/Dashboard audit-detections").inputs.dashboardBody);
    const shown = (part: string) =>
      // eslint-disable-next-line @typescript-eslint/no-explicit-any -- widgets of two shapes
      widgets.flatMap((widget: any) => widget.properties[part] ?? []);
    const filters = made.all("cloudwatch/LogMetricFilter");
    expect(new Set(shown("alarms")).size).toBe(filters.length);
    expect(
      shown("metrics")
        .map(([, metric]: string[]) => metric)
        .sort(),
    ).toEqual(filters.map(({ inputs }) => inputs.metricTransformation.name).sort());
  },
};

describe("a whole account", () => {
  let made: Deployment;
  beforeAll(async () => {
    made = await deploy(() => baseline({ detections: { regions: ["us-east-1"] } }));
  });
  test.each(Object.entries(ACCOUNT_PITFALLS))("%s", (_, holds) => holds(made));
});

/** What an argument changes. */
const VARIATIONS: Record<string, [program: () => unknown, holds: (made: Deployment) => void]> = {
  "without its twin the published text tells somebody at once again": [
    () => detections({ profile: "cis", disabled: ["cis-root-usage-quiet"] }),
    (made) => expect(topics(made, "cis-root-usage")).toEqual([`${TOPIC}-critical`]),
  ],
  "one reserve is added to a profile": [
    () => detections({ profile: "cis", enabled: ["short-log-lifecycle"] }),
    (made) => expect(made.all("cloudwatch/LogMetricFilter")).toHaveLength(31),
  ],
  "no rules on event buses": [
    () => detections({ nearRealTime: false }),
    (made) => expect(made.all("cloudwatch/EventRule")).toEqual([]),
  ],
  "no event rule says what a changed pattern no longer does": [
    () => detections({ profile: "cis", overrides: { "cis-root-usage-quiet": { pattern: "{ $.a = 1 }", period: 60 } } }),
    (made) => {
      expect(made.labels).not.toContain("cloudwatch/EventRule audit-cis-root-usage-quiet");
      expect(made.get("cloudwatch/LogMetricFilter audit-cis-root-usage-quiet").inputs.pattern).toBe("{ $.a = 1 }");
      expect(made.get("cloudwatch/MetricAlarm audit-cis-root-usage-quiet").inputs.period).toBe(60);
    },
  ],
  "what is made critical is told by event too": [
    () => detections({ overrides: { "iam-access-key-created": { severity: "critical" } } }),
    (made) => {
      expect(topics(made, "iam-access-key-created")).toEqual([`${TOPIC}-critical`]);
      expect(made.labels).toContain("cloudwatch/EventRule audit-iam-access-key-created");
    },
  ],
};

test.each(Object.entries(VARIATIONS))("%s", async (_, [program, holds]) => holds(await deploy(program)));
