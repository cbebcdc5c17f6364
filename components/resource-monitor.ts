import * as aws from "@pulumi/aws";
import { ComponentResource } from "@pulumi/pulumi";
import type { ComponentResourceOptions, CustomResource, Input, Resource } from "@pulumi/pulumi";
import { SEVERITIES, type Severity } from "./alert-routing";
import { locate, type Location } from "./location";
import { ACCOUNT_ALARMS } from "./monitors/account";
import { monthlyUsd, type MonthlyUsd } from "./monthly-cost";
import { loadBalancerOf, MONITORED, monitoredType, traitsOf } from "./monitors";
import { changesProblems, settle, type Settled } from "./monitors/alarm-settings";
import { anomalyBand, singleMetric, type AnomalyArgs } from "./monitors/anomaly";
import { condition, description, metricOf, reading, type AlarmArgs } from "./monitors/metric-alarm";
import type { Provenance } from "./monitors/monitored";
import { muteWindowProblems, Muting, type MuteWindow } from "./monitors/mute";
import { ownAlarm, ownAlarmProblems, type OwnAlarm } from "./monitors/own-alarm";
import { lackingProblems, layersProblems, partOf, plan, planProblems, regionOf } from "./monitors/plan";
import type { Layers, Planned, Watched } from "./monitors/plan";
import { programNameOf, Recorded, typeOf } from "./monitors/recorded";
import { actionsOf, respond, responseProblems } from "./monitors/responses";
import { recoveryAlarm, scalingAlarms, type Recovery, type Scaling } from "./monitors/scaling";
import { atLeast, calm, togetherProblems, type Ringing, type TogetherArgs } from "./monitors/states";
import { undelivered, type Undelivered } from "./undelivered";
import type { WatchOptions } from "./monitors/watch-options";
import { physicalName } from "./names";
import { problem, refuse, type Problem } from "./problems";
import type { AlarmRecipients } from "./trail-detections";

export interface ResourceMonitorArgs extends Layers {
  /** Who hears the alarms, such as an `AlertRouter`. A severity without a topic goes to the least urgent topic that there is. */
  readonly router: AlarmRecipients;
  /** Who hears alarms on CloudFront and Route 53, whose metrics and therefore topics are in us-east-1. @default `router` */
  readonly globalRouter?: AlarmRecipients;
  /** Watches every resource that the program makes after this component, as far as its type is known. @default false */
  readonly auto?: boolean;
  /** A state per resource over all of its alarms, which tells when it is calm again. @default true */
  readonly composite?: boolean;
  /** Times in which alarms ring unheard. @default none */
  readonly muteWindows?: readonly MuteWindow[];
  readonly tags?: Record<string, Input<string>>;
}

/** Alarms on the resources of a stack: which ones and from which value on is read from a table and from the resources themselves. */
export class ResourceMonitor extends ComponentResource {
  /** By name in the program: that of the monitor, the kind of resource, the resource, the alarm. */
  readonly alarms: Record<string, aws.cloudwatch.MetricAlarm> = {};
  readonly states: Record<string, aws.cloudwatch.CompositeAlarm> = {};
  readonly watched: Watched[] = [];

  private readonly name: string;
  private readonly args: ResourceMonitorArgs;
  private readonly at: Location;
  private readonly recorded: Recorded;
  /** Seen, and not watched yet. */
  private found: CustomResource[] = [];
  private readonly muting = new Muting();
  private draw: (() => void)[] = [];
  private scheduled = false;
  private lost: Undelivered | undefined;

  constructor(name: string, args: ResourceMonitorArgs, opts?: ComponentResourceOptions) {
    refuse(`ResourceMonitor "${name}"`, resourceMonitorProblems(args));
    super("trailwatch:monitor:ResourceMonitor", name, {}, opts);
    this.name = name;
    this.args = args;
    this.at = locate(this);
    this.recorded = new Recorded(({ resource }) => this.see(resource));
    this.registerOutputs({});
  }

  /** What the alarms made so far cost by the piece; those on expressions cost more. */
  get estimatedMonthlyUsd(): MonthlyUsd {
    return monthlyUsd({
      alarms: Object.keys(this.alarms).length,
      compositeAlarms: Object.keys(this.states).length,
    });
  }

