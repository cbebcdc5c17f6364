import { Trail, type TrailProps } from "../policies/kinds/cloudtrail";
import {
  CompositeAlarm,
  LogGroup,
  MetricAlarm,
  MetricFilter,
  type AlarmProps,
  type CompositeAlarmProps,
  type LogGroupProps,
  type MetricFilterProps,
} from "../policies/kinds/cloudwatch";
import * as iam from "../policies/kinds/iam";
import * as kms from "../policies/kinds/kms";
import * as s3 from "../policies/kinds/s3";
import * as sns from "../policies/kinds/sns";
import { draft as builder } from "../policies/testing/stack";

/** The resources that tests are written with. */
export * from "../policies/testing/stack";

export const trail = builder<TrailProps>(Trail);
export const logGroup = builder<LogGroupProps>(LogGroup);
export const metricFilter = builder<MetricFilterProps>(MetricFilter);
export const alarm = builder<AlarmProps>(MetricAlarm);
export const compositeAlarm = builder<CompositeAlarmProps>(CompositeAlarm);
export const topic = builder(sns.Topic);
export const topicPolicy = builder(sns.TopicPolicy);
export const subscription = builder(sns.TopicSubscription);
export const key = builder(kms.Key);
export const keyPolicy = builder(kms.KeyPolicy);
export const keyAlias = builder(kms.KeyAlias);
export const role = builder(iam.Role);
export const rolePolicy = builder(iam.RolePolicy);
export const managedPolicy = builder(iam.ManagedPolicy);
export const rolePolicyAttachment = builder(iam.RolePolicyAttachment);
export const bucket = builder(s3.Bucket);
export const bucketPolicy = builder(s3.BucketPolicy);
export const bucketVersioning = builder(s3.BucketVersioning);
export const bucketLifecycle = builder(s3.BucketLifecycleConfiguration);
export const bucketLogging = builder(s3.BucketLogging);
export const publicAccessBlock = builder(s3.BucketPublicAccessBlock);
export const accountPublicAccessBlock = builder(s3.AccountPublicAccessBlock);
export const bucketAcl = builder(s3.BucketAcl);
export const ownershipControls = builder(s3.BucketOwnershipControls);
export const objectLock = builder(s3.BucketObjectLockConfiguration);
export const bucketEncryption = builder(s3.BucketEncryption);
