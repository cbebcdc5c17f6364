import { UNKNOWN } from "../../../policies/graph/value";
import destinations from "../../../policies/services/destinations";
import { bucket, logGroup, other, ref, type Draft } from "../../resources";
import { judgeRows } from "./rows";

const logging = (...to: unknown[]): Draft =>
  other("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", "waf", { logDestinationConfigs: to });
const stream = (name: string): Draft =>
  other("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "stream", { name });
const queries = (cloudwatchLogGroupArn: unknown): Draft =>
  other("aws:route53/queryLog:QueryLog", "queries", { zoneId: "Z1", cloudwatchLogGroupArn });
const group = (values: Record<string, unknown>): Draft => logGroup("group", values);

judgeRows(destinations, {
  "waf-log-destination-name": {
    pass: {
      "a group": [group({ name: "aws-waf-logs-web" }), logging(ref("group"))],
      "a stream": [stream("aws-waf-logs-web"), logging(ref("stream"))],
      "a bucket": [bucket("b", { bucket: "aws-waf-logs-web" }), logging(ref("b"))],
      "Pulumi names it after the resource, left to the default": [
        logGroup("aws-waf-logs-web"),
        logging(ref("aws-waf-logs-web")),
      ],
      "a group of another stack": [logging("arn:aws:logs:eu-west-1:111122223333:log-group:aws-waf-logs-web:*")],
    },
    fail: {
      "a group of another name": [[group({ name: "waf" }), logging(ref("group"))], "log group group has another name"],
      "a bucket of another stack": [[logging("arn:aws:s3:::waf")], "the name of waf is another"],
    },
    unknown: { "a destination that nobody knows yet": [[logging(UNKNOWN)], "logDestinationConfigs"] },
  },
  "query-log-group-in-us-east-1": {
    pass: {
      "a group with a region of its own": [group({ name: "q", region: "us-east-1" }), queries(ref("group"))],
      "a group of another stack": [queries("arn:aws:logs:us-east-1:111122223333:log-group:q")],
    },
    fail: {
      "the region of the stack, left to the default": [
        [group({ name: "q" }), queries(ref("group"))],
        "is in eu-west-1",
      ],
      "a group of another stack, elsewhere": [
        [queries("arn:aws:logs:eu-central-1:111122223333:log-group:q")],
        "is in eu-central-1",
      ],
    },
    unknown: { "a group that nobody knows yet": [[queries(UNKNOWN)], "cloudwatchLogGroupArn"] },
  },
});
