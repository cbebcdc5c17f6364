import type { Input, Resource } from "@pulumi/pulumi";
import type { Location } from "../location";
import type { LogRetentionDays } from "../retention";

/** What every part of the portal is made with. */
export interface PortalContext {
  readonly parent: Resource;
  readonly name: string;
  readonly at: Location;
  readonly kmsKeyArn: Input<string>;
  /** Days that logs of every kind are kept. */
  readonly retentionInDays: LogRetentionDays;
  /** Refuses to delete or replace what holds data. */
  readonly protect: boolean;
  readonly tags: Record<string, Input<string>> | undefined;
}
