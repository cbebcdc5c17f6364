import { supporting } from "../frameworks/controls";
import type { Kind } from "../graph/resource";
import { LogGroup, LogSubscriptionFilter, MetricFilter } from "../kinds/cloudwatch";
import { evidence, fail, notApplicable, pass, policy, type Policy } from "../policy";

interface LimitRow<P> {
  id: string;
  of: Kind<P>;
  path: string;
  most: number;
}

const within = <P>({ id, of, path, most }: LimitRow<P>): Policy =>
  policy({
    id,
    title: `Log groups have no more than ${most} ${of.noun}s`,
    severity: "low",
    description: `CloudWatch Logs takes ${most} ${of.noun}s for each log group and refuses the next, when the others are there already.`,
    remediation: `Take away a \`${of.tokens[0].split(":")[2]}\`, or let one do the work of two.`,
    controls: [supporting("nist-800-53-r5/AU-6(1)")],
    pages: ["https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html"],
    about: LogGroup,
    check(group, graph) {
      const { length } = graph.into(group, of, path).known;
      const seen = evidence(group, path, length);
      if (length <= most && group.record.external) return notApplicable("this stack only reads it");
      return length > most ? fail(`it has ${length} ${of.noun}s; CloudWatch Logs takes ${most}`, seen) : pass(seen);
    },
  });

/** What CloudWatch Logs takes at most, and does not raise for anybody. */
export default [
  within({ id: "log-group-subscription-limit", of: LogSubscriptionFilter, path: "logGroup", most: 2 }),
  within({ id: "log-group-filter-limit", of: MetricFilter, path: "logGroupName", most: 100 }),
];
