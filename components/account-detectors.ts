import type * as aws from "@pulumi/aws";
import { ComponentResource, type ComponentResourceOptions, type Input } from "@pulumi/pulumi";
import { aggregator, configRole, recording, rules, type ConfigRecording, type Recording } from "./config-recording";
import { flowLogs, type FlowLogArgs, type FlowLogs } from "./flow-logs";
import { accountIdProblems, locate, organizationProblems, type Location, type Organization } from "./location";
import { LogStore, logStoreProblems } from "./log-store";
import { inRegion, placesOf, type Existing, type Place } from "./places";
import { outside, problem, refuse, within, type Problem } from "./problems";
import { logRetentionProblems } from "./retention";
import {
  analyzer,
  findingAggregator,
  GUARDDUTY_PLANS,
  SECURITY_STANDARDS,
  securityHub,
  threatDetector,
  type GuardDutyArgs,
  type SecurityHub,
  type SecurityHubArgs,
  type ThreatDetector,
} from "./threat-detectors";

export interface AccountDetectorsArgs {
  /** Regions besides the home region. @default those that every account of the partition has */
  readonly regions?: readonly string[];
  /** The organization that is watched from here. @default this account only */
  readonly organization?: Organization;
  /** AWS Config in every region. @default on; `false` for none */
  readonly config?: ConfigRecording | false;
  /** GuardDuty in every region. @default on; `false` for none */
  readonly guardDuty?: GuardDutyArgs | false;
  /** Security Hub in every region; most of its checks need AWS Config. @default on; `false` for none */
  readonly securityHub?: SecurityHubArgs | false;
  /** IAM Access Analyzer in every region, for access from outside of the account or of the organization. @default ACCOUNT */
  readonly accessAnalyzer?: "ACCOUNT" | "ORGANIZATION" | false;
  /** Flow logs of VPCs. @default none */
  readonly flowLogs?: FlowLogArgs;
  /** What the account has already and is to be taken over; its settings have to be those asked for here. @default nothing */
  readonly adopt?: readonly Existing[];
  /** Key of the log group for flow logs, needed with `flowLogs.vpcIds`. */
  readonly kmsKeyArn?: Input<string>;
  /** Refuses to delete or replace store and log group. @default true */
  readonly protect?: boolean;
  readonly tags?: Record<string, Input<string>>;
}

/** What is made in one region. */
export interface RegionalDetectors {
  readonly recording: Recording | undefined;
  readonly guardDuty: ThreatDetector | undefined;
  readonly securityHub: SecurityHub | undefined;
  readonly analyzer: aws.accessanalyzer.Analyzer | undefined;
}

/** The services of AWS that watch an account beside its trail, in every region, brought together in the home region. */
export class AccountDetectors extends ComponentResource {
  readonly store: LogStore | undefined;
  readonly configRole: aws.iam.ServiceLinkedRole | undefined;
  /** Per region; the home region is called `home`. */
  readonly regions: Readonly<Record<string, RegionalDetectors>>;
  readonly rules: aws.cfg.Rule[];
  readonly aggregator: aws.cfg.ConfigurationAggregator | undefined;
  readonly findings: aws.securityhub.FindingAggregator | undefined;
  readonly flowLogs: FlowLogs | undefined;

  constructor(name: string, args: AccountDetectorsArgs = {}, opts?: ComponentResourceOptions) {
    refuse(`AccountDetectors "${name}"`, accountDetectorsProblems(name, args));
    super("trailwatch:baseline:AccountDetectors", name, {}, opts);
    const at = locate(this);
    const places = placesOf(args.regions);
    const { config = {}, protect, tags, kmsKeyArn } = args;

    this.store = config === false || config.bucketName !== undefined ? undefined : store(this, name, config, args);
    this.configRole = config === false ? undefined : configRole(this, name, config);
    this.regions = Object.fromEntries(
      places.map((place) => [place.region ?? "home", regional(this, name, at, place, args)]),
    );
    const { home } = this.regions;
    this.rules = config && home.recording ? rules(this, name, home.recording, config) : [];
    this.aggregator = config ? aggregator(this, name, at, config, args.organization) : undefined;
    this.findings = home.securityHub && places.length > 1 ? findingAggregator(this, name, home.securityHub) : undefined;
    this.flowLogs = args.flowLogs && flowLogs({ parent: this, name, at, kmsKeyArn, protect, tags }, args.flowLogs);

    this.registerOutputs({ aggregatorArn: this.aggregator?.arn });
  }
}

