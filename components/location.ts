import * as aws from "@pulumi/aws";
import { interpolate, type Input, type Output, type Resource } from "@pulumi/pulumi";
import { problem, type Problem } from "./problems";

/** Where the provider of a component deploys to. Asked, never written down: GovCloud and China have other partitions. */
export interface Location {
  readonly partition: Output<string>;
  readonly region: Output<string>;
  readonly accountId: Output<string>;
  /** `amazonaws.com`, and `amazonaws.com.cn` in China. */
  readonly dnsSuffix: Output<string>;
}

export function locate(parent: Resource): Location {
  const { partition, dnsSuffix } = aws.getPartitionOutput({}, { parent });
  const { region } = aws.getRegionOutput({}, { parent });
  const { accountId } = aws.getCallerIdentityOutput({}, { parent });
  return { partition, region, accountId, dnsSuffix };
}

/** The ARN of something in this account and region, known before it exists. */
export const regionalArn = (at: Location, service: string, resource: Input<string>): Output<string> =>
  interpolate`arn:${at.partition}:${service}:${at.region}:${at.accountId}:${resource}`;

export const bucketArn = (at: Location, bucketName: Input<string>): Output<string> =>
  interpolate`arn:${at.partition}:s3:::${bucketName}`;

/** The organization whose accounts all record into one trail. */
export interface Organization {
  /** Id of the organization, such as `o-a1b2c3d4e5`. */
  readonly id: string;
  /** Account that manages the organization. @default the account deployed to; set it when a delegated administrator deploys */
  readonly managementAccountId?: string;
}

/** Which trails may deliver, by names that are known before the trails exist. */
export interface TrailOrigin {
  /** Names of the trails, in the region deployed to. */
  readonly trailNames: string[];
  /** Accounts that own trails of these names. @default the account deployed to */
  readonly accountIds?: string[];
  /** Set when the trails record a whole organization. @default a single account */
  readonly organization?: Organization;
  /** Further trails, for the time in which a trail is renamed or moves to another home region. @default none */
  readonly extraTrailArns?: Input<string>[];
}

/** Accounts whose id the ARN of a trail carries: an organization trail always carries that of the management account. */
export const trailAccounts = (at: Location, origin: TrailOrigin): Input<string>[] => [
  ...(origin.organization?.managementAccountId === undefined ? [] : [origin.organization.managementAccountId]),
  ...(origin.accountIds ?? (origin.organization?.managementAccountId === undefined ? [at.accountId] : [])),
];

/** @param region `*` where AWS compares with the region of the call and not with the home region */
export const trailArns = (at: Location, origin: TrailOrigin, region: Input<string> = at.region): Input<string>[] => [
  ...trailAccounts(at, origin).flatMap((account) =>
    origin.trailNames.map((name) => interpolate`arn:${at.partition}:cloudtrail:${region}:${account}:trail/${name}`),
  ),
  ...(origin.extraTrailArns ?? []),
];

const ACCOUNT_ID = /^\d{12}$/;

export const organizationProblems = (organization: Organization | undefined): Problem[] =>
  organization === undefined
    ? []
    : [
        ...problem(
          !/^o-[a-z0-9]{10,32}$/.test(organization.id),
          "organization.id",
          `"${organization.id}" is not the id of an organization; expected the form o-a1b2c3d4e5`,
        ),
        ...accountIdProblems("organization.managementAccountId", organization.managementAccountId),
      ];

export const accountIdProblems = (setting: string, id: string | undefined): Problem[] =>
  problem(id !== undefined && !ACCOUNT_ID.test(id), setting, `"${id}" is not an account id; expected 12 digits`);
