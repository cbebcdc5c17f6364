import * as aws from "@pulumi/aws";
import { ComponentResource, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import { physicalName } from "./names";
import { problem, refuse } from "./problems";

export interface ApplicationInsightsArgs {
  /** Tags that the resources of the application carry, each with its values. */
  readonly resources: Readonly<Record<string, readonly string[]>>;
  /** Topic that hears of the items that are opened for problems; the key of an encrypted one has to let Systems Manager in. @default none */
  readonly topicArn?: Input<string>;
  readonly tags?: Record<string, Input<string>>;
}

/** CloudWatch Application Insights over what carries some tags: it sets up alarms by itself and opens an item for each problem. */
export class ApplicationInsights extends ComponentResource {
  readonly group: aws.resourcegroups.Group;
  readonly application: aws.applicationinsights.Application;

  constructor(name: string, { resources, topicArn, tags }: ApplicationInsightsArgs, opts?: ComponentResourceOptions) {
    const filters = Object.entries(resources).map(([Key, Values]) => ({ Key, Values }));
    refuse(`ApplicationInsights "${name}"`, [
      ...problem(
        filters.length === 0,
        "resources",
        "names no tag; every resource of the account would be the application",
      ),
      ...filters.flatMap(({ Key, Values }) =>
        problem(Values.length === 0, "resources", `gives the tag ${Key} no value; expected those of the application`),
      ),
    ]);
    super("trailwatch:monitor:ApplicationInsights", name, {}, opts);

    this.group = new aws.resourcegroups.Group(
      name,
      {
        name: physicalName(name),
        resourceQuery: {
          query: JSON.stringify({ ResourceTypeFilters: ["AWS::AllSupported"], TagFilters: filters }),
        },
        tags,
      },
      { parent: this },
    );
    this.application = new aws.applicationinsights.Application(
      name,
      {
        resourceGroupName: this.group.name,
        autoConfigEnabled: true,
        cweMonitorEnabled: true,
        opsCenterEnabled: true,
        opsItemSnsTopicArn: topicArn,
        tags,
      },
      { parent: this },
    );
    this.registerOutputs({ applicationArn: this.application.arn });
  }
}
