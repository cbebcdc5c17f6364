import logBucketNoCircle from "../../../policies/services/log-bucket-no-circle";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { bucket, bucketLogging, ref, trail, type Draft } from "../../resources";

const logging = (from: string, to: unknown): Draft =>
  bucketLogging(`${from}-log`, {
    bucket: ref(from, "bucket"),
    targetBucket: typeof to === "string" ? ref(to, "bucket") : to,
  });
const [a, b, c] = ["a", "b", "c"].map((name) => bucket(name));

judge(logBucketNoCircle, {
  pass: {
    "left to the default": [a, b, logging("a", "b")],
    "a chain that ends": [a, b, c, logging("a", "b"), logging("b", "c")],
    "it ends in a bucket of another stack": [
      a,
      b,
      logging("a", "b"),
      bucketLogging("b-log", { bucket: ref("b", "bucket"), targetBucket: "central" }),
    ],
  },
  fail: {
    "to itself": [[a, logging("a", "a")], "it logs access to itself"],
    "to itself, inside the bucket": [
      [bucket("a", { bucket: "a", logging: { targetBucket: "a" } })],
      "it logs access to itself",
    ],
    "two to each other": [[a, b, logging("a", "b"), logging("b", "a")], "go round in a circle: a, b, a"],
  },
  unknown: { "a target that nobody knows yet": [[a, b, logging("a", "b"), logging("b", UNKNOWN)], "targetBucket"] },
  notApplicable: {
    "it receives no access logs": [a],
    "a circle through an archive": [
      a,
      b,
      logging("a", "b"),
      logging("b", "a"),
      trail("trail", { s3BucketName: ref("a", "bucket") }),
    ],
  },
});
