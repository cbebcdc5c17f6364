import { supporting } from "../frameworks/controls";
import { Found } from "../graph/found";
import { parseArn, type Resource } from "../graph/resource";
import { LogGroup } from "../kinds/cloudwatch";
import { DeliveryStream } from "../kinds/firehose";
import { QueryLog } from "../kinds/route53";
import { Bucket } from "../kinds/s3";
import { WebAclLogging } from "../kinds/wafv2";
import { evidence, fail, notApplicable, pass, policy } from "../policy";

const NEEDED = [supporting("nist-800-53-r5/AU-12"), supporting("soc2-2017/CC7.2")];

/** The name that AWS will know it by begins like this: Pulumi puts the name of the resource first where the program gives none. */
const beginning = (resource: Resource<{ name?: string; bucket?: string }>): string =>
  resource.props.name ?? resource.props.bucket ?? resource.name;

/** `log-group:NAME:*`, `deliverystream/NAME` or a bucket. */
const nameIn = (arn: string): string | undefined =>
  parseArn(arn)?.resource.replace(/^(log-group:|deliverystream\/)/, "");

/** What some services ask of the place that their logs go to. */
export default [
  policy({
    id: "waf-log-destination-name",
    title: "Logs of web ACLs go where WAF accepts them",
    severity: "high",
    description:
      "WAF sends logs only to groups, buckets and streams whose names begin with `aws-waf-logs-`, and refuses others.",
    remediation: "Let the `name` of the log group or stream, or the `bucket` name, begin with `aws-waf-logs-`.",
    controls: NEEDED,
    pages: ["https://docs.aws.amazon.com/waf/latest/developerguide/logging-destinations.html"],
    about: WebAclLogging,
    check(logging, graph) {
      const path = "logDestinationConfigs";
      const places = [LogGroup, DeliveryStream, Bucket].map((kind) =>
        graph.follow(logging as Resource<unknown>, path, kind as typeof LogGroup),
      );
      const own = places.flatMap(({ known }) => known);
      const wrong = new Found(own).find((place) => !beginning(place).startsWith("aws-waf-logs-"));
      if (wrong)
        return fail(`${wrong.kind?.noun} ${wrong.name} has another name: WAF refuses it`, evidence(wrong, "name"));
      if (own.length > 0) return pass(evidence(logging, path, own.map(({ name }) => name).join(", ")));
      const open = places.find((found) => found.open)?.open;
      if (open) throw open;
      const names = places[0].elsewhere.map(nameIn).filter((name) => name !== undefined);
      if (names.length === 0) return notApplicable("it names no destination by its ARN");
      const other = names.find((name) => !name.startsWith("aws-waf-logs-"));
      return other
        ? fail(`the name of ${other} is another: WAF refuses it`, evidence(logging, path))
        : pass(evidence(logging, path));
    },
  }),
  policy({
    id: "query-log-group-in-us-east-1",
    title: "Query logs of hosted zones go to a log group in us-east-1",
    severity: "high",
    description: "Route 53 is at home in us-east-1 and writes to log groups there only.",
    remediation:
      'Make the log group, and its resource policy, with `region: "us-east-1"` or a provider for that region.',
    controls: NEEDED,
    pages: ["https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html"],
    about: QueryLog,
    check(log, graph) {
      const groups = graph.follow(log as Resource<unknown>, "cloudwatchLogGroupArn", LogGroup);
      const arn = groups.elsewhere[0];
      const group = arn === undefined ? groups.first : undefined;
      if (!group && arn === undefined) return notApplicable("it names no log group");
      const region = group ? graph.region(group as Resource<unknown>) : parseArn(arn)?.region;
      const seen = evidence(log, "cloudwatchLogGroupArn", `${group?.name ?? arn} in ${region}`);
      return region === "us-east-1" ? pass(seen) : fail(`its log group is in ${region}`, seen);
    },
  }),
];
