import * as aws from "@pulumi/aws";
import { ACCOUNT, deploy, type Deployment } from "../deploy";
import { TOPIC } from "../programs";
import { database, group, instance, lambda, monitor, queue, ROLE, router, watch } from "./programs";

const alarm = (made: Deployment, name: string) => made.get(`cloudwatch/MetricAlarm watch-${name}`).inputs;

/** What goes wrong with alarms on resources, and what the monitor does about it. */
const PITFALLS: Record<string, [program: () => unknown, holds: (made: Deployment) => void]> = {
  "a second alarm of the same name silently replaces the first: names carry kind, resource, alarm and stack": [
    () => monitor().watchAll([queue("a"), new aws.sns.Topic("a", {}), lambda({ name: "a" })]),
    (made) => {
      const names = made.all("cloudwatch/MetricAlarm").map(({ inputs }) => inputs.name as string);
      expect(new Set(names).size).toBe(names.length);
      expect(names).toContain("watch-queue-a-age-prod");
      expect(names.filter((name) => !name.endsWith("-prod"))).toEqual([]);
    },
  ],
  "each alarm says where its number comes from": [
    () => watch(lambda()),
    (made) => {
      const page =
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html#Lambda";
      expect(alarm(made, "function-orders-errors").alarmDescription).toBe(
        `Its calls fail (function orders, Errors). Source: AWS publishes this alarm, ${page}.`,
      );
      const provenance = made.all("cloudwatch/MetricAlarm").map(({ inputs }) => inputs.tags.provenance);
      expect(provenance.sort()).toEqual(["aws", "aws", "derived", "derived", "own"]);
    },
  ],
  "a function that nobody calls is as silent as a healthy one: a pulse rings after a day": [
    () => watch(lambda()),
    (made) =>
      expect(alarm(made, "function-orders-pulse")).toMatchObject({
        metricName: "Invocations",
        statistic: "Sum",
        period: 86_400,
        comparisonOperator: "LessThanThreshold",
        threshold: 1,
        treatMissingData: "breaching",
      }),
  ],
  "what has just been made is silent too: what rings on silence warms up first": [
    () => watch(database()),
    (made) => {
      for (const { inputs } of made.all("cloudwatch/MetricAlarm"))
        expect("warmUpConfiguration" in inputs).toBe(inputs.treatMissingData === "breaching");
      expect(alarm(made, "database-patients-cpu").warmUpConfiguration.warmUpPeriodDurationInMinutes).toBe(15);
      expect(alarm(made, "database-patients-memory").warmUpConfiguration.warmUpPeriodDurationInMinutes).toBe(30);
    },
  ],
  "a percentile of few samples is one slow request": [
    () => watch(lambda()),
    (made) =>
      expect(alarm(made, "function-orders-duration")).toMatchObject({
        extendedStatistic: "p90",
        evaluateLowSampleCountPercentiles: "ignore",
      }),
  ],
  "a redrive is no message that was sent: a dead-letter queue rings on what lies in it": [
    () => watch(queue("lost"), { traits: ["dead-letter"] }),
    (made) => {
      expect(made.all("cloudwatch/MetricAlarm").map(({ name }) => name)).toEqual(["watch-queue-lost-lost"]);
      expect(alarm(made, "queue-lost-lost")).toMatchObject({
        metricName: "ApproximateNumberOfMessagesVisible",
        threshold: 0,
        evaluationPeriods: 1,
      });
    },
  ],
  "errors are a share of the requests, so that night and noon mean the same; no error is no data point": [
    () => watch(new aws.lb.LoadBalancer("front", {})),
    (made) => {
      const { metricQueries, threshold, metricName } = alarm(made, "load-balancer-front-errors");
      expect([threshold, metricName]).toEqual([5, undefined]);
      expect(metricQueries.map(({ metric }: { metric?: { metricName: string } }) => metric?.metricName)).toEqual([
        "HTTPCode_ELB_5XX_Count",
        "RequestCount",
        undefined,
      ]);
      expect(metricQueries[2]).toMatchObject({ expression: "100 * FILL(errors, 0) / requests", returnData: true });
    },
  ],
  "how many instances a group wants changes as it scales: it is read, not written down": [
    () => watch(group()),
    (made) => expect(alarm(made, "group-workers-capacity").metricQueries[2].expression).toBe("wanted - serving"),
  ],
  "metrics of Route 53 are in us-east-1 only, and so are its alarms, states and topics": [
    () => {
      const alive = new aws.route53.HealthCheck("alive", { type: "HTTPS", fqdn: "example.com" });
      const globalRouter = { ...router, actionsFor: () => ["arn:aws:sns:us-east-1:111122223333:alerts"] };
      monitor({ globalRouter, muteWindows: [{ name: "night", schedule: "cron(0 2 * * *)", duration: "PT4H" }] }).watch(
        alive,
      );
    },
    (made) => {
      const { region, alarmActions } = alarm(made, "health-check-alive-status");
      expect([region, alarmActions]).toEqual(["us-east-1", ["arn:aws:sns:us-east-1:111122223333:alerts"]]);
      for (const type of ["CompositeAlarm", "AlarmMuteRule"])
        expect(made.all(`cloudwatch/${type}`).map(({ inputs }) => inputs.region)).toEqual(["us-east-1"]);
    },
  ],
  "one state per resource, over all of its alarms, tells when it is calm again": [
    () => watch(queue()),
    (made) => {
      const { inputs, dependsOn } = made.get("cloudwatch/CompositeAlarm watch-queue-work");
      expect(inputs.alarmRule).toBe('ALARM("watch-queue-work-age-prod") OR ALARM("watch-queue-work-in-flight-prod")');
      expect(inputs.okActions).toEqual([`${TOPIC}-warning`]);
      expect(inputs.alarmActions).toBeUndefined();
      expect(dependsOn).toContain("cloudwatch/MetricAlarm watch-queue-work-age");
    },
  ],
  "an anomaly alarm takes two weeks to learn: it is never the only alarm, and never made unasked": [
    () => {
      const on = monitor();
      const orders = lambda();
      on.watch(orders);
      on.anomaly(orders, "duration", { width: 3, side: "above" });
    },
    (made) => {
      const inputs = alarm(made, "function-orders-duration-anomaly");
      expect(inputs).toMatchObject({ thresholdMetricId: "band", comparisonOperator: "GreaterThanUpperThreshold" });
      expect(inputs.metricQueries[1].expression).toBe("ANOMALY_DETECTION_BAND(metric, 3)");
      expect([inputs.threshold, inputs.metricName]).toEqual([undefined, undefined]);
      const bands = made.all("cloudwatch/MetricAlarm").filter(({ inputs }) => inputs.thresholdMetricId);
      expect([bands.length, made.all("cloudwatch/MetricAlarm").length]).toEqual([1, 6]);
    },
  ],
  "a reboot waits longer than a recovery, and both tell somebody": [
    () => {
      const on = monitor();
      const web = instance();
      on.recover(web);
      on.recover(web, "reboot");
    },
    (made) => {
      const of = (recovery: string) => {
        const { metricName, evaluationPeriods, alarmActions } = alarm(made, `instance-web-${recovery}`);
        return [metricName, evaluationPeriods, alarmActions];
      };
      const actions = (recovery: string) => [`${TOPIC}-critical`, `arn:aws:automate:eu-west-1:ec2:${recovery}`];
      expect(of("recover")).toEqual(["StatusCheckFailed_System", 2, actions("recover")]);
      expect(of("reboot")).toEqual(["StatusCheckFailed_Instance", 3, actions("reboot")]);
    },
  ],
  "that a group grows and shrinks is no news: its alarms only scale": [
    () => monitor().scale(group(), { out: { cpu: 70, by: 2 }, in: { cpu: 20 } }),
    (made) => {
      const { inputs, propertyDependencies } = made.get("cloudwatch/MetricAlarm watch-group-workers-scale-out");
      expect([inputs.alarmActions.length, inputs.evaluationPeriods, inputs.threshold]).toEqual([1, 3, 70]);
      expect(propertyDependencies.alarmActions).toEqual(["autoscaling/Policy watch-group-workers-scale-out"]);
      const steps = made.all("autoscaling/Policy").map(({ inputs: policy }) => policy.stepAdjustments[0]);
      expect(steps).toEqual([
        { scalingAdjustment: 2, metricIntervalLowerBound: "0" },
        { scalingAdjustment: -1, metricIntervalUpperBound: "0" },
      ]);
    },
  ],
  "an OpsItem, a function and a document answer an alarm, each let in for these alarms only": [
    () =>
      watch(queue(), {
        responses: {
          warning: [
            { kind: "ops-item", severity: 2 },
            { kind: "invoke", function: lambda() },
            { kind: "automation", document: "Restart", assumeRoleArn: "arn:aws:iam::111122223333:role/restart" },
          ],
        },
      }),
    (made) => {
      const actions = alarm(made, "queue-work-age").alarmActions;
      expect(actions[1]).toBe(`arn:aws:ssm:eu-west-1:${ACCOUNT}:opsitem:2#CATEGORY=Availability`);
      expect(actions).toHaveLength(3);
      expect(alarm(made, "queue-work-in-flight").alarmActions).toEqual([`${TOPIC}-info`]);
      expect(made.get("lambda/Permission watch-queue-work-warning-response-2").inputs).toMatchObject({
        principal: "lambda.alarms.cloudwatch.amazonaws.com",
        sourceArn: `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:watch-queue-work-*`,
      });
      const rule = made.get("cloudwatch/EventRule watch-queue-work-warning-response-3").inputs;
      expect(JSON.parse(rule.eventPattern).resources).toEqual([
        `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:watch-queue-work-age-prod`,
      ]);
      const target = made.get("cloudwatch/EventTarget watch-queue-work-warning-response-3").inputs;
      expect(target.arn).toBe(`arn:aws:ssm:eu-west-1:${ACCOUNT}:automation-definition/Restart:$DEFAULT`);
      expect(JSON.parse(target.input)).toEqual({ AutomationAssumeRole: ["arn:aws:iam::111122223333:role/restart"] });
    },
  ],
  "one instance that is busy is a day like any other: half of them at once ring": [
    () => {
      const on = monitor();
      const queues = ["a", "b", "c"].map(queue);
      on.watchAll(queues);
      on.together("backlog", queues, { alarm: "age", atLeast: "50%", says: "Nobody works" });
    },
    (made) => {
      const { inputs, dependsOn } = made.get("cloudwatch/CompositeAlarm watch-backlog");
      const names = ["a", "b", "c"].map((name) => `"watch-queue-${name}-age-prod"`);
      expect(inputs.alarmRule).toBe(`AT_LEAST(50%, ALARM, (${names.join(", ")}))`);
      expect(inputs.alarmActions).toEqual([`${TOPIC}-critical`]);
      expect(dependsOn).toContain("cloudwatch/MetricAlarm watch-queue-a-age");
    },
  ],
  "a cluster that replicates another says that it stopped by a lag of -1": [
    () => {
      const on = monitor();
      on.watch(new aws.rds.Cluster("copy", { engine: "aurora-mysql" }), { traits: ["replica", "mysql"] });
      on.watch(new aws.rds.Cluster("alone", { engine: "aurora-mysql" }), { traits: ["mysql"] });
    },
    (made) => {
      expect(alarm(made, "database-cluster-copy-replication")).toMatchObject({
        metricName: "AuroraBinlogReplicaLag",
        comparisonOperator: "LessThanOrEqualToThreshold",
        threshold: -1,
        evaluationPeriods: 2,
        treatMissingData: "breaching",
      });
      expect(made.labels).not.toContain("cloudwatch/MetricAlarm watch-database-cluster-alone-replication");
    },
  ],
  "profile aws asks for silence as AWS does, where balanced knows better": [
    () => {
      const cluster = (name: string) =>
        new aws.eks.Cluster(name, { name, roleArn: ROLE, vpcConfig: { subnetIds: [] } });
      monitor().watch(cluster("ours"));
      monitor({ profile: "aws" }).watch(cluster("theirs"));
    },
    (made) => {
      const silence = (name: string) => alarm(made, `kubernetes-${name}-pod-memory`).treatMissingData;
      expect([silence("ours"), silence("theirs")]).toEqual(["notBreaching", "breaching"]);
    },
  ],
  "a queue may rest for days: only who asks for a pulse gets one": [
    () => {
      const on = monitor();
      on.watch(queue("resting"));
      on.watch(queue("steady"), { pulse: 600 });
    },
    (made) => {
      const pulses = made.all("cloudwatch/MetricAlarm").filter(({ name }) => name.endsWith("-pulse"));
      expect(pulses.map(({ name, inputs }) => [name, inputs.period])).toEqual([["watch-queue-steady-pulse", 600]]);
    },
  ],
  "what is published for the account has no dimension": [
    () => monitor().watchAccount(),
    (made) => {
      const alarms = made.all("cloudwatch/MetricAlarm");
      expect(alarms.map(({ inputs }) => inputs.metricName).sort()).toEqual([
        "AccountProvisionedReadCapacityUtilization",
        "AccountProvisionedWriteCapacityUtilization",
        "ClaimedAccountConcurrency",
        "UserErrors",
      ]);
      for (const { inputs } of alarms) expect(inputs.dimensions).toBeUndefined();
    },
  ],
  "a window in which nobody is told must not keep a group from growing": [
    () => {
      const on = monitor({ muteWindows: [{ name: "night", schedule: "cron(0 2 * * *)", duration: "PT4H" }] });
      on.watch(group());
      on.scale(group(), { out: { cpu: 70 }, in: { cpu: 20 } });
    },
    (made) =>
      expect(made.get("cloudwatch/AlarmMuteRule watch-night").inputs.muteTargets.alarmNames).toEqual([
        "watch-group-workers-capacity-prod",
        "watch-group-workers-status-prod",
        "watch-group-workers-prod",
      ]),
  ],
  "a mute rule names every alarm, a hundred at most": [
    () => {
      const muteWindows = [{ name: "night", schedule: "cron(0 2 * * *)", duration: "PT4H", timezone: "Europe/Berlin" }];
      const queues = Array.from({ length: 34 }, (_, index) => queue(`q${index}`));
      monitor({ muteWindows }).watchAll(queues);
    },
    (made) => {
      const rules = made.all("cloudwatch/AlarmMuteRule").map(({ inputs }) => inputs);
      expect(rules.map(({ muteTargets }) => muteTargets.alarmNames.length).sort()).toEqual([100, 2]);
      expect(rules[0].rule.schedule).toEqual({
        expression: "cron(0 2 * * *)",
        duration: "PT4H",
        timezone: "Europe/Berlin",
      });
    },
  ],
};

test.each(Object.entries(PITFALLS))("%s", async (_, [program, holds]) => holds(await deploy(program)));