function store(
  parent: AccountDetectors,
  name: string,
  config: ConfigRecording,
  { protect, tags }: AccountDetectorsArgs,
) {
  const { retentionDays = 2557 } = config;
  return new LogStore(`${name}-config`, { writers: ["config"], retentionDays, protect, tags }, { parent });
}

function regional(
  parent: AccountDetectors,
  name: string,
  at: Location,
  place: Place,
  { config = {}, guardDuty = {}, securityHub: hub = {}, accessAnalyzer = "ACCOUNT", adopt = [] }: AccountDetectorsArgs,
): RegionalDetectors {
  const { isHome } = inRegion(name, place);
  const existing = adopt.find(({ region }) => (region === undefined ? isHome : region === place.region)) ?? {};
  const made = config ? recording(parent, name, at, place, existing, config, historyOf(parent, config)) : undefined;
  return {
    recording: made,
    guardDuty: guardDuty ? threatDetector(parent, name, place, existing, guardDuty) : undefined,
    securityHub: hub ? securityHub(parent, name, at, place, existing, hub, made ? [made.status] : []) : undefined,
    analyzer: accessAnalyzer ? analyzer(parent, name, place, existing, accessAnalyzer) : undefined,
  };
}

const historyOf = ({ store }: AccountDetectors, { bucketName = "" }: ConfigRecording) => ({
  bucketName: store?.bucketName ?? bucketName,
  ready: store?.ready ?? [],
});

export function accountDetectorsProblems(name: string, args: AccountDetectorsArgs): Problem[] {
  const { config = {}, guardDuty = {}, securityHub: hub = {}, organization, adopt = [], flowLogs: flows } = args;
  const known = placesOf(args.regions).map(({ region }) => region);
  const ownStore = config !== false && config.bucketName === undefined;
  return [
    ...organizationProblems(organization),
    ...problem(
      config === false && hub !== false,
      "securityHub",
      "needs AWS Config, which most of its checks are rules of; leave config on, or set securityHub to false",
    ),
    ...(config === false ? [] : outside("config.retentionDays", config.retentionDays, 1, Infinity, "days")),
    ...(ownStore ? within("config", logStoreProblems(`${name}-config`, {})) : []),
    ...problem(
      config !== false && config.bucketName !== undefined && config.retentionDays !== undefined,
      "config.retentionDays",
      "is of the store that is made here, and bucketName names another; leave one of them out",
    ),
    ...problem(
      config !== false && config.aggregator === "organization" && organization === undefined,
      "config.aggregator",
      "takes in an organization, and none is given; set organization",
    ),
    ...problem(
      args.accessAnalyzer === "ORGANIZATION" && organization === undefined,
      "accessAnalyzer",
      "looks at an organization, and none is given; set organization",
    ),
    ...(guardDuty === false ? [] : strangers("guardDuty.plans", guardDuty.plans, GUARDDUTY_PLANS)),
    ...(hub === false ? [] : strangers("securityHub.standards", hub.standards, SECURITY_STANDARDS)),
    ...problem(
      hub !== false && hub.standards?.length === 0,
      "securityHub.standards",
      "names no standard; Security Hub would collect findings of others and make none",
    ),
    ...problem(
      flows !== undefined && !flows.everyVpc && (flows.vpcIds ?? []).length === 0,
      "flowLogs",
      "names no VPC; give vpcIds, or set everyVpc to true",
    ),
    ...problem(
      flows?.everyVpc === true && (flows.vpcIds ?? []).length > 0,
      "flowLogs",
      "would record the VPCs of vpcIds twice, since everyVpc records them too; leave one of them out",
    ),
    ...problem(
      (flows?.vpcIds ?? []).length > 0 && args.kmsKeyArn === undefined,
      "kmsKeyArn",
      "missing; the flow logs would be encrypted with a key that everybody in the account may use",
    ),
    ...logRetentionProblems("flowLogs.retentionInDays", flows?.retentionInDays),
    ...adopt.flatMap(({ region, securityHubAccountId }) => [
      ...problem(
        region !== undefined && !known.includes(region),
        "adopt",
        `names ${region}, where nothing is made; leave the region out for the home region, or add it to regions`,
      ),
      ...accountIdProblems("adopt.securityHubAccountId", securityHubAccountId),
    ]),
  ];
}

const strangers = (setting: string, given: readonly string[] = [], known: readonly string[]): Problem[] =>
  given.flatMap((each) => problem(!known.includes(each), setting, `"${each}" is none; expected ${known.join(", ")}`));
