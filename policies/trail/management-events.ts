import type { Resource } from "../graph/resource";
import type { FieldSelector, TrailProps } from "../kinds/cloudtrail";

/**
 * What one selector of a trail lets through of the management events. A trail records what any of its selectors lets
 * through. Basic and advanced selectors become the same thing here.
 */
export interface ManagementSelector {
  reads: boolean;
  writes: boolean;
  /** Event sources that are left out, such as `kms.amazonaws.com`. */
  excludes: readonly string[];
  /** Fields by which the selector picks some events out of all, so that it cannot be relied on for the rest. */
  picksBy: readonly string[];
}

/**
 * The management selectors of a trail; none when it records no management events.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html
 */
export function managementSelectors({ props }: Resource<TrailProps>): ManagementSelector[] {
  const { advancedEventSelectors = [], eventSelectors = [] } = props;
  if (advancedEventSelectors.length > 0)
    // An advanced list replaces the default, so one without a Management entry records no management events.
    return advancedEventSelectors.flatMap(({ fieldSelectors }) =>
      fieldSelectors.some(({ field, equals }) => field === "eventCategory" && equals?.includes("Management"))
        ? [advanced(fieldSelectors)]
        : [],
    );
  if (eventSelectors.length > 0)
    return eventSelectors
      .filter(({ includeManagementEvents }) => includeManagementEvents !== false)
      .map(({ readWriteType = "All", excludeManagementEventSources = [] }) => ({
        reads: readWriteType !== "WriteOnly",
        writes: readWriteType !== "ReadOnly",
        excludes: excludeManagementEventSources,
        picksBy: [],
      }));
  return [{ reads: true, writes: true, excludes: [], picksBy: [] }];
}

/** The types of resource of which a trail records data events, whichever of their events those are. */
export function dataEventTypes({ props }: Resource<TrailProps>): Set<string> {
  const { advancedEventSelectors = [], eventSelectors = [] } = props;
  const basic = eventSelectors.flatMap(({ dataResources = [] }) => dataResources.map(({ type }) => type));
  const fields = advancedEventSelectors.flatMap(({ fieldSelectors }) => fieldSelectors);
  return new Set([...basic, ...fields.flatMap(({ field, equals = [] }) => (field === "resources.type" ? equals : []))]);
}

function advanced(fieldSelectors: FieldSelector[]): ManagementSelector {
  const selector = { reads: true, writes: true, excludes: [] as string[], picksBy: [] as string[] };
  for (const { field, equals, notEquals, ...others } of fieldSelectors) {
    const isOtherwiseUsed = Object.values(others).some((values) => values && values.length > 0);
    if (field === "eventCategory") continue;
    if (field === "readOnly" && equals && equals.length > 0 && !isOtherwiseUsed) {
      selector.reads &&= equals.includes("true");
      selector.writes &&= equals.includes("false");
    } else if (field === "eventSource" && notEquals && !(equals && equals.length > 0) && !isOtherwiseUsed) {
      selector.excludes.push(...notEquals);
    } else selector.picksBy.push(field);
  }
  return selector;
}
