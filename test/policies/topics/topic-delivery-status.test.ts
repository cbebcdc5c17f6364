import policy from "../../../policies/topics/topic-delivery-status";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { ref, subscription, topic, type Draft } from "../../resources";
import { ringing } from "./publishing";

const heard = (protocol: unknown, name = "listener"): Draft =>
  subscription(name, { topic: ref("alerts"), protocol, endpoint: "somewhere" });
const role = "arn:aws:iam::111122223333:role/feedback";

judge(policy, {
  pass: {
    "a queue": [topic("alerts", { sqsFailureFeedbackRoleArn: role }), ringing(), heard("sqs")],
    "HTTPS is logged as HTTP": [topic("alerts", { httpFailureFeedbackRoleArn: role }), ringing(), heard("https")],
  },
  fail: {
    "left to the default": [[topic("alerts"), ringing(), heard("lambda")], "failed deliveries leave no trace"],
    "one of two protocols": [
      [topic("alerts", { sqsFailureFeedbackRoleArn: role }), ringing(), heard("sqs"), heard("lambda", "code")],
      "failed deliveries leave no trace",
    ],
  },
  unknown: { "decided elsewhere": [[topic("alerts"), ringing(), heard(UNKNOWN)], "listener.protocol"] },
  notApplicable: {
    "no alarm": [topic("alerts"), heard("sqs")],
    "e-mail only": [topic("alerts"), ringing(), heard("email")],
  },
});
