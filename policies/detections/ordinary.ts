import { call, calls, denied, role, service, signIn, user, type CloudTrailRecord } from "./records";

/** What a trail records on any day, and nobody wants to be told of. */
export const ordinary: readonly CloudTrailRecord[] = [
  ...calls("ec2", "DescribeInstances", "DescribeSecurityGroups", "CreateTags"),
  ...calls("s3", "ListBuckets", "GetBucketLocation"),
  ...calls("logs", "DescribeLogGroups", "StartQuery"),
  ...calls("iam", "GetRole", "ListUsers"),
  call("s3", "GetBucketAcl", service("cloudtrail")),
  call("sts", "AssumeRole", service("lambda")),
  call("sts", "GetCallerIdentity", user),
  call("kms", "Decrypt", { ...role, invokedBy: "rds.amazonaws.com" }),
  call("kms", "GenerateDataKey", service("logs")),
  call("logs", "CreateLogStream", role),
  call("ec2", "RunInstances", { ...role, invokedBy: "autoscaling.amazonaws.com" }),
  call("elasticloadbalancing", "RegisterTargets", role),
  call("ssm", "UpdateInstanceInformation", role),
  call("ssm", "GetParameters", role, { requestParameters: { names: ["/app/token"], withDecryption: true } }),
  call("secretsmanager", "GetSecretValue", role, { requestParameters: { secretId: "app" } }),
  call("cloudformation", "UpdateStack", user),
  call("ec2", "DeleteSnapshot", role),
  call("s3", "DeleteObject", role, { managementEvent: false, eventCategory: "Data" }),
  denied("bedrock", "InvokeModel", "ValidationException", role, "The input is too long for the model."),
  denied("iam", "GetRole", "NoSuchEntityException", role, "The role with name x cannot be found."),
  call("kms", "RotateKey", { accountId: "111122223333", invokedBy: "AWS Internal" }, { eventType: "AwsServiceEvent" }),
  signIn(user, "Success", "Yes"),
];
