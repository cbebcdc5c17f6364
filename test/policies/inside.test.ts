import { catalogue } from "../../policies/catalogue";
import { evaluate, type Verdict } from "../../policies/evaluate";
import { alarm, other, ref, stack, trail, type Draft } from "../resources";

/** A component that a plugin makes, in a preview that ran none. */
const component = (type: string, values: Record<string, unknown> = {}): Draft =>
  other(type, "c", values, { custom: false, unseen: true });

const verdicts = (drafts: Draft[]): Verdict[] => evaluate(catalogue, stack(drafts, false));
const of = (policy: string, drafts: Draft[]): string[] =>
  verdicts(drafts)
    .filter((verdict) => verdict.policy === policy)
    .map(({ subject, status, message = "" }) => `${subject} ${status} ${message}`);
const undecided = (drafts: Draft[]): string[] =>
  verdicts(drafts).flatMap(({ policy, status }) => (status === "unknown" ? [policy] : []));

describe("what a plugin makes for a component is not judged", () => {
  test("the VPC of awsx", () =>
    expect(of("vpc-flow-logs", [component("awsx:ec2:Vpc")])).toEqual([
      "c unknown the VPC of component c is made by a plugin and was not seen",
    ]));

  test("beside what the program makes itself, which is", () =>
    expect(of("vpc-flow-logs", [component("awsx:ec2:Vpc"), other("aws:ec2/vpc:Vpc", "v")])).toEqual([
      "v fail no flow log records its traffic",
      "c unknown the VPC of component c is made by a plugin and was not seen",
    ]));

  test("but for what other resources alone prove", () => {
    const flowLog = other("aws:ec2/flowLog:FlowLog", "flow", { vpcId: ref("c", "vpcId") });
    expect(of("vpc-flow-logs", [component("awsx:ec2:Vpc"), flowLog])).toEqual(["c pass "]);
  });

  test("and for what the component was told and hands on", () => {
    const audited = component("eks:index:Cluster", { enabledClusterLogTypes: ["api", "audit", "authenticator"] });
    expect(of("eks-control-plane-logs", [audited])).toEqual(["c pass "]);
    expect(of("eks-control-plane-logs", [component("eks:index:Cluster")])[0]).toMatch(/^c fail/);
    expect(of("load-balancer-access-logs", [component("awsx:lb:ApplicationLoadBalancer")])).toEqual([
      "c fail access logs are not switched on",
    ]);
  });

  test("an alarm on an output of it reads what the output is of", () => {
    const requests = { namespace: "AWS/ApplicationELB", metricName: "HTTPCode_Target_5XX_Count", threshold: 1 };
    const onBalancer = alarm("errors", { ...requests, dimensions: { LoadBalancer: ref("c", "arnSuffix") } });
    const verdicts = of("alarm-dimensions-exist", [component("awsx:lb:ApplicationLoadBalancer"), onBalancer]);
    expect(verdicts).toEqual(["errors pass "]);
  });

  test("but for what a policy is not about anyway", () => {
    const application = [component("awsx:lb:ApplicationLoadBalancer")];
    expect(of("load-balancer-monitored", application)[0]).toMatch(/^c unknown/);
    expect(of("network-load-balancer-monitored", application)).toEqual(["c not-applicable its type is application"]);
  });

  test("a service that is given its task definition makes none", () => {
    expect(undecided([component("awsx:ecs:FargateService", { taskDefinition: "web:1" })])).not.toContain(
      "task-definition-logs",
    );
    expect(undecided([component("awsx:ecs:FargateService", { taskDefinitionArgs: { container: {} } })])).toContain(
      "task-definition-logs",
    );
  });

  test("one that was seen, as in a state, is a component like any other", () => {
    const seen = other("awsx:ec2:Vpc", "c", {}, { custom: false });
    expect(undecided([seen])).toEqual([]);
  });
});

describe("what a stack has to have may be inside a component", () => {
  test("the trail of awsx", () =>
    expect(of("trail-exists", [component("awsx:cloudtrail:Trail")])).toEqual([
      "c unknown the trail of component c is made by a plugin and was not seen",
    ]));

  test("of a package that nobody looked into", () =>
    expect(of("trail-exists", [component("acme:index:LandingZone")])).toEqual([
      "prod unknown c is made by a plugin, and may hold a trail",
    ]));

  test("not of one that is known to make none", () =>
    expect(of("trail-exists", [component("awsx:ec2:Vpc")])).toEqual([
      "prod fail the stack has no trail and none is declared",
    ]));

  test("and is there where the program makes it", () =>
    expect(of("trail-exists", [component("acme:index:LandingZone"), trail("audit")])).toEqual(["audit pass "]));
});

test("what is absent is absent only from what was seen", () =>
  expect(of("transit-gateway-flow-logs", [component("awsx:ec2:Vpc")])).toEqual([
    "prod not-applicable the stack has no transit gateway, besides what plugins make for its components",
  ]));
