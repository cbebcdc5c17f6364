import type { Detection } from "./detection";

/** Closer looks at what others tell in passing; on in the profile `all`, or one by one. */
export const RESERVE_DETECTIONS = [
  {
    id: "security-group-open-world",
    attack: ["T1562.007"],
    severity: "warning",
    title: "A security group was opened to the whole Internet",
    firstLook: "Close it unless the port is meant for everybody; look at who connected since",
    harmless: "Load balancers and web servers",
    // One wildcard to a selector, three to a pattern: the filter sees the first range of each permission, and each of the first.
    looksFor: [
      {
        calls: { ec2: "AuthorizeSecurityGroupIngress" },
        where: {
          fields: [
            "requestParameters.cidrIp",
            "requestParameters.ipPermissions.items[*].ipRanges.items[0].cidrIp",
            "requestParameters.ipPermissions.items[0].ipRanges.items[*].cidrIp",
            "requestParameters.ipPermissions.items[*].ipv6Ranges.items[0].cidrIpv6",
          ],
          values: ["*/0"],
        },
        byHand: true,
      },
      {
        calls: { ec2: "ModifySecurityGroupRules" },
        where: {
          fields: ["CidrIpv4", "CidrIpv6"].map(
            (range) => `requestParameters.ModifySecurityGroupRulesRequest.SecurityGroupRule.SecurityGroupRule.${range}`,
          ),
          values: ["*/0"],
        },
        byHand: true,
      },
    ],
  },
  {
    id: "short-log-lifecycle",
    attack: ["T1562.008", "T1485"],
    severity: "warning",
    title: "A bucket deletes its objects, or what they were before, within a week",
    firstLook: "Remove the rule before its first midnight; look at what the bucket holds",
    harmless: "Buckets for temporary files",
    // Rule is an object where one was sent, and an array of them where several were.
    looksFor: [
      {
        calls: { s3: "PutBucketLifecycle*" },
        and: `(${["Expiration.Days", "NoncurrentVersionExpiration.NoncurrentDays"]
          .flatMap((days) => [`Rule.${days}`, `Rule[*].${days}`])
          .map((days) => `($.requestParameters.LifecycleConfiguration.${days} <= 7)`)
          .join(" || ")})`,
        byHand: true,
      },
    ],
  },
] as const satisfies Detection[];
