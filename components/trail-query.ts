import * as aws from "@pulumi/aws";
import { ComponentResource, interpolate, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import { keyPrefixProblems } from "./archive-access";
import type { AccessLogs } from "./access-logs";
import { accountIdProblems, locate, organizationProblems, type Location, type Organization } from "./location";
import { LogStore, ownStoreProblems } from "./log-store";
import { physicalName } from "./names";
import { outside, problem, refuse, type Problem } from "./problems";
import { QUESTIONS, STATEMENTS, type Records } from "./trail-questions";
import { grants, readerRole, readerRoleName, readerRolePolicy } from "./trail-readers";
import { trailTable, type TrailTableName } from "./trail-tables";

/** CloudTrail Lake, which AWS closed to new customers on 31 May 2026; Athena asks the same events. */
export interface EventDataStoreArgs {
  /** Must be `true`: AWS refuses accounts that had no event data store before. */
  readonly existingCustomer: true;
  /** Key of its own: CloudTrail uses it without a source, so that the policy of an `AuditKey` keeps it out. */
  readonly kmsKeyArn: Input<string>;
  /** Days that it keeps events, 7 to 3653. @default 366 */
  readonly retentionDays?: number;
}

export interface TrailQueryArgs {
  /** What to ask: a `LogArchive`, or a bucket that a trail delivers to. */
  readonly archive: { readonly bucketName: Input<string>; readonly keyPrefix?: string };
  /** Key of the archive, and of the results. */
  readonly kmsKeyArn: Input<string>;
  /** The organization whose trail it is; needs `accountIds`. @default a single account */
  readonly organization?: Organization;
  /** Accounts that can be asked about. @default the account deployed to */
  readonly accountIds?: readonly string[];
  /** Regions that can be asked about. @default those that every account has */
  readonly regions?: readonly string[];
  /** Days that can be asked about, back from today. @default 2557, as long as a `LogArchive` keeps files */
  readonly days?: number;
  /** Tables besides that of the events. @default insights and digests */
  readonly tables?: readonly ("insights" | "digests")[];
  /** Name of the database: small letters, digits and underscores. @default name and stack */
  readonly databaseName?: string;
  /** Gigabytes after which Athena stops a query; each is billed. @default 100 */
  readonly scanLimitGb?: number;
  /** Days after which results of queries are deleted. @default 30 */
  readonly resultsRetentionDays?: number;
  /** Who read the results. @default a bucket of its own, for 400 days */
  readonly accessLogs?: AccessLogs;
  /** Where the records are that `records-touched` asks about. @default all data events */
  readonly records?: Records;
  /** Who may take on the role of readers: ARNs of roles, users or accounts. @default no role is made */
  readonly readers?: Input<string>[];
  /** Grants the readers the tables in Lake Formation too; whoever deploys has to be its administrator. @default false */
  readonly lakeFormation?: boolean;
  /** A store in CloudTrail Lake besides. @default none */
  readonly eventDataStore?: EventDataStoreArgs;
  /** Refuses to delete or replace the bucket of results. @default true */
  readonly protect?: boolean;
  readonly tags?: Record<string, Input<string>>;
}

/** Questions to the archive in SQL: tables over the log files, a workgroup with a limit, the questions, and who may ask. */
export class TrailQuery extends ComponentResource {
  readonly results: LogStore;
  readonly workgroup: aws.athena.Workgroup;
  readonly database: aws.glue.CatalogDatabase;
  readonly tables: Partial<Record<TrailTableName, aws.glue.CatalogTable>>;
  readonly questions: aws.athena.NamedQuery[];
  readonly statements: aws.athena.PreparedStatement[];
  readonly readerRole: aws.iam.Role | undefined;
  readonly readerRolePolicy: aws.iam.RolePolicy | undefined;
  readonly grants: aws.lakeformation.Permissions[];
  readonly eventDataStore: aws.cloudtrail.EventDataStore | undefined;

  readonly databaseName: string;
  readonly workgroupName: string;

  constructor(name: string, args: TrailQueryArgs, opts?: ComponentResourceOptions) {
    refuse(`TrailQuery "${name}"`, [
      ...keyPrefixProblems("archive.keyPrefix", args.archive.keyPrefix),
      ...trailQueryProblems(name, args),
    ]);
    super("trailwatch:audit:TrailQuery", name, {}, opts);
    const at = locate(this);
    this.databaseName = args.databaseName ?? defaultDatabaseName(name);
    this.workgroupName = physicalName(name);

    this.results = new LogStore(`${name}-results`, resultsArgs(args), { parent: this });
    this.workgroup = workgroup(this, name, at, args);
    this.database = database(this, name, args);
    this.tables = tables(this, name, at, args);
    this.questions = questions(this, name, args);
    this.statements = statements(this, name);
    this.readerRole = args.readers && readerRole(this, name, args.readers, args.tags);
    this.readerRolePolicy = this.readerRole && readerRolePolicy(this, name, at, this.readerRole, args);
    this.grants = this.readerRole && args.lakeFormation ? grants(this, name, this.readerRole) : [];
    this.eventDataStore = args.eventDataStore && eventDataStore(this, name, args.eventDataStore, args);

    this.registerOutputs({ databaseName: this.database.name, workgroupName: this.workgroup.name });
  }
}

const resultsArgs = ({ kmsKeyArn, resultsRetentionDays, accessLogs, protect, tags }: TrailQueryArgs) => ({
  kmsKeyArn,
  retentionDays: resultsRetentionDays ?? 30,
  accessLogs,
  protect,
  tags,
});

const GIGABYTE = 1024 ** 3;

function workgroup(parent: TrailQuery, name: string, at: Location, args: TrailQueryArgs) {
  return new aws.athena.Workgroup(
    name,
    {
      name: parent.workgroupName,
      description: "Questions to the audit trail",
      configuration: {
        // Otherwise the settings of whoever asks win: another bucket, no encryption, no limit.
        enforceWorkgroupConfiguration: true,
        publishCloudwatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: (args.scanLimitGb ?? 100) * GIGABYTE,
        resultConfiguration: {
          outputLocation: interpolate`s3://${parent.results.bucketName}/`,
          expectedBucketOwner: at.accountId,
          encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: args.kmsKeyArn },
        },
      },
      tags: args.tags,
    },
    { parent, dependsOn: parent.results.ready },
  );
}

