import policy from "../../../policies/archive/archive-not-copied-outside";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { ACCOUNT, bucket, other, ref, type Draft } from "../../resources";
import { archive, audit } from "./archive";

const STRANGER = "999988887777";
const copied = (destination: unknown, rule: object = {}, of = "archive"): Draft[] => [
  archive(),
  bucket("files"),
  bucket("copies", { bucket: "copies" }),
  audit(),
  other("aws:s3/bucketReplicationConfig:BucketReplicationConfig", "copy", {
    bucket: ref(of, "bucket"),
    rules: [{ id: "all", status: "Enabled", destination, ...rule }],
  }),
];
const elsewhere = (account: unknown, rule?: object): Draft[] => copied({ bucket: "arn:aws:s3:::far", account }, rule);

judge(policy, {
  pass: {
    "left to the default: the copies are the own account's": elsewhere(undefined),
    "the own account": elsewhere(ACCOUNT),
    "a bucket of the stack": copied({ bucket: ref("copies") }),
    "a trusted account": { resources: elsewhere(STRANGER), settings: { trustedAccounts: [STRANGER] } },
    "a rule that is disabled": elsewhere(STRANGER, { status: "Disabled" }),
  },
  fail: { "another account": [elsewhere(STRANGER), `account ${STRANGER} gets a copy of each log file`] },
  unknown: {
    "decided elsewhere": [elsewhere(UNKNOWN), "copy.rules"],
    "which account is the own": [
      { resources: elsewhere(STRANGER), facts: { account: undefined } },
      "which account is the stack's own is not known",
    ],
  },
  notApplicable: { "a bucket of another kind": copied({ bucket: "arn:aws:s3:::far", account: STRANGER }, {}, "files") },
});