  /** Makes the alarms of a resource, and returns them by their ids in the table. */
  watch(resource: CustomResource, options: WatchOptions = {}): Record<string, aws.cloudwatch.MetricAlarm> {
    const watched = this.known(resource, options);
    const alarms = plan(watched, this.args, options);
    refuse(this.subject(programNameOf(resource)), [
      ...changesProblems(watched.type, options),
      ...planProblems(watched, alarms, this.watched),
      ...lackingProblems(watched, this.args),
      ...Object.entries(options.responses ?? {}).flatMap(([severity, responses]) =>
        responseProblems(`responses.${severity}`, responses, this.told(severity as Severity, watched).length),
      ),
    ]);
    this.found = this.found.filter((other) => other !== resource);
    this.watched.push(watched);
    const prefix = partOf(this.name, watched);
    const made = alarms.map((alarm) => [`${prefix}-${alarm.row.id}`, this.planned(watched, alarm, options)] as const);
    for (const [severity, responses] of Object.entries(options.responses ?? {})) {
      const ringing = alarms.filter(({ settled }) => settled.severity === severity);
      const alarmNames = ringing.map(({ row }) => physicalName(`${prefix}-${row.id}`));
      if (alarmNames.length > 0)
        respond(
          this,
          `${prefix}-${severity}`,
          this.at,
          { prefix, alarmNames, undelivered: this.undelivered },
          responses,
        );
    }
    if (this.args.composite !== false && alarms.length > 0) {
      const worst = SEVERITIES.find((each) => alarms.some(({ settled }) => settled.severity === each)) ?? "info";
      const { tags } = this.args;
      const alike = { region: regionOf(watched), okActions: this.told(worst, watched), tags };
      this.compose(prefix, calm(prefix, made, alike), made);
    }
    return Object.fromEntries(made.map(([name, alarm]) => [name.slice(prefix.length + 1), alarm]));
  }

  /** Makes the alarms of several resources, with the same options. */
  watchAll(resources: readonly CustomResource[], options: WatchOptions = {}): void {
    for (const resource of resources) this.watch(resource, options);
  }

  /** An alarm on a metric of one's own, such as the response time that a canary measures. */
  alarm(definition: OwnAlarm): aws.cloudwatch.MetricAlarm {
    const { responses = [], tell = true } = definition;
    const { args, settled, provenance } = ownAlarm(definition);
    const told = tell ? this.told(settled.severity) : [];
    refuse(this.subject(definition.name), [
      ...ownAlarmProblems(definition),
      ...responseProblems("responses", responses, told.length),
    ]);
    const name = `${this.name}-${definition.name}`;
    respond(
      this,
      name,
      this.at,
      { prefix: name, alarmNames: [physicalName(name)], undelivered: this.undelivered },
      responses,
    );
    // A window that keeps people from being told must not keep a group from growing.
    if (tell) this.mute(name, undefined);
    return this.make(name, { ...args, alarmActions: [...told, ...actionsOf(responses, this.at)] }, settled, provenance);
  }

  /** Alarms on limits that all resources of the account share in the region. One monitor of an account makes them. */
  watchAccount(): void {
    for (const definition of ACCOUNT_ALARMS) this.alarm(definition);
  }

  /** An alarm on a metric of the table when it leaves the band in which it usually moves, which takes two weeks to learn. */
  anomaly(resource: CustomResource, alarmId: string, args: AnomalyArgs = {}): aws.cloudwatch.MetricAlarm {
    const watched = this.known(resource, args);
    const { type, facts } = watched;
    const row = singleMetric(this.subject(programNameOf(resource)), type, alarmId);
    const settled: Settled = { ...settle(row, "balanced", []), severity: args.severity ?? "info" };
    const name = `${partOf(this.name, watched)}-${alarmId}-anomaly`;
    this.mute(name, regionOf(watched));
    return this.make(
      name,
      {
        ...anomalyBand(metricOf(type, row, resource, facts), row, settled, args),
        alarmDescription: `Unusual. ${description(type, row, programNameOf(resource))}`,
        alarmActions: this.told(settled.severity, watched),
        region: regionOf(watched),
      },
      settled,
      row.provenance,
    );
  }

  /** Rings when the same alarm rings for several resources: one instance that is busy is a day like any other, half of them are not. */
  together(name: string, resources: readonly CustomResource[], args: TogetherArgs): aws.cloudwatch.CompositeAlarm {
    const made = resources.map((resource) => {
      const part = `${partOf(this.name, this.known(resource, {}))}-${args.alarm}`;
      return [part, this.alarms[part]] as const;
    });
    refuse(this.subject(name), togetherProblems(made, args));
    const { severity = "critical" } = args;
    const alike = { alarmActions: this.told(severity), tags: { ...this.args.tags, severity } };
    return this.compose(`${this.name}-${name}`, atLeast(`${this.name}-${name}`, made, args, alike), made);
  }

