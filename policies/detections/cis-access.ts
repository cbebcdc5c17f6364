import { partial, supporting } from "../frameworks/controls";
import { cisControls } from "./cis-links";
import { listed, type Monitored } from "./monitored";
import { call, calls, denied, role, rootUser, signIn, user } from "./records";

/** The monitoring controls of the CIS benchmark about who gets in and what they may do. */

const POLICIES =
  "DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy CreatePolicy DeletePolicy CreatePolicyVersion DeletePolicyVersion AttachRolePolicy DetachRolePolicy AttachUserPolicy DetachUserPolicy AttachGroupPolicy DetachGroupPolicy".split(
    " ",
  );
const ORGANIZATION =
  "AcceptHandshake AttachPolicy CreateAccount CreateOrganizationalUnit CreatePolicy DeclineHandshake DeleteOrganization DeleteOrganizationalUnit DeletePolicy DetachPolicy DisablePolicyType EnablePolicyType InviteAccountToOrganization LeaveOrganization MoveAccount RemoveAccountFromOrganization UpdatePolicy UpdateOrganizationalUnit".split(
    " ",
  );

const DENIED = '($.errorCode="*UnauthorizedOperation")||($.errorCode="AccessDenied*")';
const NOT_DELIVERY = '($.sourceIPAddress!="delivery.logs.amazonaws.com")';
const NOT_HEAD = '($.eventName!="HeadBucket")';
const WITHOUT_MFA = '($.eventName="ConsoleLogin")&&($.additionalEventData.MFAUsed!="Yes")';

