import * as aws from "@pulumi/aws";
import type { Input } from "@pulumi/pulumi";
import { accountIdProblems, organizationProblems } from "./location";
import type { LogShipping } from "./log-shipping";
import { physicalName } from "./names";
import { problem, within, type Problem } from "./problems";

/** Copies of log groups in one account of the organization; CloudWatch makes and keeps them, also of groups to come. */
export interface Centralization {
  readonly organizationId: string;
  /** Regions whose logs are copied. */
  readonly regions: readonly string[];
  /** Account and region that get the copies. */
  readonly destination: { readonly accountId: string; readonly region: string };
  /** Copies log groups that a key of their account encrypts, which are then encrypted anew with a key of AWS. @default true */
  readonly encryptedLogGroups?: boolean;
}

const GROUP_NAME = "/centralized/${source.accountId}/${source.region}/${source.logGroup}";

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatchLogs_Centralization.html
export const centralizationRule = (
  parent: LogShipping,
  name: string,
  { organizationId, regions, destination, encryptedLogGroups = true }: Centralization,
  tags: Record<string, Input<string>> | undefined,
) =>
  new aws.observabilityadmin.CentralizationRuleForOrganization(
    name,
    {
      ruleName: physicalName(name),
      rule: {
        source: {
          scope: `OrganizationId = '${organizationId}'`,
          regions: [...regions],
          sourceLogsConfiguration: {
            encryptedLogGroupStrategy: encryptedLogGroups ? "ALLOW" : "SKIP",
            logGroupSelectionCriteria: "*",
          },
        },
        destination: {
          account: destination.accountId,
          region: destination.region,
          destinationLogsConfiguration: {
            logsEncryptionConfiguration: { encryptionStrategy: "AWS_OWNED" },
            // Groups of one name would run together.
            logGroupNameConfiguration: { logGroupNamePattern: GROUP_NAME },
          },
        },
      },
      tags,
    },
    { parent },
  );

export const centralizationProblems = ({ organizationId, regions, destination }: Centralization): Problem[] =>
  within("centralization", [
    ...organizationProblems({ id: organizationId }).map((each) => ({ ...each, setting: "organizationId" })),
    ...problem(regions.length === 0, "regions", "names no region; nothing would be copied"),
    ...accountIdProblems("destination.accountId", destination.accountId),
  ]);
