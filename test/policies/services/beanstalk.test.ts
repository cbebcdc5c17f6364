import { UNKNOWN } from "../../../policies/graph/value";
import beanstalk from "../../../policies/services/beanstalk";
import { other, ref, type Draft } from "../../resources";
import { judgeRows } from "./rows";

const option = (name: string, value: unknown) => ({ namespace: "aws:elasticbeanstalk:cloudwatch:logs", name, value });
const STREAMED = option("StreamLogs", "true");
const environment = (values: Record<string, unknown> = {}): Draft =>
  other("aws:elasticbeanstalk/environment:Environment", "web", values);
const told = (...settings: object[]): Draft => environment({ settings });
const template = (...settings: object[]): Draft =>
  other("aws:elasticbeanstalk/configurationTemplate:ConfigurationTemplate", "plan", { settings });
const fromTemplate = (values: Record<string, unknown> = {}): Draft =>
  environment({ templateName: ref("plan", "name"), ...values });

judgeRows(beanstalk, {
  "beanstalk-log-streaming": {
    pass: {
      "its own setting": [told(STREAMED)],
      "the setting of its template": [template(STREAMED), fromTemplate()],
    },
    fail: {
      "left to the default": [[environment()], "its logs stay on its instances"],
      "its own setting goes before the template's": [
        [template(STREAMED), fromTemplate({ settings: [option("StreamLogs", "false")] })],
        "its logs stay on its instances",
      ],
      "of another namespace": [
        [told({ ...STREAMED, namespace: "aws:elasticbeanstalk:xray" })],
        "its logs stay on its instances",
      ],
    },
    unknown: {
      "a template of another stack": [[environment({ templateName: "shared" })], "told by template shared"],
      "a value that nobody knows yet": [[told(option("StreamLogs", UNKNOWN))], "value is not known"],
    },
  },
  "beanstalk-log-retention": {
    pass: {
      "a year": [told(STREAMED, option("RetentionInDays", "365"))],
      "a shorter minimum": {
        resources: [told(STREAMED, option("RetentionInDays", "90"))],
        settings: { minimumDays: 90 },
      },
    },
    fail: {
      "left to the default": [[told(STREAMED)], "events expire after 7 days; 365 are required"],
      "a month": [[told(STREAMED, option("RetentionInDays", "30"))], "events expire after 30 days"],
    },
    unknown: {
      "days that nobody knows yet": [[told(STREAMED, option("RetentionInDays", UNKNOWN))], "value is not known"],
    },
    notApplicable: { "nothing is streamed": [environment()] },
  },
});
