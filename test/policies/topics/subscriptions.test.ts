import rows from "../../../policies/topics/subscriptions";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge, type Cases } from "../../judge";
import { other, ref, subscription, topic, type Draft } from "../../resources";
import { ringing } from "./publishing";

const heard = (values: object): Draft => subscription("listener", { topic: ref("alerts"), ...values });
const alerts = topic("alerts");
const inOrder = topic("alerts", { name: "alerts.fifo", fifoTopic: true });
const ordered = "arn:aws:sqs:eu-west-1:111122223333:pages.fifo";
const aside = { redrivePolicy: JSON.stringify({ deadLetterTargetArn: "arn:aws:sqs:eu-west-1:111122223333:dead" }) };

const cases: Record<string, Cases> = {
  "subscription-https": {
    pass: {
      "HTTPS, since nothing is left to the default": [
        alerts,
        heard({ protocol: "https", endpoint: "https://pager.test" }),
      ],
      "e-mail": [alerts, heard({ protocol: "email" })],
    },
    fail: { "plain HTTP": [[alerts, heard({ protocol: "http" })], "over plain HTTP"] },
    unknown: { "decided elsewhere": [[alerts, heard({ protocol: UNKNOWN })], "listener.protocol"] },
  },
  "subscription-endpoint-fits": {
    pass: {
      "an address": [alerts, heard({ protocol: "email", endpoint: "soc@example.com" })],
      "messages of JSON to an address": [alerts, heard({ protocol: "email-json", endpoint: "soc@example.com" })],
      "a URL": [alerts, heard({ protocol: "https", endpoint: "https://user:word@pager.test/in" })],
      "a queue": [alerts, heard({ protocol: "sqs", endpoint: "arn:aws:sqs:eu-west-1:111122223333:pages" })],
      "left to the default, which SNS refuses by itself": [alerts, heard({ protocol: "email" })],
      "a telephone": [alerts, heard({ protocol: "sms", endpoint: "+4912345" })],
      "a queue of a FIFO topic": [inOrder, heard({ protocol: "sqs", endpoint: ordered })],
      "a queue without the frame": [
        alerts,
        heard({ protocol: "sqs", endpoint: "arn:aws:sqs:eu-west-1:111122223333:pages", rawMessageDelivery: true }),
      ],
      "what the configuration lacks": [
        alerts,
        heard({ protocol: "sqs", endpoint: "arn:aws:service:us-east-1:000000000001:queue-arn" }),
        subscription("other", { topic: ref("alerts"), protocol: "lambda", endpoint: "placeholder-function" }),
        subscription("secret", { topic: ref("alerts"), protocol: "email", endpoint: "encrypted" }),
        subscription("url", { topic: ref("alerts"), protocol: "sqs", endpoint: "https://queue-endpoint.example.com" }),
        subscription("phone", { topic: ref("alerts"), protocol: "sms", endpoint: "1" }),
      ],
      "nobody can tell": [alerts, heard({ protocol: "https", endpoint: "placeholder" })],
    },
    fail: {
      "e-mail of a FIFO topic": [
        [inOrder, heard({ protocol: "email", endpoint: "soc@example.com" })],
        "topic alerts is FIFO, and SNS delivers no email from it",
      ],
      "a FIFO queue of a standard topic": [
        [alerts, heard({ protocol: "sqs", endpoint: ordered })],
        "its queue is FIFO, and topic alerts is not",
      ],
      "a FIFO queue of the stack": [
        [
          alerts,
          other("aws:sqs/queue:Queue", "pages", { fifoQueue: true, arn: ordered }),
          heard({ protocol: "sqs", endpoint: ref("pages") }),
        ],
        "its queue is FIFO",
      ],
      "the URL of a queue": [
        [alerts, heard({ protocol: "sqs", endpoint: "https://sqs.eu-west-1.amazonaws.com/111122223333/pages" })],
        "SNS delivers sqs to the ARN of sqs, and it names a URL of HTTPS",
      ],
      "plain HTTP for HTTPS": [
        [alerts, heard({ protocol: "https", endpoint: "http://pager.test" })],
        "it names a URL of plain HTTP",
      ],
      "e-mail to a page": [[alerts, heard({ protocol: "email", endpoint: "https://pager.test" })], "e-mail"],
      "a page that is an address": [[alerts, heard({ protocol: "https", endpoint: "soc@example.com" })], "an address"],
      "a queue as a function": [
        [alerts, heard({ protocol: "lambda", endpoint: "arn:aws:sqs:eu-west-1:111122223333:pages" })],
        "the ARN of sqs",
      ],
      "a function by its name": [[alerts, heard({ protocol: "lambda", endpoint: "pager" })], "it names a bare word"],
      "a queue by its name": [[alerts, heard({ protocol: "sqs", endpoint: "pages" })], "to the ARN of sqs"],
      "an address without its domain": [[alerts, heard({ protocol: "email", endpoint: "soc" })], "a bare word"],
      "e-mail without its frame": [
        [alerts, heard({ protocol: "email", endpoint: "soc@example.com", rawMessageDelivery: true })],
        "SNS delivers email with its frame only",
      ],
      "a text message to an address": [[alerts, heard({ protocol: "sms", endpoint: "soc@example.com" })], "an address"],
      "a text message to a page": [[alerts, heard({ protocol: "sms", endpoint: "https://pager.test" })], "a URL"],
      "e-mail to a telephone": [
        [alerts, heard({ protocol: "email", endpoint: "+49 (30) 123-456" })],
        "SNS delivers email to an address of e-mail, and it names a telephone number",
      ],
    },
    unknown: {
      "the protocol is decided elsewhere": [
        [alerts, heard({ protocol: UNKNOWN, endpoint: "https://pager.test" })],
        "listener.protocol",
      ],
    },
    notApplicable: {
      "decided when it is deployed": [alerts, heard({ protocol: "https", endpoint: UNKNOWN })],
    },
  },
  "subscription-redrive": {
    pass: { "a dead-letter queue": [alerts, ringing(), heard({ protocol: "sqs", ...aside })] },
    fail: {
      "left to the default": [[alerts, ringing(), heard({ protocol: "lambda" })], "is dropped"],
      "a name that is misspelt": [
        [alerts, ringing(), heard({ protocol: "sqs", redrivePolicy: aside.redrivePolicy.replace("Target", "") })],
        "its redrivePolicy names no queue",
      ],
      "a topic in place of a queue": [
        [alerts, ringing(), heard({ protocol: "sqs", redrivePolicy: aside.redrivePolicy.replace(":sqs:", ":sns:") })],
        "its redrivePolicy names no queue",
      ],
    },
    unknown: { "decided elsewhere": [[alerts, ringing(), heard({ protocol: UNKNOWN })], "listener.protocol"] },
    notApplicable: {
      "e-mail": [alerts, ringing(), heard({ protocol: "email" })],
      "no alarm": [alerts, heard({ protocol: "sqs" })],
      "a topic from elsewhere": [
        subscription("listener", { topic: "arn:aws:sns:eu-west-1:999988887777:x", protocol: "sqs" }),
      ],
    },
  },
  "subscription-confirmed": {
    pass: { confirmed: [alerts, heard({ pendingConfirmation: false })] },
    fail: { "waits for its owner": [[alerts, heard({ pendingConfirmation: true })], "nobody has confirmed it"] },
    unknown: "reads no value",
    notApplicable: {
      "left to the default: not deployed yet": [alerts, heard({ protocol: "email" })],
      "decided by the deployment": [alerts, heard({ pendingConfirmation: UNKNOWN })],
    },
  },
};

test("every row has its cases", () => expect(Object.keys(cases)).toEqual(rows.map(({ id }) => id)));
for (const row of rows) judge(row, cases[row.id]);
