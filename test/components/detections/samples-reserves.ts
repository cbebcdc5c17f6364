import type { RESERVE_DETECTIONS } from "../../../components/detections/reserves";
import { asked, BY_SERVICE, type Samples } from "./sample";

type Id = (typeof RESERVE_DETECTIONS)[number]["id"];

const lifecycle = (Rule: unknown) => ({ bucketName: "logs", LifecycleConfiguration: { Rule } });
const modified = (SecurityGroupRule: object) => ({
  ModifySecurityGroupRulesRequest: {
    GroupId: "sg-1",
    SecurityGroupRule: { SecurityGroupRuleId: "sgr-1", SecurityGroupRule },
  },
});
const open = (range: object) => ({ groupId: "sg-1", ipPermissions: { items: [range] } });

export const RESERVE_SAMPLES: Record<Id, Samples> = {
  "security-group-open-world": {
    rings: [
      asked("ec2.AuthorizeSecurityGroupIngress", { cidrIp: "0.0.0.0/0" }),
      asked("ec2.ModifySecurityGroupRules", modified({ CidrIpv4: "0.0.0.0/0" })),
      asked("ec2.AuthorizeSecurityGroupIngress", open({ ipv6Ranges: { items: [{ cidrIpv6: "::/0" }] } })),
      asked(
        "ec2.AuthorizeSecurityGroupIngress",
        open({ ipRanges: { items: [{ cidrIp: "10.0.0.0/8" }, { cidrIp: "0.0.0.0/0" }] } }),
      ),
    ],
    quiet: [
      asked("ec2.ModifySecurityGroupRules", modified({ CidrIpv4: "10.0.0.0/8" })),
      asked("ec2.AuthorizeSecurityGroupIngress", open({ ipRanges: { items: [{ cidrIp: "10.0.0.0/8" }] } })),
      asked("ec2.AuthorizeSecurityGroupEgress", { cidrIp: "0.0.0.0/0" }),
      asked("ec2.AuthorizeSecurityGroupIngress", { cidrIp: "0.0.0.0/0" }, BY_SERVICE),
    ],
  },
  "short-log-lifecycle": {
    rings: [
      asked("s3.PutBucketLifecycle", lifecycle({ Status: "Enabled", Expiration: { Days: 1 } })),
      asked(
        "s3.PutBucketLifecycleConfiguration",
        lifecycle([{ Expiration: { Days: 365 } }, { Expiration: { Days: 7 } }]),
      ),
      asked("s3.PutBucketLifecycle", lifecycle({ NoncurrentVersionExpiration: { NoncurrentDays: 1 } })),
    ],
    quiet: [
      asked("s3.PutBucketLifecycle", lifecycle({ Expiration: { Days: 400 } })),
      asked("s3.PutBucketLifecycle", lifecycle({ NoncurrentVersionExpiration: { NoncurrentDays: 90 } })),
      asked("s3.PutBucketLifecycle", lifecycle({ Expiration: { Days: 1 } }), BY_SERVICE),
    ],
  },
};
