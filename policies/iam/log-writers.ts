import { LOAD_BALANCING_ACCOUNTS } from "../graph/aws-regions";
import { accountNamed } from "./foreign";

/**
 * Accounts that CloudTrail wrote with before bucket policies could name the service.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
 */
const CLOUDTRAIL_ACCOUNTS = [
  "034638983726",
  "035351147821",
  "086441151436",
  "113285607260",
  "193415116832",
  "216624486486",
  "262312530599",
  "282025262664",
  "284668455005",
  "388731089494",
  "475085895292",
  "492519147666",
  "608710470296",
  "669305197877",
  "681348832753",
  "765225791966",
  "814480443879",
  "819402241893",
  "829690693026",
  "859597730677",
  "903692715234",
  "977081816279",
];

const OF_AWS = new Set([...CLOUDTRAIL_ACCOUNTS, ...Object.values(LOAD_BALANCING_ACCOUNTS)]);

/** Redshift has a user in an account of each region: https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html */
const REDSHIFT_USER = /:user\/logs$/;

/** Whether it is AWS itself that writes logs as this principal. */
export const writesLogsForAws = (principal: string): boolean =>
  OF_AWS.has(accountNamed(principal) ?? "") || REDSHIFT_USER.test(principal);
