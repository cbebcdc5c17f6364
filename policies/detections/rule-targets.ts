import type { Found } from "../graph/found";
import type { Graph } from "../graph/graph";
import { parseArn, type Resource } from "../graph/resource";
import { accountOf } from "../iam/arns";
import { decide } from "../iam/decide";
import { readDocument } from "../iam/document";
import { keyOf, refusal } from "../keys/key-use";
import { EventBus, EventTarget, type EventRuleProps } from "../kinds/cloudwatch";
import { Key } from "../kinds/kms";
import { Topic, TopicPolicy, type TopicProps } from "../kinds/sns";
import { topicArn } from "../topics/alarm-topics";
import { ruleArn } from "./rule-role";

type Rule = Resource<EventRuleProps>;
export type Target = Resource<{ arn?: string; rule?: string; eventBusName?: string }>;

/** The targets of a rule; rules of other regions and other buses may have the same name. */
export function targetsOf(rule: Rule, graph: Graph): Found<Target> {
  const bus = busName(rule, graph);
  return graph.into(rule, EventTarget, "rule").filter((target) => {
    const own = busName(target, graph);
    return graph.place(target) === graph.place(rule) && (own ?? bus) === (bus ?? own);
  });
}

/** The bus that is named, or the default one; `undefined` where nobody can say. */
function busName(of: Resource<{ eventBusName?: string }>, graph: Graph): string | undefined {
  const { eventBusName: name } = of.record.values;
  if (name === undefined || name === null || name === "") return "default";
  const [bus] = graph.follow(of, "eventBusName", EventBus).known;
  if (bus) return bus.urn;
  return typeof name === "string" ? name.replace(/^.*:event-bus\//, "") : undefined;
}

export function topicOf(target: Target, graph: Graph): Resource<TopicProps> | undefined {
  return graph.follow(target, "arn", Topic).known[0];
}

/** Whether the target is a bus, whose own rules say what becomes of the events. */
export function isBus(target: Target, graph: Graph): boolean {
  const buses = graph.follow(target, "arn", EventBus);
  return buses.known.length > 0 || buses.elsewhere.some((arn) => arn.includes(":event-bus/"));
}

/** Whether all that it does is to hand events on to buses of the stack, whose rules are judged instead of it. */
export function handsOnOnly(rule: Rule, graph: Graph): boolean {
  const { known, open } = targetsOf(rule, graph);
  const buses = known.map((target) => graph.follow(target, "arn", EventBus).known[0]);
  return !open && buses.length > 0 && buses.every((bus) => bus && !bus.record.external);
}

/** Something besides a topic of the stack to which a rule hands its events. */
export interface OtherTarget {
  name: string;
  /** The service, as in an ARN. */
  service: string;
  /** Whether somebody learns of the event; `undefined`: nobody here knows. */
  tells: boolean | undefined;
}

/**
 * By service. A function, a workflow or an API is the user's own: like a subscriber of a topic it counts, whatever it does.
 * A queue or a stream waits for a reader that nobody here knows.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
 */
const TELLS: Record<string, boolean> = {
  lambda: true,
  states: true,
  sfn: true,
  "ssm-incidents": true,
  ssmincidents: true,
  logs: false,
};

export function otherTarget(target: Target, graph: Graph): OtherTarget {
  const [arn] = graph.follow(target, "arn", Topic).elsewhere;
  const parsed = arn === undefined ? undefined : parseArn(arn);
  if (parsed) {
    const { service, resource } = parsed;
    return { name: arn, service, tells: TELLS[service] ?? tellsByResource(service, resource) };
  }
  const [source] = (target.record.propertyDependencies?.arn ?? []).flatMap((urn) => graph.get(urn) ?? []);
  const [, service = "", type = ""] = source?.type.split(/[:/]/) ?? [];
  const isLogGroup = type === "logGroup";
  return {
    name: source?.name ?? target.name,
    service,
    tells: TELLS[service] ?? (isLogGroup ? false : tellsByResource(service, type)),
  };
}

/** Services of which some targets tell somebody. */
function tellsByResource(service: string, resource: string): boolean | undefined {
  if (service === "ssm") return /^opsitem/.test(resource) || undefined;
  const isEvents = service === "events" || service === "cloudwatch";
  return (isEvents && /^(api-destination|eventApiDestination)/.test(resource)) || undefined;
}

/** Why EventBridge cannot publish to the topic; without a policy that names it, it cannot. Throws where an unknown decides. */
export function shutOut(rule: Rule, topic: Resource<TopicProps>, graph: Graph): string | undefined {
  const service = "events.amazonaws.com";
  const account = accountOf(graph, rule);
  const context = {
    "aws:SourceArn": ruleArn(rule, graph),
    "aws:SourceAccount": account,
    "aws:SecureTransport": "true",
  };
  const owner = graph.into(topic, TopicPolicy, "arn").first ?? topic;
  if (topic.record.external && owner.record.values.policy === undefined)
    topic.undecided("only read by this stack, without its policy");
  const document = readDocument(owner.record.values.policy, "resource");
  if (!document.given) return `the default policy of ${topic.name} keeps EventBridge out`;
  const request = { principal: { service }, action: "sns:Publish", resource: topicArn(topic, graph), context };
  const decision = decide([document], request);
  if (!decision.allowed) return `the policy of ${topic.name} keeps EventBridge out: ${decision.why}`;
  const managed = graph.follow(topic, "kmsMasterKeyId", Key).elsewhere.find((name) => name.endsWith("alias/aws/sns"));
  if (managed) return "the key that AWS manages for SNS keeps EventBridge out";
  const key = keyOf(topic, "kmsMasterKeyId", graph);
  const actions = ["kms:Decrypt", "kms:GenerateDataKey"];
  const encryption = { "kms:EncryptionContext:aws:sns:topicArn": topicArn(topic, graph) };
  return key && refusal(key, { service, actions, context: { ...context, ...encryption } }, graph);
}
