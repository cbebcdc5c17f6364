import { ComponentResource, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import { AccountDetectors, accountDetectorsProblems, type AccountDetectorsArgs } from "./account-detectors";
import { AlertRouter } from "./alert-router";
import { alertRouterProblems, resolveSeverities, type AlertRoutes } from "./alert-routing";
import { AuditKey, auditKeyProblems, type AuditKeyArgs } from "./audit-key";
import { AuditTrail, trailSettingsProblems, type TrailSettings } from "./audit-trail";
import { detectionChoiceProblems, type DetectionChoice } from "./detection-choice";
import { flowLogsName } from "./flow-logs";
import type { Organization, TrailOrigin } from "./location";
import { LogArchive, logArchiveProblems, type ArchiveSettings } from "./log-archive";
import { defaultLogGroupName } from "./managed-log-group";
import { together, type MonthlyUsd } from "./monthly-cost";
import { physicalName } from "./names";
import { problem, refuse, within, type Problem } from "./problems";
import { PROFILE_NAMES, PROFILES, type Profile, type ProfileSettings } from "./profiles";
import { ResourceMonitor, resourceMonitorProblems, type ResourceMonitorArgs } from "./resource-monitor";
import { TrailDetections } from "./trail-detections";
import { TrailQuery, trailQueryProblems, type TrailQueryArgs } from "./trail-query";

/** Decided by the baseline for all parts at once. */
type Shared = keyof TrailOrigin | "organization" | "kmsKeyArn" | "protect" | "tags";

export interface AccountBaselineArgs {
  /** Who hears what. Every severity needs somebody. */
  readonly alerts: AlertRoutes;
  /** The standard that sets the retention numbers. @default cis */
  readonly profile?: Profile;
  /** Name of the trail. @default name and stack */
  readonly trailName?: string;
  /** Records every account of an organization. @default this account only */
  readonly organization?: Organization;
  /** Trails that may deliver besides this one, while it is being renamed or moved. @default none */
  readonly extraTrailArns?: Input<string>[];
  /** Refuses to delete or replace key, buckets, trail and log group. @default true */
  readonly protect?: boolean;
  readonly tags?: Record<string, Input<string>>;

  /** Changes to the key. `logGroupNames` are log groups that may use it besides the trail's. */
  readonly key?: Omit<AuditKeyArgs, Shared | "alarmTopics" | "deliveryTopic">;
  /** Changes to the archive; they win over the profile. */
  readonly archive?: Omit<ArchiveSettings, Shared>;
  /** Changes to the trail; they win over the profile. */
  readonly trail?: Omit<TrailSettings, Shared | "trailName">;
  /** Changes to the detections. */
  readonly detections?: DetectionChoice;
  /** Asks the archive in SQL; `{}` is enough for an account by itself. @default none */
  readonly query?: Omit<TrailQueryArgs, "archive" | "organization" | "kmsKeyArn" | "protect" | "tags">;
  /** The services that watch the account, in every region; `{}` is enough. Billed by what they look at. @default none */
  readonly detectors?: Omit<AccountDetectorsArgs, "organization" | "kmsKeyArn" | "protect" | "tags">;
  /** Watches what the program makes after the baseline, unless `auto` is `false`; `{}` is enough. @default none */
  readonly monitor?: Omit<ResourceMonitorArgs, "router" | "tags">;
}

/** Audit logging of one account: a key, topics, an archive, a trail, and the alarms on what the trail records. */
export class AccountBaseline extends ComponentResource {
  readonly key: AuditKey;
  readonly alerts: AlertRouter;
  readonly archive: LogArchive;
  readonly trail: AuditTrail;
  readonly detections: TrailDetections;
  readonly query: TrailQuery | undefined;
  readonly detectors: AccountDetectors | undefined;
  readonly monitor: ResourceMonitor | undefined;

  constructor(name: string, args: AccountBaselineArgs, opts?: ComponentResourceOptions) {
    refuse(`AccountBaseline "${name}"`, accountBaselineProblems(name, args));
    super("trailwatch:baseline:AccountBaseline", name, {}, opts);
    const parts = resolve(name, args);
    const within = { parent: this };

    this.key = new AuditKey(`${name}-key`, parts.key, within);
    const kmsKeyArn = this.key.arn;
    this.alerts = new AlertRouter(`${name}-alerts`, { ...parts.alerts, kmsKeyArn }, within);
    const told = { alarmActions: this.alerts.actionsFor("critical") };
    const replication = parts.archive.replication && { ...told, ...parts.archive.replication };
    this.archive = new LogArchive(`${name}-archive`, { ...parts.archive, replication, kmsKeyArn }, within);
    this.trail = new AuditTrail(`${name}-trail`, { ...parts.trail, ...told, archive: this.archive, kmsKeyArn }, within);
    this.detections = new TrailDetections(
      `${name}-detections`,
      {
        ...parts.detections,
        logGroupName: this.trail.logGroup.logGroupName,
        router: this.alerts,
        guarded: { prefix: name, trailName: parts.trail.trailName, bucketName: this.archive.bucketName },
      },
      within,
    );
    this.query =
      parts.query && new TrailQuery(`${name}-ask`, { ...parts.query, archive: this.archive, kmsKeyArn }, within);
    this.detectors = parts.detectors && new AccountDetectors(name, { ...parts.detectors, kmsKeyArn }, within);
    this.monitor =
      parts.monitor && new ResourceMonitor(`${name}-monitor`, { ...parts.monitor, router: this.alerts }, within);

    this.registerOutputs({ trailArn: this.trail.trailArn, bucketName: this.archive.bucketName });
  }

  /** What it costs by the piece, without what is billed by volume. */
  get estimatedMonthlyUsd(): MonthlyUsd {
    const parts = [this.key, this.alerts, this.trail, this.detections, ...(this.monitor ? [this.monitor] : [])];
    return together(parts.map((part) => part.estimatedMonthlyUsd));
  }
}

/** The arguments of each part: shared ones, then those of the profile, then what was asked for. */
function resolve(name: string, args: AccountBaselineArgs) {
  const { organization, extraTrailArns, protect, tags } = args;
  const profile: ProfileSettings = PROFILES[args.profile ?? "cis"];
  const trailName = args.trailName ?? physicalName(name);
  const logGroupName = args.trail?.logGroupName ?? defaultLogGroupName(`${name}-trail`);
  const origin: TrailOrigin = { trailNames: [trailName], organization, extraTrailArns };
  const archive = { ...profile.archive, ...given(args.archive), ...origin, protect, tags };
  return {
    key: {
      ...args.key,
      ...origin,
      logGroupNames: [logGroupName, ...ownLogGroups(name, args)],
      deliveryTopic: args.trail?.deliveryTopic,
      protect,
      tags,
    },
    alerts: { ...args.alerts, tags },
    archive,
    trail: { ...profile.trail, ...given(args.trail), trailName, logGroupName, organization, protect, tags },
    detections: { ...args.detections, tags },
    query: args.query && { days: archive.retentionDays, ...given(args.query), organization, protect, tags },
    detectors: args.detectors && { ...args.detectors, organization, protect, tags },
    monitor: args.monitor && { auto: true, ...given(args.monitor), tags },
  };
}

/** Log groups besides that of the trail which the key has to let in. */
const ownLogGroups = (name: string, { key, detectors }: AccountBaselineArgs): string[] => [
  ...(detectors?.flowLogs?.vpcIds ? [defaultLogGroupName(flowLogsName(name))] : []),
  ...(key?.logGroupNames ?? []),
];

/** Without what was passed as `undefined`, which asks for nothing and must not hide the profile. */
const given = <T extends object>(changes: T | undefined): Partial<T> =>
  Object.fromEntries(Object.entries(changes ?? {}).filter(([, value]) => value !== undefined)) as Partial<T>;

export function accountBaselineProblems(name: string, args: AccountBaselineArgs): Problem[] {
  // Types keep it from being left out; a program in JavaScript has none.
  if ((args as Partial<AccountBaselineArgs> | undefined)?.alerts === undefined)
    return problem(true, "alerts", 'missing; alarms would tell nobody (such as { email: ["oncall@example.com"] })');
  const { profile = "cis" } = args;
  if (!Object.hasOwn(PROFILES, profile)) {
    const unknown = `"${profile}" is not a profile; expected ${PROFILE_NAMES.join(", ")}`;
    return [...problem(true, "profile", unknown), ...accountBaselineProblems(name, { ...args, profile: "cis" })];
  }
  const parts = resolve(name, args);
  const severities = resolveSeverities(args.alerts);
  const perPart = [
    ...within("key", auditKeyProblems(parts.key)),
    ...within("alerts", alertRouterProblems(args.alerts)),
    ...problem(
      !severities.includes("critical"),
      "alerts.severities",
      "lacks critical, which rings when the trail falls silent",
    ),
    ...within("archive", logArchiveProblems(`${name}-archive`, parts.archive)),
    ...within("trail", trailSettingsProblems(`${name}-trail`, parts.trail, 2)),
    ...within("detections", detectionChoiceProblems(parts.detections, severities)),
    ...(parts.query ? within("query", trailQueryProblems(`${name}-ask`, parts.query)) : []),
    // The baseline has a key for flow logs.
    ...(parts.detectors
      ? within("detectors", accountDetectorsProblems(name, { ...parts.detectors, kmsKeyArn: "" }))
      : []),
    ...(parts.monitor ? within("monitor", resourceMonitorProblems(parts.monitor)) : []),
  ];
  return once(perPart.map(({ setting, message }) => ({ setting: ownName(setting), message })));
}

/** Key, archive and trail check the shared arguments each; whoever wrote them wrote them once. */
const ownName = (setting: string): string =>
  setting.replace(
    /^(key|archive|trail|query|detectors)\.(trailNames?|organization|extraTrailArns|name)\b/,
    (_, _part, argument: string) => (argument === "trailNames" ? "trailName" : argument),
  );

const once = (problems: Problem[]): Problem[] => [
  ...new Map(problems.map((found) => [`${found.setting} ${found.message}`, found])).values(),
];