  /** Lets AWS move an instance off a failed host, or restart one that hangs. */
  recover(instance: aws.ec2.Instance, recovery: Recovery = "recover"): aws.cloudwatch.MetricAlarm {
    return this.alarm(recoveryAlarm(this.at, instance, recovery));
  }

  /** Lets a group grow and shrink with the load of its processors. */
  scale(group: aws.autoscaling.Group, scaling: Scaling): void {
    for (const alarm of scalingAlarms(this, this.name, group, scaling)) this.alarm(alarm);
  }

  /** What was seen and could not be watched yet: target groups that no listener forwards to. */
  get unwatched(): readonly CustomResource[] {
    return this.found;
  }

  /** Calls back once, when everything is watched that the program makes in one go. */
  whenWatched(draw: () => void): void {
    this.draw.push(draw);
    this.later();
  }

  private subject(what: string): string {
    return `ResourceMonitor "${this.name}", ${what}`;
  }

  private known(resource: CustomResource, options: WatchOptions): Watched {
    const type = monitoredType(resource);
    if (type === undefined) {
      const message = `${typeOf(resource)} is not in the table; there are ${MONITORED.map((row) => row.type).join(", ")}`;
      refuse(this.subject(programNameOf(resource)), problem(true, "resource", message));
      throw new RangeError(message);
    }
    const { accountId, region } = this.at;
    const traits = new Set([...traitsOf(type, resource, this.recorded), ...(options.traits ?? [])]);
    const loadBalancer = options.loadBalancer ?? (type.lacks && loadBalancerOf(resource, this.recorded));
    return { type, resource, facts: { traits, loadBalancer, accountId, region } };
  }

  private told(severity: Severity, watched?: Watched): Input<string>[] {
    const { router, globalRouter = router } = this.args;
    const recipients = watched && regionOf(watched) ? globalRouter : router;
    const heard = recipients.severities.includes(severity) ? severity : recipients.severities.at(-1);
    return recipients.actionsFor(heard ?? severity);
  }

  private planned(watched: Watched, { row, settled }: Planned, options: WatchOptions) {
    const { type, resource, facts } = watched;
    const responses = options.responses?.[settled.severity] ?? [];
    const name = `${partOf(this.name, watched)}-${row.id}`;
    this.mute(name, regionOf(watched));
    return this.make(
      name,
      {
        ...reading(type, row, resource, facts, settled),
        ...condition(row, settled, settled.threshold ?? row.derive?.(resource, facts) ?? 0),
        alarmDescription: description(type, row, programNameOf(resource)),
        alarmActions: [...this.told(settled.severity, watched), ...actionsOf(responses, this.at)],
        region: regionOf(watched),
      },
      settled,
      row.provenance,
    );
  }

  private make(name: string, args: AlarmArgs, { severity }: Settled, provenance: Provenance) {
    const tags = { ...this.args.tags, severity, provenance };
    const alarm = new aws.cloudwatch.MetricAlarm(name, { name: physicalName(name), ...args, tags }, { parent: this });
    this.alarms[name] = alarm;
    return alarm;
  }

  private compose(name: string, args: aws.cloudwatch.CompositeAlarmArgs, over: Ringing) {
    const dependsOn = over.map(([, alarm]) => alarm);
    const state = new aws.cloudwatch.CompositeAlarm(name, args, { parent: this, dependsOn });
    this.states[name] = state;
    this.mute(name, args.region);
    return state;
  }

  private mute(name: string, region: Input<string | undefined>): void {
    this.muting.add(physicalName(name), region);
    if (this.args.muteWindows?.length) this.later();
  }

  /** One queue for all documents that alarms start, and an alarm on it. */
  private readonly undelivered = (): Undelivered => {
    if (this.lost) return this.lost;
    this.lost = undelivered(this, `${this.name}-undelivered`, this.at);
    this.watch(this.lost.queue, { traits: ["dead-letter"] });
    return this.lost;
  };

  private see(resource: Resource): void {
    if (!this.args.auto || monitoredType(resource) === undefined) return;
    this.found.push(resource as CustomResource);
    this.later();
  }

  /** Once the program gives way: what it made in one go is complete then, and what listeners forward to is known. */
  private later(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    queueMicrotask(() => {
      for (const resource of [...this.found])
        if (lackingProblems(this.known(resource, {}), this.args).length === 0) this.watch(resource);
      this.muting.make(this, this.name, this.args.muteWindows ?? []);
      for (const draw of this.draw.splice(0)) draw();
      this.scheduled = false;
    });
  }
}

export const resourceMonitorProblems = (args: Omit<ResourceMonitorArgs, "router">): Problem[] => [
  ...layersProblems(args),
  ...muteWindowProblems(args.muteWindows ?? []),
];
