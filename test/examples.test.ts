import { UNKNOWN } from "../policies/graph/value";
import { program } from "../scripts/examples/program";
import { alarm, logGroup, ref, topic } from "./resources";

/** The programs of the pages come out of the stacks of the tests. */

test("what is referred to is declared first, under a name that TypeScript takes", () => {
  expect(program([alarm("on-root", { alarmActions: [ref("alerts")] }), topic("alerts")])).toBe(
    [
      'const alerts = new aws.sns.Topic("alerts");',
      'const onRoot = new aws.cloudwatch.MetricAlarm("on-root", { alarmActions: [alerts.arn] });',
    ].join("\n"),
  );
});

test("a part of a name is interpolated, a protected resource says so", () => {
  const group = logGroup("app", { name: ref("alerts", "name", (name) => `/aws/${name}`) }, { protect: true });
  expect(program([topic("alerts"), group])).toContain(
    'new aws.cloudwatch.LogGroup("app", { name: pulumi.interpolate`/aws/${alerts.name}` }, { protect: true });',
  );
});

test.each([
  ["an unknown value", [logGroup("app", { retentionInDays: UNKNOWN })]],
  ["a resource that was read", [logGroup("app", {}, { external: true })]],
  ["nothing", []],
])("%s has no program", (_, drafts) => expect(program(drafts)).toBeUndefined());
