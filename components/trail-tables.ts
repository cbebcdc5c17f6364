import * as aws from "@pulumi/aws";
import { interpolate, type Input, type Output } from "@pulumi/pulumi";
import { deliveryRoot } from "./archive-access";
import type { Location, Organization } from "./location";
import { regionsBeside } from "./regions";
import type { TrailQuery } from "./trail-query";

/** Tables over what a trail delivers. Nothing is copied: Athena reads the log files where they are. */

/**
 * The columns that AWS gives the table of CloudTrail's logs; `simulate --sql athena` asks for them by these names.
 * https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table.html
 */
const LOG_COLUMNS = {
  eventversion: "string",
  useridentity:
    "struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string," +
    "username:string,onbehalfof:struct<userid:string,identitystorearn:string>," +
    "sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>," +
    "sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>," +
    "ec2roledelivery:string,webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>>>",
  eventtime: "string",
  eventsource: "string",
  eventname: "string",
  awsregion: "string",
  sourceipaddress: "string",
  useragent: "string",
  errorcode: "string",
  errormessage: "string",
  requestparameters: "string",
  responseelements: "string",
  additionaleventdata: "string",
  requestid: "string",
  eventid: "string",
  readonly: "string",
  resources: "array<struct<arn:string,accountid:string,type:string>>",
  eventtype: "string",
  apiversion: "string",
  recipientaccountid: "string",
  serviceeventdetails: "string",
  sharedeventid: "string",
  vpcendpointid: "string",
  vpcendpointaccountid: "string",
  eventcategory: "string",
  addendum: "struct<reason:string,updatedfields:string,originalrequestid:string,originaleventid:string>",
  sessioncredentialfromconsole: "string",
  edgedevicedetails: "string",
  tlsdetails: "struct<tlsversion:string,ciphersuite:string,clientprovidedhostheader:string>",
};

// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents-insights.html
const INSIGHT_COLUMNS = {
  eventversion: "string",
  eventtime: "string",
  awsregion: "string",
  eventid: "string",
  eventtype: "string",
  recipientaccountid: "string",
  sharedeventid: "string",
  eventcategory: "string",
  insightdetails:
    "struct<state:string,eventsource:string,eventname:string,insighttype:string,errorcode:string," +
    "insightcontext:struct<statistics:struct<baseline:struct<average:double>,insight:struct<average:double>," +
    "insightduration:int,baselineduration:int>,attributions:array<struct<attribute:string," +
    "insight:array<struct<value:string,average:double>>,baseline:array<struct<value:string,average:double>>>>>>",
};

const RECORDS = {
  inputFormat: "com.amazon.emr.cloudtrail.CloudTrailInputFormat",
  serde: "org.apache.hive.hcatalog.data.JsonSerDe",
};

const TABLES = {
  cloudtrail_logs: { folder: "CloudTrail", columns: LOG_COLUMNS, ...RECORDS },
  cloudtrail_insights: { folder: "CloudTrail-Insight", columns: INSIGHT_COLUMNS, ...RECORDS },
  // A signature is a document per file and no list of records: its lines are kept as they are, and "$path" tells whose it is.
  cloudtrail_digests: {
    folder: "CloudTrail-Digest",
    columns: { line: "string" },
    inputFormat: "org.apache.hadoop.mapred.TextInputFormat",
    serde: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
  },
};

export type TrailTableName = keyof typeof TABLES;

/** What a table is divided by: a query that names accounts, regions and days reads no others. */
export const PARTITIONS = ["account", "region", "day"] as const;

export interface TableScope {
  readonly bucketName: Input<string>;
  readonly keyPrefix?: string;
  readonly organization?: Organization;
  readonly accountIds?: readonly string[];
  readonly regions?: readonly string[];
  readonly days: number;
}

export function trailTable(parent: TrailQuery, name: string, table: TrailTableName, at: Location, scope: TableScope) {
  const { folder, columns, inputFormat, serde } = TABLES[table];
  const accounts = scope.accountIds?.join(",") ?? at.accountId;
  const regions = scope.regions?.join(",") ?? at.region.apply((home) => regionsBeside(home).join(","));
  const root = rootOf(scope);
  return new aws.glue.CatalogTable(
    `${name}-${table.replaceAll("_", "-")}`,
    {
      name: table,
      databaseName: parent.database.name,
      tableType: "EXTERNAL_TABLE",
      partitionKeys: PARTITIONS.map((key) => ({ name: key, type: "string" })),
      // Partitions are worked out from the query instead of being listed in Glue: none is ever missing, and no crawler runs.
      // https://docs.aws.amazon.com/athena/latest/ug/partition-projection.html
      parameters: {
        EXTERNAL: "TRUE",
        "projection.enabled": "true",
        "projection.account.type": "enum",
        "projection.account.values": accounts,
        "projection.region.type": "enum",
        "projection.region.values": regions,
        "projection.day.type": "date",
        "projection.day.format": "yyyy/MM/dd",
        "projection.day.range": `NOW-${scope.days}DAYS,NOW`,
        "projection.day.interval": "1",
        "projection.day.interval.unit": "DAYS",
        "storage.location.template": interpolate`${root}${partitionOf(folder)}`,
      },
      storageDescriptor: {
        location: interpolate`${root}/`,
        columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
        inputFormat,
        outputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        serDeInfo: { serializationLibrary: serde },
      },
    },
    { parent },
  );
}

/** What Athena puts accounts, regions and days into. */
const partitionOf = (folder: string): string => "/${account}/" + folder + "/${region}/${day}";

/** Above the folders of the accounts, which an organization trail puts below the organization. */
const rootOf = ({ bucketName, keyPrefix, organization }: TableScope): Output<string> =>
  interpolate`s3://${bucketName}/${deliveryRoot(keyPrefix)}${organization ? `/${organization.id}` : ""}`;
