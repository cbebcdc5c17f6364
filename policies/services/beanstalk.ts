import { partial, supporting } from "../frameworks/controls";
import type { Graph } from "../graph/graph";
import type { Resource } from "../graph/resource";
import { BeanstalkEnvironment, BeanstalkTemplate, type BeanstalkProps } from "../kinds/elasticbeanstalk";
import { evidence, fail, notApplicable, pass, policy } from "../policy";

const LOGS = "aws:elasticbeanstalk:cloudwatch:logs";

/** What an environment is told, by its own settings or by those of its template, which come second. */
function told(environment: Resource<BeanstalkProps>, graph: Graph): (name: string) => string | undefined {
  const templates = graph.follow(environment as Resource<unknown>, "templateName", BeanstalkTemplate);
  const settings = () => [
    ...(environment.props.settings ?? []),
    ...templates.all.flatMap(({ props }) => props.settings ?? []),
  ];
  return (name) => {
    const value = settings().find((setting) => setting.namespace === LOGS && setting.name === name)?.value;
    if (value === undefined && templates.elsewhere.length > 0)
      environment.undecided(`told by template ${templates.elsewhere[0]}, which is not in this stack`);
    return value;
  };
}

/** Elastic Beanstalk makes the groups of its environments by itself, and is told for how long they keep their events. */
export default [
  policy({
    id: "beanstalk-log-streaming",
    title: "Elastic Beanstalk streams the logs of its instances",
    severity: "medium",
    description: "Logs that stay on an instance are gone when the environment replaces it.",
    remediation: `Add a setting \`StreamLogs\` of \`"true"\` in the namespace \`${LOGS}\`.`,
    controls: [partial("nist-800-53-r5/AU-12"), supporting("soc2-2017/CC7.2"), supporting("iso-27001-2022/A.8.15")],
    pages: ["https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.cloudwatchlogs.html"],
    about: BeanstalkEnvironment,
    check(environment, graph) {
      const seen = evidence(
        environment,
        "settings",
        `StreamLogs ${told(environment, graph)("StreamLogs") ?? "not set"}`,
      );
      return isStreamed(environment, graph) ? pass(seen) : fail("its logs stay on its instances", seen);
    },
  }),
  policy({
    id: "beanstalk-log-retention",
    title: "Elastic Beanstalk keeps the logs that it streams long enough",
    severity: "medium",
    description: "The groups that Elastic Beanstalk makes keep their events for a week unless it is told otherwise.",
    remediation: `Add a setting \`RetentionInDays\` of \`"365"\` or more in the namespace \`${LOGS}\`.`,
    controls: [supporting("nist-800-53-r5/AU-11"), supporting("pci-dss-4.0.1/10.5.1")],
    pages: ["https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/command-options-general.html"],
    about: BeanstalkEnvironment,
    parameters: {
      minimumDays: {
        description: "Days that events must be kept at least.",
        default: 365,
        source: "PCI DSS 4.0.1 10.5.1 and AWS Security Hub CloudWatch.16: one year",
        schema: { type: "integer", minimum: 1 },
      },
    },
    check(environment, graph, { minimumDays }) {
      if (!isStreamed(environment, graph)) return notApplicable("its logs are not streamed");
      const days = Number(told(environment, graph)("RetentionInDays") ?? 7);
      const seen = evidence(environment, "settings", `RetentionInDays ${days}`);
      return days >= minimumDays
        ? pass(seen)
        : fail(`events expire after ${days} days; ${minimumDays} are required`, seen);
    },
  }),
];

const isStreamed = (environment: Resource<BeanstalkProps>, graph: Graph): boolean =>
  told(environment, graph)("StreamLogs")?.toLowerCase() === "true";
