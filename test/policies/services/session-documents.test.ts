import { UNKNOWN } from "../../../policies/graph/value";
import sessionDocuments from "../../../policies/services/session-documents";
import { other, type Draft } from "../../resources";
import { judgeRows } from "./rows";

const document = (values: Record<string, unknown>): Draft =>
  other("aws:ssm/document:Document", "shell", { documentType: "Session", ...values });
const shell = (inputs: object, sessionType = "Standard_Stream"): Draft =>
  document({ content: JSON.stringify({ schemaVersion: "1.0", sessionType, inputs }) });
const unknown: Record<string, [Draft[], string]> = {
  "a text that nobody knows yet": [[document({ content: UNKNOWN })], "content is not known"],
  "a text in YAML": [
    [document({ documentFormat: "YAML", content: "sessionType: Standard_Stream" })],
    "written in YAML",
  ],
};

judgeRows(sessionDocuments, {
  "session-document-logs": {
    pass: {
      "to a group": [shell({ cloudWatchLogGroupName: "sessions" })],
      "to a bucket": [shell({ s3BucketName: "sessions", cloudWatchLogGroupName: "" })],
    },
    fail: { "left to the default": [[shell({})], "sessions are logged to no group and no bucket"] },
    unknown,
    notApplicable: {
      "a tunnel": [shell({}, "Port")],
      "a document of commands": [document({ documentType: "Command", content: "{}" })],
    },
  },
  "session-document-log-encryption": {
    pass: { "left to the default": [shell({ cloudWatchLogGroupName: "sessions" })] },
    fail: {
      "a bucket that need not be encrypted": [
        [shell({ s3BucketName: "sessions", s3EncryptionEnabled: false })],
        "even where it is not encrypted",
      ],
      "a group that need not be encrypted": [
        [shell({ cloudWatchLogGroupName: "sessions", cloudWatchEncryptionEnabled: "false" })],
        "even where it is not encrypted",
      ],
    },
    unknown,
    notApplicable: { "no store": [shell({ s3EncryptionEnabled: false })] },
  },
});
