import { acts } from "../alarms/actions";
import { archiveOf } from "../archive/archive";
import { deliveredPrefix } from "../archive/delivery";
import { currentDays, noncurrentDays, touches } from "../archive/lifecycle";
import {
  LIFECYCLE,
  lockedDays,
  OBJECT_LOCK,
  PUBLIC_ACCESS,
  settingsOf,
  VERSIONING,
  type FoundSetting,
} from "../archive/settings";
import type { Graph } from "../graph/graph";
import type { Kind, Resource } from "../graph/resource";
import { isDisabled } from "../keys/key-use";
import { namesKey } from "../keys/named-key";
import { Trail, type TrailProps } from "../kinds/cloudtrail";
import { EventRule, LogGroup, MetricAlarm, type LogGroupProps } from "../kinds/cloudwatch";
import { Key } from "../kinds/kms";
import { Topic } from "../kinds/sns";
import { dataEventTypes, managementSelectors } from "../trail/management-events";
import { isAuditAlarm, isAuditRule } from "./audit";

/** One property of what audits, as a measure: more is stronger, 0 is nothing that could be lost. */
export interface Aspect<P> {
  property: string;
  measure(resource: Resource<P>, graph: Graph): number;
  /** A loss that is nobody's: a limit of a year or more where nobody had set one. */
  accepts?(was: number, now: number): boolean;
  /** What is wrong now: lower case. */
  says(was: number, now: number): string;
}

const row = <P>(kind: Kind<P>, ...aspects: Aspect<P>[]) =>
  ({ kind, aspects }) as unknown as { kind: Kind<never>; aspects: Aspect<never>[] };
const firstLimit = (was: number, now: number): boolean => was === Infinity && now >= 365;
const days = (n: number): string => (n === Infinity ? "for ever" : `${n} days`);

/** A switch: it is on, or nothing that could be lost. */
const on = <P>(property: string, isOn: (resource: Resource<P>, graph: Graph) => boolean, off: string): Aspect<P> => ({
  property,
  measure: (resource, graph) => Number(isOn(resource, graph)),
  says: () => off,
});

const encrypted = (property: string): Aspect<object> =>
  on(
    property,
    (resource, graph) => namesKey(resource as Resource<unknown>, property, graph),
    "no longer encrypted with a key of the account",
  );

const least = (values: readonly number[]): number => Math.min(Infinity, ...values);
const setOf = <T>(settings: readonly FoundSetting<T>[]): (T | undefined)[] => settings.map(({ read }) => read());

/** Days after which a log file that the trail delivers is gone, deleted versions included. */
function keptDays(trail: Resource<TrailProps>, graph: Graph): number {
  const delivered = deliveredPrefix(trail, graph);
  const rules = setOf(settingsOf(LIFECYCLE, archiveOf(trail, graph), graph)).flatMap((given) => given ?? []);
  return least(
    rules.filter((rule) => touches(rule, delivered)).flatMap((rule) => [currentDays(rule), noncurrentDays(rule)]),
  );
}

const FLAGS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

/** How many of the management events a trail records: reads and writes count apart, each event source left out a little. */
function managementEvents(trail: Resource<TrailProps>): number {
  const selectors = managementSelectors(trail).filter(({ picksBy }) => picksBy.length === 0);
  const half = (relevant: typeof selectors): number =>
    relevant.length === 0 ? 0 : 1 - least(relevant.map(({ excludes }) => excludes.length)) / 1000;
  return half(selectors.filter(({ reads }) => reads)) + half(selectors.filter(({ writes }) => writes));
}

/** What a change must not make weaker, by the kind of resource. */
export const aspects = [
  row<TrailProps>(
    Trail,
    on("enableLogging", ({ props }) => props.enableLogging !== false, "logging is switched off"),
    on(
      "enableLogFileValidation",
      ({ props }) => props.enableLogFileValidation === true,
      "log file validation is switched off",
    ),
    on("isMultiRegionTrail", ({ props }) => props.isMultiRegionTrail === true, "no longer covers every region"),
    on("isOrganizationTrail", ({ props }) => props.isOrganizationTrail === true, "no longer covers the organization"),
    on(
      "includeGlobalServiceEvents",
      ({ props }) => props.includeGlobalServiceEvents !== false,
      "events of global services are left out",
    ),
    encrypted("kmsKeyId") as Aspect<TrailProps>,
    on(
      "cloudWatchLogsGroupArn",
      ({ record }) => Boolean(record.values.cloudWatchLogsGroupArn),
      "no longer delivers to CloudWatch Logs",
    ),
    {
      property: "eventSelectors",
      measure: managementEvents,
      says: () => "its selectors let fewer management events through",
    },
    {
      property: "eventSelectors",
      measure: (trail) => dataEventTypes(trail).size,
      says: (was, now) => `records data events of ${now} types of resource, before of ${was}`,
    },
    on("protect", ({ record }) => record.protect === true, "no longer protected from deletion"),
    {
      property: "s3BucketName",
      measure: keptDays,
      accepts: firstLimit,
      says: (was, now) => `its archive keeps log files ${days(now)}, before ${days(was)}`,
    },
    {
      property: "s3BucketName",
      measure: (trail, graph) =>
        least(
          setOf(settingsOf(OBJECT_LOCK, archiveOf(trail, graph), graph)).map((lock) => (lock ? lockedDays(lock) : 0)),
        ),
      says: (was, now) => `its archive locks log files for ${now} days, before for ${was}`,
    },
    on(
      "s3BucketName",
      (trail, graph) => setOf(settingsOf(VERSIONING, archiveOf(trail, graph), graph)).every(Boolean),
      "its archive keeps no versions any more",
    ),
    {
      property: "s3BucketName",
      measure: (trail, graph) =>
        least(
          setOf(settingsOf(PUBLIC_ACCESS, archiveOf(trail, graph), graph)).map(
            (block) => FLAGS.filter((flag) => block?.[flag]).length,
          ),
        ),
      says: () => "its archive is less protected from public access",
    },
  ),
  row<LogGroupProps>(
    LogGroup,
    {
      property: "retentionInDays",
      measure: ({ props }) => props.retentionInDays || Infinity,
      accepts: firstLimit,
      says: (was, now) => `keeps events ${days(now)}, before ${days(was)}`,
    },
    encrypted("kmsKeyId") as Aspect<LogGroupProps>,
  ),
  row(Topic, encrypted("kmsMasterKeyId")),
  row(
    Key,
    on("enableKeyRotation", ({ props }) => props.enableKeyRotation === true, "rotation is switched off"),
    on("isEnabled", (key) => !isDisabled(key), "the key is disabled"),
  ),
  row(
    MetricAlarm,
    on(
      "actionsEnabled",
      (alarm, graph) => isAuditAlarm(alarm, graph) && acts(alarm),
      "it no longer acts when it enters ALARM",
    ),
  ),
  row(
    EventRule,
    on(
      "state",
      (rule) => isAuditRule(rule) && rule.props.isEnabled !== false && rule.props.state !== "DISABLED",
      "the rule is disabled",
    ),
  ),
];
