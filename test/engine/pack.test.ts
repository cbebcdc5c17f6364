import * as aws from "@pulumi/aws";
import { secret } from "@pulumi/pulumi";
import { Engine, PULUMI } from "./engine";
import { InlineStack } from "./inline-stack";
import type { Outcome } from "./outcome";
import { BUNDLED, GUESTS, SHIPPED } from "./packs";

/** The pack as a guest of the real Pulumi engine: what is refused, what is advice, what is changed, what is never said. */

(PULUMI ? describe : describe.skip)("in the engine", () => {
  let engine: Engine;
  let empty: InlineStack;
  beforeAll(async () => {
    engine = await Engine.start();
    empty = await InlineStack.create(engine, "empty");
  });
  afterAll(() => engine?.stop());

  const group = (name: string, retentionInDays?: aws.cloudwatch.LogGroupArgs["retentionInDays"]) =>
    new aws.cloudwatch.LogGroup(name, { retentionInDays });
  const only = (policy: string, setting: object | string = "mandatory"): object => ({
    all: "disabled",
    [policy]: setting,
  });
  const said = ({ violations }: Outcome): string[] =>
    violations
      .map(({ policy, level, urn, message }) => `${policy} ${level} ${urn.split("::").at(-1)}: ${message}`)
      .sort();

  test("the shipped pack boots, under its name and version", async () => {
    const outcome = await empty.preview(async () => {}, { pack: SHIPPED });
    const packs = outcome.events.flatMap(({ summaryEvent }) => summaryEvent ?? []);
    expect(JSON.stringify(packs)).toMatch(/"trailwatch\|local\|[^"]*":"\d+\.\d+\.\d+"/);
  });

  test("a mandatory violation fails the preview", async () => {
    const program = async () => void group("app", 3);
    const outcome = await empty.preview(program, { pack: BUNDLED, configuration: only("log-group-retention") });
    expect(said(outcome)).toEqual(["log-group-retention mandatory app: events expire after 3 days; 365 are required"]);
    expect(outcome.failed).toBe(true);
  });

  test("an advisory violation does not fail the preview", async () => {
    const program = async () => void group("app", 3);
    const configuration = only("log-group-retention", "advisory");
    const outcome = await empty.preview(program, { pack: BUNDLED, configuration });
    expect(said(outcome)).toEqual(["log-group-retention advisory app: events expire after 3 days; 365 are required"]);
    expect(outcome.failed).toBe(false);
  });

  test("a parameter arrives, and the others keep their defaults", async () => {
    const program = async () => {
      group("week", 7);
      group("ever", 0);
    };
    const configuration = only("log-group-retention", { enforcementLevel: "advisory", minimumDays: 7 });
    const outcome = await empty.preview(program, { pack: BUNDLED, configuration });
    expect(said(outcome)).toEqual([
      "log-group-retention advisory ever: no retention is set: events are kept, and paid for, for ever",
    ]);
    expect(outcome.passed["log-group-retention"]?.map((urn) => urn.split("::").at(-1))).toEqual(["week"]);
  });

  test("a parameter of the wrong type is refused", async () => {
    const configuration = only("log-group-retention", { minimumDays: "many" });
    const outcome = await empty.preview(async () => {}, { pack: BUNDLED, configuration });
    expect(outcome.output).toContain(
      "log-group-retention: minimumDays: Invalid type. Expected: integer, given: string",
    );
    expect(outcome.failed).toBe(true);
  });

  test("policies and parameters that do not exist are refused, all at once", async () => {
    const configuration = { "log-group-retentoin": "advisory", "log-group-retention": { minimumDay: 7 } };
    const outcome = await empty.preview(async () => void group("app", 3), { pack: BUNDLED, configuration });
    expect(outcome.output).toContain("policy configuration: 2 settings are wrong");
    expect(outcome.output).toContain("log-group-retentoin  there is no such policy; did you mean log-group-retention?");
    expect(outcome.output).toContain(
      "log-group-retention.minimumDay  there is no such parameter; did you mean minimumDays?",
    );
    expect(outcome.output).not.toMatch(/\n\s+at /);
    expect(outcome.failed).toBe(true);
  });

  test("an update without its preview meets a policy on the stack when everything is made", async () => {
    const stack = await InlineStack.create(engine, "made");
    const outcome = await stack.up(async () => void group("app", 4), {
      pack: GUESTS,
      configuration: only("stack-judge"),
    });
    expect(said(outcome)).toEqual(["stack-judge mandatory app: an even number of days"]);
    expect(outcome.failed).toBe(true);
    expect(await stack.export()).toContain("::app");
  });

  test("a remediation changes what is deployed", async () => {
    const stack = await InlineStack.create(engine, "remediated");
    const configuration = only("log-group-retention", "remediate");
    const outcome = await stack.up(async () => void group("app", 3), { pack: BUNDLED, configuration });
    expect(outcome.failed).toBe(false);
    expect(outcome.remediations.map(({ policy }) => policy)).toEqual(["log-group-retention"]);
    const { deployment } = JSON.parse(await stack.export());
    const deployed = deployment.resources.find(({ type }: { type: string }) => type.endsWith("LogGroup"));
    expect([deployed.inputs.retentionInDays, deployed.outputs.retentionInDays]).toEqual([365, 365]);
  });

  test.each(["resource-judge", "stack-judge"])(
    "%s: what is unknown is advice, and hides no failure beside it",
    async (policy) => {
      const program = async () => {
        const failing = group("failing", 4);
        group(
          "unknown",
          failing.arn.apply((arn) => arn.length),
        );
        group("passing", 731);
      };
      const outcome = await empty.preview(program, { pack: GUESTS, configuration: only(policy) });
      const why = policy === "resource-judge" ? "not 365 days" : "an even number of days";
      expect(said(outcome)).toEqual([
        `${policy} advisory unknown: could not be judged: unknown.retentionInDays is not known before deployment`,
        `${policy} mandatory failing: ${why}`,
      ]);
      expect(outcome.output).not.toContain("can't run policy");
    },
  );

  test("what nobody can judge yet does not stop a first preview", async () => {
    const program = async () =>
      void group(
        "unknown",
        new aws.sns.Topic("t").arn.apply((arn) => arn.length),
      );
    const outcome = await empty.preview(program, { pack: GUESTS, configuration: only("resource-judge") });
    expect(said(outcome).map((line) => line.slice(0, 51))).toEqual([
      "resource-judge advisory unknown: could not be judge",
    ]);
    expect(outcome.failed).toBe(false);
  });

  test("a policy follows a property to its source before the value is known", async () => {
    const program = async () => {
      const role = new aws.iam.Role("delivery", { assumeRolePolicy: "{}" });
      new aws.cloudtrail.Trail("audit", {
        s3BucketName: "elsewhere",
        cloudWatchLogsGroupArn: group("audit", 365).arn.apply((arn) => `${arn}:*`),
        cloudWatchLogsRoleArn: role.arn,
      });
    };
    const outcome = await empty.preview(program, { pack: BUNDLED, configuration: only("trail-cloudwatch-logs") });
    expect(said(outcome)).toEqual([]);
    expect(Object.keys(outcome.passed)).toEqual(["trail-cloudwatch-logs"]);
  });

  test("a policy that crashes is reported under its own name, and the others still judge", async () => {
    const outcome = await empty.preview(async () => void group("app", 4), { pack: GUESTS });
    const mistake = "the policy itself failed: a mistake in the policy";
    expect(said(outcome)).toEqual([
      `resource-crash mandatory app: ${mistake}`,
      "resource-judge mandatory app: not 365 days",
      `stack-crash mandatory app: ${mistake}`,
      "stack-judge mandatory app: an even number of days",
    ]);
    expect(outcome.errors).toEqual(["preview failed"]);
  });

  test("nothing that is secret is quoted: tags, endpoints, patterns, numbers, documents", async () => {
    const program = async () => {
      const key = new aws.kms.Key("key", { policy: secret('{ "Statement": { "Effect": "hunter2" } }') });
      const role = new aws.iam.Role("role", { assumeRolePolicy: secret('{"Statement":{"Principal":"hunter3"}}') });
      const audit = group("audit", secret(7));
      new aws.cloudtrail.Trail("audit", {
        s3BucketName: secret("hunter4"),
        kmsKeyId: key.arn,
        cloudWatchLogsGroupArn: audit.arn.apply((arn) => `${arn}:*`),
        cloudWatchLogsRoleArn: role.arn,
        tags: { password: secret("hunter5") },
      });
      const topic = new aws.sns.Topic("alerts", { kmsMasterKeyId: secret("alias/hunter6"), policy: secret("hunter7") });
      new aws.sns.TopicSubscription("alerts", { topic: topic.arn, protocol: "https", endpoint: secret("hunter8") });
      new aws.cloudwatch.LogMetricFilter("root", {
        logGroupName: audit.name,
        pattern: secret("{ $.eventName = hunter9 "),
        metricTransformation: { name: "Root", namespace: secret("hunter10"), value: secret("hunter11") },
      });
      new aws.cloudwatch.MetricAlarm("root", {
        comparisonOperator: "GreaterThanThreshold",
        evaluationPeriods: 1,
        metricName: "Root",
        namespace: secret("hunter12"),
        alarmActions: [topic.arn],
      });
    };
    for (const outcome of [
      await empty.preview(program, { pack: BUNDLED }),
      await (
        await InlineStack.create(engine, "secretive")
      ).up(program, { pack: BUNDLED, configuration: { all: "advisory" } }),
    ]) {
      expect(said(outcome).length).toBeGreaterThan(10);
      expect(said(outcome).join("\n")).toContain("[secret]");
      expect(`${said(outcome).join("\n")}${outcome.output}`).not.toMatch(/hunter|after 7 days/);
    }
  });

  test("what the provider decides by itself leaves nothing undecided", async () => {
    const program = async () => {
      const bucket = new aws.s3.Bucket("logs");
      new aws.cloudtrail.Trail("audit", { s3BucketName: bucket.bucket });
    };
    const outcome = await empty.preview(program, { pack: BUNDLED });
    expect(said(outcome).filter((line) => line.includes("could not be judged"))).toEqual([]);
  });
});
