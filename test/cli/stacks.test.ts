import type { Report } from "../../report/report";
import { trailwatch } from "./cli";

/** What each stack is there for, by the policies that it has to pass; beside them no verdict may be anything but a pass. */
const PASSES: Record<string, string[]> = {
  dev: ["trail-exists", "trail-delivery-monitored", "archive-object-lock", "alarm-reaches-subscriber"],
  prod: ["trail-exists", "trail-insights", "archive-retention", "log-group-retention", "alarm-on-root-usage"],
  "log-archive": [
    "trail-exists",
    "athena-workgroup-metrics",
    "bucket-acls-disabled",
    "bucket-encryption",
    "bucket-public-access-block",
    "bucket-tls-only",
    "key-rotation",
    "log-bucket-retention",
  ],
  organization: [
    "trail-exists",
    "trail-encryption",
    "trail-key-usable",
    "trail-log-file-validation",
    "trail-management-events",
    "trail-multi-region",
    "trail-role-delivers",
    "archive-accepts-trail",
    "archive-access-logs",
    "archive-not-public",
    "archive-object-lock",
    "archive-protected",
    "archive-retention",
    "archive-tls-only",
    "archive-versioning",
    "log-group-encryption",
    "log-group-key-usable",
    "alarm-on-root-usage",
    "alarm-reaches-subscriber",
    "topic-lets-cloudwatch-publish",
  ],
  workload: [
    "trail-exists",
    "trail-object-reads",
    "trail-object-writes",
    "trail-function-calls",
    "trail-table-writes",
    "archive-retention",
    "bucket-access-logs",
    "database-instance-enhanced-monitoring",
    "database-instance-event-subscription",
    "database-instance-log-exports",
    "database-instance-log-group",
    "database-instance-monitored",
    "database-instance-statement-logs",
    "ecs-exec-logs",
    "ecs-service-monitored",
    "function-log-group",
    "function-monitored",
    "function-tracing",
    "load-balancer-access-logs",
    "load-balancer-monitored",
    "log-bucket-accepts-logs",
    "table-monitored",
    "target-group-monitored",
    "task-definition-logs",
    "vpc-flow-logs",
  ],
  regions: [
    "trail-exists",
    "event-pattern-valid",
    "event-rule-reaches-subscriber",
    "queue-monitored",
    "topic-encryption",
    "topic-key-usable",
    "topic-lets-cloudwatch-publish",
    "alarm-reaches-subscriber",
  ],
};

describe("the stacks of this repository, judged together", () => {
  let status: number | null;
  let report: Report;
  beforeAll(() => {
    const run = trailwatch(["check", "--all-stacks", "--format", "json"]);
    status = run.status;
    report = JSON.parse(run.stdout) as Report;
  });
  const verdictsOf = (stack: string) => report.stacks.find((each) => each.stack === stack)?.verdicts ?? [];

  test("are all there, and pass", () => {
    expect(report.stacks.map(({ stack }) => stack).sort()).toEqual(Object.keys(PASSES).sort());
    expect(status).toBe(0);
  });

  test.each(Object.keys(PASSES))("%s: every policy is answered, and nothing is undecided", (stack) => {
    const verdicts = verdictsOf(stack);
    expect(verdicts.filter((verdict) => !["pass", "not-applicable"].includes(verdict.status))).toEqual([]);
    expect(new Set(verdicts.map(({ policy }) => policy))).toEqual(new Set(report.policies.map(({ id }) => id)));
  });

  test.each(Object.entries(PASSES))("%s passes what it is there for", (stack, policies) => {
    const passed = new Set(
      verdictsOf(stack).flatMap(({ policy, status: found }) => (found === "pass" ? [policy] : [])),
    );
    expect(policies.filter((policy) => !passed.has(policy))).toEqual([]);
  });

  test("accounts without a trail of their own are recorded by that of the organization", () => {
    for (const stack of ["log-archive", "regions"])
      expect(verdictsOf(stack).find(({ policy }) => policy === "trail-exists")).toMatchObject({
        evidence: [{ stack: "trailwatch/organization" }],
      });
  });
});
