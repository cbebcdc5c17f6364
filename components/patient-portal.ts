import type * as aws from "@pulumi/aws";
import { ComponentResource, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import { locate } from "./location";
import type { PortalContext } from "./patient-portal/context";
import { database } from "./patient-portal/database";
import { portalKey } from "./patient-portal/key";
import { network } from "./patient-portal/network";
import { records, type Records } from "./patient-portal/records";
import { reminders } from "./patient-portal/reminders";
import { frontDoor, service } from "./patient-portal/service";
import type { LogRetentionDays } from "./retention";

export interface PatientPortalArgs {
  /** Certificate of the name that patients type, in the region deployed to. */
  readonly certificateArn: Input<string>;
  /** Image of the portal. */
  readonly image: Input<string>;
  /** Image of the function that reminds patients of appointments. */
  readonly remindersImage: Input<string>;
  /** Who hears of failovers and failures of the database. */
  readonly databaseEmail: Input<string>;
  /** Name of the bucket of the records. @default name and stack, account and region */
  readonly recordsBucketName?: string;
  /** Days that logs of every kind are kept, and what was overwritten. @default 2192, six years */
  readonly logRetentionDays?: LogRetentionDays;
  /** Refuses to delete or replace what holds data. @default true */
  readonly protect?: boolean;
  readonly tags?: Record<string, Input<string>>;
}

/** An example of what is watched: a portal for patients, each part of it logged and traced. Its alarms are a `ResourceMonitor`'s. */
export class PatientPortal extends ComponentResource {
  readonly key: aws.kms.Key;
  readonly records: Records;
  readonly database: aws.rds.Instance;
  readonly service: aws.ecs.Service;
  readonly loadBalancer: aws.lb.LoadBalancer;
  readonly reminders: aws.lambda.Function;

  constructor(name: string, args: PatientPortalArgs, opts?: ComponentResourceOptions) {
    super("trailwatch:example:PatientPortal", name, {}, opts);
    const within = { parent: this, name, at: locate(this), protect: args.protect ?? true, tags: args.tags };
    this.key = portalKey(within);
    // 45 CFR 164.316(b)(2)(i): six years.
    const retentionInDays = args.logRetentionDays ?? 2192;
    const context: PortalContext = { ...within, kmsKeyArn: this.key.arn, retentionInDays };

    const net = network(context);
    this.records = records(context, args.recordsBucketName);
    this.database = database(context, net, args.databaseEmail);
    const door = frontDoor(context, net, args.certificateArn);
    this.loadBalancer = door.loadBalancer;
    this.service = service(context, net, door, this.records, args.image);
    this.reminders = reminders(context, this.records, args.remindersImage);

    this.registerOutputs({ recordsBucket: this.records.bucketName, address: this.loadBalancer.dnsName });
  }
}
