import { arn, globalArn, text, uuid, type Kind, type Place } from "./kind";

/** The policy that SNS gives a topic without one. */
const ownerMayUse = (topic: string, { account }: Place): object => ({
  Version: "2008-10-17",
  Id: "__default_policy_ID",
  Statement: [
    {
      Sid: "__default_statement_ID",
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: ["SNS:Subscribe", "SNS:Publish", "SNS:GetTopicAttributes", "SNS:SetTopicAttributes", "SNS:DeleteTopic"],
      Resource: topic,
      Condition: { StringEquals: { "AWS:SourceOwner": account } },
    },
  ],
});

const ofBucket: Kind = { computed: ({ bucket }) => ({ id: text(bucket) }) };

export const kinds: Record<string, Kind> = {
  "aws:cloudtrail/trail:Trail": {
    named: "name",
    taggable: true,
    defaults: {
      enableLogFileValidation: false,
      enableLogging: true,
      includeGlobalServiceEvents: true,
      isMultiRegionTrail: false,
      isOrganizationTrail: false,
    },
    computed: ({ name }, place) => {
      const own = arn(place, "cloudtrail", `trail/${text(name)}`);
      return { id: own, arn: own, homeRegion: place.region, snsTopicArn: "" };
    },
  },
  "aws:cloudwatch/logGroup:LogGroup": {
    named: "name",
    taggable: true,
    defaults: { retentionInDays: 0, skipDestroy: false },
    computed: ({ name }, place) => ({
      id: text(name),
      arn: arn(place, "logs", `log-group:${text(name)}`),
      deletionProtectionEnabled: false,
      logGroupClass: "STANDARD",
      namePrefix: "",
    }),
  },
  "aws:cloudwatch/logMetricFilter:LogMetricFilter": {
    named: "name",
    defaults: { applyOnTransformedLogs: false },
    computed: ({ name }) => ({ id: text(name) }),
  },
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    named: "name",
    taggable: true,
    defaults: { actionsEnabled: true, treatMissingData: "missing" },
    computed: ({ name }, place) => ({
      id: text(name),
      arn: arn(place, "cloudwatch", `alarm:${text(name)}`),
      evaluateLowSampleCountPercentiles: "",
    }),
  },
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": {
    taggable: true,
    defaults: { actionsEnabled: true },
    computed: ({ alarmName }, place) => ({
      id: text(alarmName),
      arn: arn(place, "cloudwatch", `alarm:${text(alarmName)}`),
    }),
  },
  "aws:iam/role:Role": {
    named: "name",
    regional: false,
    taggable: true,
    documents: ["assumeRolePolicy"],
    defaults: { forceDetachPolicies: false, maxSessionDuration: 3600, path: "/" },
    computed: ({ name, path = "/" }, place) => ({
      id: text(name),
      arn: globalArn(place, "iam", `role${text(path)}${text(name)}`),
      inlinePolicies: [],
      managedPolicyArns: [],
      namePrefix: "",
      uniqueId: `AROA${place.digits.slice(0, 17).toUpperCase()}`,
    }),
  },
  "aws:iam/rolePolicy:RolePolicy": {
    named: "name",
    regional: false,
    documents: ["policy"],
    computed: ({ role, name }) => ({ id: `${text(role)}:${text(name)}`, namePrefix: "" }),
  },
  "aws:iam/policy:Policy": {
    named: "name",
    regional: false,
    taggable: true,
    documents: ["policy"],
    defaults: { path: "/" },
    computed: ({ name, path = "/" }, place) => {
      const own = globalArn(place, "iam", `policy${text(path)}${text(name)}`);
      return { id: own, arn: own, policyId: `ANPA${place.digits.slice(0, 17).toUpperCase()}`, attachmentCount: 0 };
    },
  },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {
    regional: false,
    computed: ({ role, policyArn }) => ({ id: `${text(role)}/${text(policyArn)}` }),
  },
  "aws:iam/policyAttachment:PolicyAttachment": { regional: false, computed: ({ name }) => ({ id: text(name) }) },
  "aws:kms/key:Key": {
    taggable: true,
    documents: ["policy"],
    defaults: {
      bypassPolicyLockoutSafetyCheck: false,
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      enableKeyRotation: false,
      isEnabled: true,
      keyUsage: "ENCRYPT_DECRYPT",
    },
    computed: (_, place) => ({
      id: uuid(place),
      arn: arn(place, "kms", `key/${uuid(place)}`),
      keyId: uuid(place),
      description: "",
      multiRegion: false,
      // The policy that a key without one gets: the account decides.
      policy: JSON.stringify({
        Version: "2012-10-17",
        Id: "key-default-1",
        Statement: [
          {
            Sid: "Enable IAM User Permissions",
            Effect: "Allow",
            Principal: { AWS: globalArn(place, "iam", "root") },
            Action: "kms:*",
            Resource: "*",
          },
        ],
      }),
      rotationPeriodInDays: 365,
    }),
  },
  "aws:kms/alias:Alias": {
    named: "name",
    computed: ({ name, targetKeyId }, place) => ({
      id: text(name),
      arn: arn(place, "kms", text(name)),
      targetKeyArn: arn(place, "kms", `key/${text(targetKeyId)}`),
    }),
  },
  "aws:kms/keyPolicy:KeyPolicy": {
    documents: ["policy"],
    defaults: { bypassPolicyLockoutSafetyCheck: false },
    computed: ({ keyId }) => ({ id: text(keyId) }),
  },
  "aws:s3/bucket:Bucket": {
    named: "bucket",
    taggable: true,
    documents: ["policy"],
    defaults: { forceDestroy: false },
    computed: ({ bucket }, place) => ({
      id: text(bucket),
      arn: `arn:${place.partition}:s3:::${text(bucket)}`,
      bucketDomainName: `${text(bucket)}.s3.amazonaws.com`,
      bucketRegionalDomainName: `${text(bucket)}.s3.${place.region}.amazonaws.com`,
      bucketRegion: place.region,
      hostedZoneId: "Z3AQBSTGFYJSTF",
      accelerationStatus: "",
      acl: "private",
      corsRules: [],
      grants: [{ id: "0".repeat(64), permissions: ["FULL_CONTROL"], type: "CanonicalUser", uri: "" }],
      lifecycleRules: [],
      logging: null,
      objectLockConfiguration: null,
      objectLockEnabled: false,
      policy: "",
      replicationConfiguration: null,
      requestPayer: "BucketOwner",
      serverSideEncryptionConfiguration: {
        rule: { applyServerSideEncryptionByDefault: { kmsMasterKeyId: "", sseAlgorithm: "AES256" } },
      },
      versioning: { enabled: false, mfaDelete: false },
      website: null,
    }),
  },
  "aws:s3/bucketPolicy:BucketPolicy": { ...ofBucket, documents: ["policy"] },
  "aws:s3/bucketVersioning:BucketVersioning": ofBucket,
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    computed: ({ bucket }) => ({
      id: text(bucket),
      transitionDefaultMinimumObjectSize: "all_storage_classes_128K",
      expectedBucketOwner: "",
    }),
  },
  "aws:s3/bucketLogging:BucketLogging": ofBucket,
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
    ...ofBucket,
    defaults: {
      blockPublicAcls: false,
      blockPublicPolicy: false,
      ignorePublicAcls: false,
      restrictPublicBuckets: false,
    },
  },
  "aws:s3/bucketAcl:BucketAcl": { computed: ({ bucket, acl }) => ({ id: `${text(bucket)},${text(acl)}` }) },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ofBucket,
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": {
    ...ofBucket,
    defaults: { objectLockEnabled: "Enabled" },
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ofBucket,
  "aws:sns/topic:Topic": {
    named: "name",
    taggable: true,
    documents: ["policy", "deliveryPolicy"],
    defaults: { fifoTopic: false },
    computed: ({ name }, place) => {
      const own = arn(place, "sns", text(name));
      return {
        id: own,
        arn: own,
        beginningArchiveTime: "",
        namePrefix: "",
        owner: place.account,
        policy: JSON.stringify(ownerMayUse(own, place)),
        signatureVersion: 0,
        tracingConfig: "",
      };
    },
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    documents: ["policy"],
    computed: (inputs, place) => ({ id: text(inputs.arn), owner: place.account }),
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    defaults: { confirmationTimeoutInMinutes: 1, endpointAutoConfirms: false, rawMessageDelivery: false },
    computed: ({ topic }, place) => {
      const own = `${text(topic)}:${uuid(place)}`;
      return {
        id: own,
        arn: own,
        confirmationWasAuthenticated: false,
        filterPolicyScope: "",
        ownerId: place.account,
        pendingConfirmation: true,
      };
    },
  },
  "aws:sqs/queue:Queue": {
    named: "name",
    taggable: true,
    computed: ({ name }, place) => {
      const url = `https://sqs.${place.region}.amazonaws.com/${place.account}/${text(name)}`;
      return { id: url, url, arn: arn(place, "sqs", text(name)), namePrefix: "" };
    },
  },
};

/** A type that the table leaves out: `aws:lambda/function:Function` gets `arn:aws:lambda:…:function/<id>`. */
export function kindOf(type: string): Kind {
  const [, module = "", name = ""] = /^aws:([^/:]+)\/([^:]+)/.exec(type) ?? [];
  return (
    kinds[type] ?? {
      computed: (inputs, place) => {
        const id = typeof inputs.name === "string" ? inputs.name : `${name}-${place.digits.slice(0, 7)}`;
        return { id, arn: arn(place, module, `${name}/${id}`) };
      },
    }
  );
}
