import { direct, partial, supporting, type ControlLink } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { UnknownValue } from "../graph/value";
import { attachedPolicy } from "../iam/attached";
import { decide } from "../iam/decide";
import type { PolicyDocument } from "../iam/document";
import { foreignPrincipals } from "../iam/foreign";
import { publicGrants } from "../iam/public";
import { trustedAccounts } from "../iam/trusted-accounts";
import { Topic, TopicPolicy, type TopicProps } from "../kinds/sns";
import * as verdicts from "../policy";
import { topicArn } from "./alarm-topics";

const { fail, pass, unknown } = verdicts;

const SNS = "https://docs.aws.amazon.com/sns/latest/dg";

interface AboutTopicPolicy<S extends verdicts.Parameters> {
  id: string;
  title: string;
  severity: verdicts.Severity;
  description: string;
  remediation: string;
  controls: readonly ControlLink[];
  pages: readonly string[];
  parameters?: S;
  judge(
    document: PolicyDocument,
    seen: verdicts.Evidence,
    topic: Resource<TopicProps>,
    graph: Graph,
    settings: verdicts.Settings<S>,
  ): verdicts.Answer;
}

const aboutTopicPolicy = <const S extends verdicts.Parameters = Record<never, never>>({
  judge,
  ...about
}: AboutTopicPolicy<S>): verdicts.Policy =>
  verdicts.policy<TopicProps, S>({
    ...about,
    about: Topic,
    check(topic, graph, settings) {
      const attached = attachedPolicy(topic, graph, TopicPolicy, "arn");
      if (!attached) return verdicts.notApplicable("this stack only reads it");
      return judge(attached.document, attached.seen, topic, graph, settings);
    },
  });

// The same with AWS's own policy and before AWS has made it.
const OPEN_TO_PLAIN_HTTP = "nothing refuses sns:Publish over plain HTTP";

/** Who publishes to a topic, and who listens. Without a policy that is the account of the topic. */
export default [
  aboutTopicPolicy({
    id: "topic-not-public",
    title: "Topics let in nobody whom they do not know",
    severity: "high",
    description:
      "Whoever may publish to an alarm topic can cry wolf until nobody listens; who may subscribe hears it all.",
    remediation: "Name the principals in the topic's policy, or keep them to the account by `aws:SourceAccount`.",
    controls: [direct("aws-security-hub/SNS.4"), partial("soc2-2017/CC6.1"), supporting("nist-800-53-r5/AU-9")],
    pages: [`${SNS}/sns-security-best-practices.html`],
    judge(document, seen, topic) {
      const grants = publicGrants(document, `the policy of topic ${topic.name}`);
      const [grant] = grants.known;
      if (grant) return fail(`${grant.name} of its policy lets everybody in`, seen);
      return grants.isEmpty ? pass(seen) : fail("its policy lets everybody in", seen);
    },
  }),
  aboutTopicPolicy({
    id: "topic-own-account",
    title: "Topics belong to their account alone",
    severity: "low",
    description: "Another account that may publish or subscribe is somebody else's administrator among the readers.",
    remediation: "List the account in `trustedAccounts` of this policy where it is meant, else take its statement out.",
    controls: [supporting("soc2-2017/CC6.3"), supporting("nist-800-53-r5/AU-9")],
    pages: [`${SNS}/sns-access-policy-use-cases.html`],
    parameters: trustedAccounts("Accounts besides the stack's own that may be named in topic policies."),
    judge(document, seen, topic, graph, settings) {
      if (document.open) throw new UnknownValue(`the policy of topic ${topic.name}`, document.open.why);
      const account = graph.account(topic);
      const [outsider] = foreignPrincipals(document, [...settings.trustedAccounts, ...(account ? [account] : [])]);
      if (!outsider) return pass(seen);
      return account
        ? fail(`its policy lets in ${outsider}`, seen)
        : unknown(`its policy lets in ${outsider}; which account is the stack's own is not known`);
    },
  }),
  aboutTopicPolicy({
    id: "topic-explicit-actions",
    title: "Topic policies say what is allowed, not what is not",
    severity: "medium",
    description: "An Allow with `NotAction` allows all that it does not name, what SNS learns tomorrow included.",
    remediation: "Write `Action` in place of `NotAction` in every statement that allows.",
    controls: [supporting("soc2-2017/CC6.3"), supporting("nist-800-53-r5/AU-9")],
    pages: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html"],
    judge(document, seen, topic) {
      const vague = document.statements.find(({ effect, actions }) => effect === "Allow" && actions.except);
      if (vague) return fail(`${vague.name} allows all but what it names`, seen);
      if (document.open) throw new UnknownValue(`the policy of topic ${topic.name}`, document.open.why);
      return pass(seen);
    },
  }),
  aboutTopicPolicy({
    id: "topic-tls-only",
    title: "Topics refuse what is published over plain HTTP",
    severity: "low",
    description: "SNS takes messages over plain HTTP, unless the topic says no; everybody on the way reads along.",
    remediation: "Deny `sns:Publish` while `aws:SecureTransport` is `false`. `AlertRouter` does so.",
    controls: [supporting("soc2-2017/CC6.7")],
    pages: [`${SNS}/sns-security-best-practices.html`],
    judge(document, seen, topic, graph) {
      if (!document.given) return fail(OPEN_TO_PLAIN_HTTP, seen);
      const { denied } = decide([document], {
        // Nobody whom a statement would name.
        principal: { aws: "arn:aws:iam::000000000000:role/anybody" },
        action: "sns:Publish",
        resource: topicArn(topic, graph),
        context: { "aws:SecureTransport": "false" },
      });
      return denied ? pass(seen) : fail(OPEN_TO_PLAIN_HTTP, seen);
    },
  }),
];
