import { partial, supporting } from "../frameworks/controls";
import type { Resource } from "../graph/resource";
import { Document, type DocumentProps } from "../kinds/ssm";
import { settingPolicy } from "./switch";

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html */
interface Session {
  sessionType?: string;
  inputs?: {
    s3BucketName?: string;
    s3EncryptionEnabled?: boolean | string;
    cloudWatchLogGroupName?: string;
    cloudWatchEncryptionEnabled?: boolean | string;
  };
}

/** What is no JSON is refused by AWS, unless it says that it is YAML. */
function parsed({ content = "{}" }: DocumentProps): Session {
  try {
    return JSON.parse(content) as Session;
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** Only a shell has a text to keep. */
function noShell(document: Resource<DocumentProps>): string | undefined {
  const { props } = document;
  if (props.documentType !== "Session") return "it is no document of sessions";
  if ((props.documentFormat ?? "JSON") !== "JSON") document.undecided(`written in ${props.documentFormat}`);
  const { sessionType } = parsed(props);
  return sessionType === "Standard_Stream" ? undefined : `${sessionType} keeps no text`;
}

const stores = (document: DocumentProps) => {
  const { inputs = {} } = parsed(document);
  const {
    s3BucketName,
    s3EncryptionEnabled = true,
    cloudWatchLogGroupName,
    cloudWatchEncryptionEnabled = true,
  } = inputs;
  return [
    { name: s3BucketName, encrypted: String(s3EncryptionEnabled) !== "false" },
    { name: cloudWatchLogGroupName, encrypted: String(cloudWatchEncryptionEnabled) !== "false" },
  ].filter(({ name }) => name);
};

const PAGES = ["https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html"];

/** Sessions of Systems Manager: a shell on an instance without SSH. */
export default [
  settingPolicy({
    id: "session-document-logs",
    title: "Sessions of Systems Manager are logged",
    severity: "medium",
    description: "CloudTrail says that somebody opened a shell; only the log of the session says what they typed.",
    remediation: "Name a log group in `cloudWatchLogGroupName`, or a bucket in `s3BucketName`, in the `content`.",
    controls: [
      partial("nist-800-53-r5/AU-12"),
      supporting("pci-dss-4.0.1/10.2.1"),
      supporting("soc2-2017/CC7.2"),
      supporting("iso-27001-2022/A.8.15"),
    ],
    pages: PAGES,
    about: Document,
    exempt: noShell,
    path: "content",
    on: (document) => stores(document).length > 0,
    off: "sessions are logged to no group and no bucket",
  }),
  settingPolicy({
    id: "session-document-log-encryption",
    title: "Sessions of Systems Manager are logged to encrypted stores only",
    severity: "low",
    description: "A session shows whatever is on the screen; Systems Manager can refuse a store that is not encrypted.",
    remediation: "Leave `cloudWatchEncryptionEnabled` and `s3EncryptionEnabled` at `true` in the `content`.",
    controls: [supporting("nist-800-53-r5/AU-9"), supporting("nist-800-53-r5/SC-28(1)")],
    pages: PAGES,
    about: Document,
    exempt: (document) =>
      noShell(document) ?? (stores(document.props).length > 0 ? undefined : "sessions are not logged"),
    path: "content",
    on: (document) => stores(document).every(({ encrypted }) => encrypted),
    off: "sessions go to a store even where it is not encrypted",
  }),
];
