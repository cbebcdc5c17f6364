import policy from "../../../policies/archive/archive-public-access-block";
import { UNKNOWN } from "../../../policies/graph/value";
import { judge } from "../../judge";
import { accountPublicAccessBlock, publicAccessBlock, ref } from "../../resources";
import { archive, audit, elsewhere, onlyRead } from "./archive";

const FOUR = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

judge(policy, {
  pass: {
    "one of its own": [archive(), publicAccessBlock("block", { bucket: ref("archive", "bucket"), ...FOUR }), audit()],
    "one whose switches another policy judges": [
      archive(),
      publicAccessBlock("block", { bucket: ref("archive", "bucket"), blockPublicAcls: UNKNOWN }),
      audit(),
    ],
    "that of the account": [archive(), accountPublicAccessBlock("account", FOUR), audit()],
  },
  fail: {
    "left to the default": [
      [archive(), audit()],
      "bucket archive declares no public access block, and has the one that S3 sets on new buckets",
    ],
    "one of another bucket": [
      [
        archive(),
        { ...archive({ bucket: "site" }), name: "site" },
        publicAccessBlock("block", { bucket: ref("site", "bucket"), ...FOUR }),
        audit(),
      ],
      "bucket archive declares no public access block",
    ],
    "that of the account, with a gap": [
      [archive(), accountPublicAccessBlock("account", { ...FOUR, blockPublicPolicy: false }), audit()],
      "bucket archive declares no public access block",
    ],
  },
  unknown: {
    "the bucket belongs to another account": [elsewhere, "bucket org-logs is not in this stack"],
    "the bucket is only read": [onlyRead, "public access block of bucket archive"],
  },
});