function database(parent: TrailQuery, name: string, { tags }: TrailQueryArgs) {
  return new aws.glue.CatalogDatabase(
    name,
    { name: parent.databaseName, description: "Tables over the log files of the audit trail", tags },
    { parent },
  );
}

function tables(parent: TrailQuery, name: string, at: Location, args: TrailQueryArgs): TrailQuery["tables"] {
  const { archive, organization, accountIds, regions, days = 2557, tables: besides = ["insights", "digests"] } = args;
  const scope = { ...archive, organization, accountIds, regions, days };
  const wanted: TrailTableName[] = ["cloudtrail_logs", ...besides.map((each) => `cloudtrail_${each}` as const)];
  return Object.fromEntries(wanted.map((table) => [table, trailTable(parent, name, table, at, scope)]));
}

const questions = (parent: TrailQuery, name: string, { records = {} }: TrailQueryArgs) =>
  QUESTIONS.flatMap(({ id, title, table, sql }) =>
    parent.tables[table] === undefined
      ? []
      : new aws.athena.NamedQuery(
          `${name}-${id}`,
          {
            name: id,
            description: title,
            workgroup: parent.workgroup.name,
            database: parent.database.name,
            query: typeof sql === "string" ? sql : sql(records),
          },
          { parent },
        ),
  );

// A prepared statement takes no database: whoever executes it chooses one, so that the statement says whose table it means.
const statements = (parent: TrailQuery, name: string) =>
  STATEMENTS.map(
    ({ id, title, sql }) =>
      new aws.athena.PreparedStatement(
        `${name}-${id.replaceAll("_", "-")}`,
        {
          name: id,
          description: title,
          workgroup: parent.workgroup.name,
          queryStatement: sql.replace("FROM ", `FROM ${parent.databaseName}.`),
        },
        { parent },
      ),
  );

function eventDataStore(parent: TrailQuery, name: string, store: EventDataStoreArgs, args: TrailQueryArgs) {
  return new aws.cloudtrail.EventDataStore(
    name,
    {
      name: physicalName(name),
      multiRegionEnabled: true,
      organizationEnabled: args.organization !== undefined,
      billingMode: "EXTENDABLE_RETENTION_PRICING",
      retentionPeriod: store.retentionDays ?? 366,
      terminationProtectionEnabled: true,
      kmsKeyId: store.kmsKeyArn,
      advancedEventSelectors: [
        { name: "Management events", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
      ],
      tags: args.tags,
    },
    { parent, protect: args.protect ?? true },
  );
}

const defaultDatabaseName = (name: string): string => physicalName(name).replaceAll("-", "_");

export function trailQueryProblems(name: string, args: Omit<TrailQueryArgs, "archive" | "kmsKeyArn">): Problem[] {
  const { organization, accountIds, eventDataStore: store, readers, databaseName = defaultDatabaseName(name) } = args;
  return [
    ...organizationProblems(organization),
    ...problem(
      organization !== undefined && accountIds === undefined,
      "accountIds",
      "missing; the tables of an organization have to know the accounts, which its trail does not tell",
    ),
    ...problem(accountIds?.length === 0, "accountIds", "names no account; there would be nothing to ask about"),
    ...(accountIds ?? []).flatMap((id) => accountIdProblems("accountIds", id)),
    ...problem(args.regions?.length === 0, "regions", "names no region; there would be nothing to ask about"),
    ...outside("days", args.days, 1, 36_500, "days"),
    ...problem(
      !/^[a-z0-9_]{1,128}$/.test(databaseName),
      "databaseName",
      `"${databaseName}" is not a name that Athena takes without quotes; expected small letters, digits and underscores`,
    ),
    ...outside("scanLimitGb", args.scanLimitGb, 1, 1_000_000, "gigabytes"),
    ...outside("resultsRetentionDays", args.resultsRetentionDays, 1, Infinity, "days"),
    ...ownStoreProblems("results", name, { accessLogs: args.accessLogs }),
    ...problem(readers?.length === 0, "readers", "names nobody; leave it out where no role is wanted"),
    ...problem(
      readers?.includes("*") ?? false,
      "readers",
      '"*" lets everybody in; expected ARNs of roles, users or accounts',
    ),
    ...problem(
      args.lakeFormation === true && readers === undefined,
      "lakeFormation",
      "grants the readers, and there are none; name them in readers",
    ),
    ...problem(
      readerRoleName(name).length > 64,
      "name",
      `"${name}" makes a role name of ${readerRoleName(name).length} characters; IAM takes 64`,
    ),
    ...problem(
      store !== undefined && store.existingCustomer !== true,
      "eventDataStore",
      "is for accounts that had one before 31 May 2026, when AWS closed CloudTrail Lake to others; leave it out, Athena asks the same events",
    ),
    ...outside("eventDataStore.retentionDays", store?.retentionDays, 7, 3653, "days"),
  ];
}