export const cisAccess: readonly Monitored[] = [
  {
    id: "alarm-on-unauthorized-api-calls",
    title: "An alarm watches for denied API calls",
    severity: "medium",
    description: "Somebody who explores an account with stolen credentials is refused before something works.",
    events: "denied API calls",
    controls: cisControls(
      1,
      partial("nist-800-53-r5/SI-4"),
      partial("nist-800-53-r5/SI-4(5)"),
      supporting("pci-dss-4.0.1/10.2.1.4"),
      supporting("pci-dss-4.0.1/10.4.1"),
      supporting("hipaa/164.308(a)(6)(ii)"),
    ),
    // Each service refuses in its own words, EC2 with a prefix, and not all of them add a message.
    rings: [
      denied("ec2", "RunInstances", "Client.UnauthorizedOperation", role, "You are not authorized."),
      denied("iam", "CreateUser", "AccessDenied", user, "User anna is not authorized to perform: iam:CreateUser"),
      denied("kms", "Decrypt", "AccessDeniedException", role),
      denied("s3", "GetBucketPolicy", "AccessDenied", user, "Access Denied"),
    ],
    quiet: [
      call("ec2", "RunInstances", role),
      denied("iam", "GetRole", "NoSuchEntityException", role, "The role with name x cannot be found."),
      denied("ec2", "DescribeInstances", "Client.RequestLimitExceeded", role, "Request limit exceeded."),
    ],
    words: ["AccessDenied", "UnauthorizedOperation"],
    texts: [
      `{${DENIED}}`,
      `{${DENIED}||${NOT_DELIVERY}||${NOT_HEAD}}`,
      `{${DENIED}&&${NOT_DELIVERY}&&${NOT_HEAD}}`,
      `{(${DENIED})&&(${NOT_DELIVERY}&&${NOT_HEAD})}`,
    ],
  },
  {
    id: "alarm-on-console-signin-without-mfa",
    title: "An alarm watches for console sign-ins without MFA",
    severity: "high",
    description: "A password alone opened the console: whoever knows it is in.",
    events: "console sign-ins without MFA",
    controls: cisControls(
      2,
      partial("nist-800-53-r5/SI-4(5)"),
      partial("hipaa/164.308(a)(5)(ii)(C)"),
      supporting("pci-dss-4.0.1/10.4.1"),
    ),
    rings: [signIn(user, "Success", "No"), signIn({ ...user, userName: "ben" }, "Success", "No", "eu-central-1")],
    quiet: [
      signIn(user, "Success", "Yes"),
      call("signin", "SwitchRole", user, {
        eventType: "AwsConsoleSignIn",
        responseElements: { SwitchRole: "Success" },
      }),
      call("iam", "GetLoginProfile", user),
    ],
    words: ["MFAUsed"],
    texts: [
      `{${WITHOUT_MFA}}`,
      `{${WITHOUT_MFA}&&($.userIdentity.type="IAMUser")&&($.responseElements.ConsoleLogin="Success")}`,
    ],
  },
  {
    id: "alarm-on-root-usage",
    title: "An alarm watches for usage of the root user",
    severity: "high",
    description: "No policy binds the root user, and no daily work needs it: every use is an exception or a theft.",
    events: "usage of the root user",
    controls: cisControls(
      3,
      partial("nist-800-53-r5/SI-4(5)"),
      partial("nist-800-53-r5/SI-4(20)"),
      partial("nist-800-53-r5/AC-2(12)"),
      partial("hipaa/164.308(a)(5)(ii)(C)"),
      supporting("nist-800-53-r5/AC-6(9)"),
      supporting("pci-dss-4.0.1/10.2.1.2"),
      supporting("pci-dss-4.0.1/10.4.1"),
      supporting("hipaa/164.308(a)(6)(ii)"),
      supporting("soc2-2017/CC6.3"),
    ),
    rings: [
      signIn(rootUser, "Success", "Yes"),
      call("iam", "CreateAccessKey", rootUser),
      call("s3", "PutBucketPolicy", rootUser),
    ],
    quiet: [
      call("iam", "CreateAccessKey", user),
      call("s3", "PutBucketPolicy", { ...role, arn: "arn:aws:sts::111122223333:assumed-role/root/Root" }),
      call("ec2", "CreateNetworkInterface", { ...rootUser, invokedBy: "elasticmapreduce.amazonaws.com" }),
      call("kms", "RotateKey", { ...rootUser, invokedBy: "AWS Internal" }, { eventType: "AwsServiceEvent" }),
    ],
    words: ["Root"],
    texts: ['{$.userIdentity.type="Root"&&$.userIdentity.invokedByNOTEXISTS&&$.eventType!="AwsServiceEvent"}'],
  },
  {
    id: "alarm-on-iam-policy-changes",
    title: "An alarm watches for changes of IAM policies",
    severity: "medium",
    description: "Who changes a policy can give any right to anybody, and take it back afterwards.",
    events: "changes of IAM policies",
    controls: cisControls(
      4,
      partial("nist-800-53-r5/AC-2(4)"),
      partial("nist-800-53-r5/SI-4(20)"),
      supporting("nist-800-53-r5/AC-6(9)"),
      supporting("pci-dss-4.0.1/10.2.1.5"),
      supporting("soc2-2017/CC6.3"),
    ),
    rings: calls("iam", ...POLICIES),
    quiet: calls("iam", "GetPolicy", "GetPolicyVersion", "ListAttachedRolePolicies", "ListPolicies", "GetUserPolicy"),
    texts: [`{${listed(POLICIES)}}`, `{($.eventSource=iam.amazonaws.com)&&(${listed(POLICIES)})}`],
  },
  {
    id: "alarm-on-console-signin-failures",
    title: "An alarm watches for console sign-ins that fail",
    severity: "medium",
    description: "Passwords are guessed before one of them works.",
    events: "console sign-ins that fail",
    controls: cisControls(
      6,
      partial("hipaa/164.308(a)(5)(ii)(C)"),
      supporting("pci-dss-4.0.1/10.2.1.4"),
      supporting("pci-dss-4.0.1/10.4.1"),
    ),
    rings: [
      signIn(user, "Failure", "No"),
      signIn(rootUser, "Failure", "No"),
      signIn(user, "Failure", "Yes", "eu-central-1"),
    ],
    quiet: [
      signIn(user, "Success", "No"),
      signIn(rootUser, "Success", "Yes"),
      denied("sts", "AssumeRole", "AccessDenied", user, "User anna is not authorized to perform: sts:AssumeRole"),
    ],
    words: ["Failed authentication", "Failure"],
    texts: ['{($.eventName=ConsoleLogin)&&($.errorMessage="Failedauthentication")}'],
  },
  {
    id: "alarm-on-organizations-changes",
    title: "An alarm watches for changes of the organization",
    severity: "high",
    description: "An account that leaves, or a policy that is detached, ends what the organization enforces.",
    events: "changes of the organization",
    controls: cisControls(15, partial("nist-800-53-r5/SI-4(20)")),
    rings: calls("organizations", ...ORGANIZATION),
    quiet: [
      ...calls("organizations", "DescribeOrganization", "ListAccounts", "ListPolicies"),
      ...calls("iam", "CreatePolicy", "DeletePolicy"),
    ],
    texts: [`{($.eventSource=organizations.amazonaws.com)&&(${listed(ORGANIZATION, '"')})}`],
  },
];
