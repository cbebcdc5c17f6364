import type { Graph } from "../graph/graph";
import type { Kind, Resource } from "../graph/resource";
import { attempt, UnknownValue } from "../graph/value";
import type { EventSelector, FieldSelector, TrailProps } from "../kinds/cloudtrail";

type Half = "reads" | "writes";

/** What is done with the contents of resources of one type, and how selectors name it. */
export interface DataEvents {
  /** As advanced selectors call the type: `AWS::S3::Object`. */
  type: string;
  halves: readonly Half[];
  /** What a basic selector for all of them says: `s3` in `arn:aws:s3`. Basic selectors know three services. */
  service?: string;
}

/** Names as one selector lists them. What is not known before deployment shows only where it came from. */
interface Names {
  known: readonly string[];
  path?: string;
}

/** Which resources of the type one selector of the trail lets through. */
interface DataSelector {
  /** `undefined`: all of them. */
  only?: Names;
  except: Names;
}

/** The selectors of a trail that let through every event of that kind, for some resources or for all. */
function dataSelectors({ props }: Resource<TrailProps>, events: DataEvents, half: Half): DataSelector[] {
  const { advancedEventSelectors = [], eventSelectors = [] } = props;
  // A trail has one kind of selectors or the other.
  return advancedEventSelectors.length > 0
    ? advancedEventSelectors.flatMap(({ fieldSelectors }) => advanced(fieldSelectors, events, half) ?? [])
    : eventSelectors.flatMap((selector) => basic(selector, events, half));
}

function basic(
  { readWriteType = "All", dataResources = [] }: EventSelector,
  events: DataEvents,
  half: Half,
): DataSelector[] {
  if (readWriteType === (half === "reads" ? "WriteOnly" : "ReadOnly")) return [];
  const everything = new RegExp(`^arn:[^:]+:${events.service}(:::)?$`);
  return dataResources
    .filter(({ type }) => type === events.type)
    .map((resource) => {
      const only = namesIn(() => resource.values, "eventSelectors.dataResources.values");
      return { only: only.known.some((name) => everything.test(name)) ? undefined : only, except: NONE };
    });
}

function advanced(fieldSelectors: FieldSelector[], { type }: DataEvents, half: Half): DataSelector | undefined {
  const selector: DataSelector = { except: NONE };
  for (const field of fieldSelectors) {
    const { equals } = field;
    if (field.field === "eventCategory" && equals?.includes("Data")) continue;
    if (field.field === "resources.type" && equals?.includes(type)) continue;
    if (field.field === "readOnly" && equals?.includes(String(half === "reads"))) continue;
    // Any other field picks some of the events, so that the selector cannot be relied on for the rest.
    if (field.field !== "resources.ARN" || field.endsWiths?.length || field.notEndsWiths?.length) return undefined;
    for (const operator of ["equals", "startsWiths"] as const)
      if (field[operator]) selector.only = namesIn(() => field[operator], `${ADVANCED}.${operator}`);
    for (const operator of ["notEquals", "notStartsWiths"] as const)
      if (field[operator]) selector.except = namesIn(() => field[operator], `${ADVANCED}.${operator}`);
  }
  const fields = fieldSelectors.map(({ field }) => field);
  return fields.includes("eventCategory") && fields.includes("resources.type") ? selector : undefined;
}

const ADVANCED = "advancedEventSelectors.fieldSelectors";
const NONE: Names = { known: [] };

function namesIn(values: () => string[] | undefined, path: string): Names {
  const known: string[] = [];
  const length = values()?.length ?? 0;
  let open = false;
  for (let index = 0; index < length; index++) {
    const name = attempt(() => values()?.[index]);
    if (name instanceof UnknownValue) open = true;
    else if (name !== undefined) known.push(name);
  }
  return { known, path: open ? path : undefined };
}

/** Whether the trail records these events of every resource of the type, but for those that it names. */
export const recordsAll = (trail: Resource<TrailProps>, events: DataEvents): boolean =>
  events.halves.every((half) => dataSelectors(trail, events, half).some(({ only }) => !only));

/** The resources whose events the trail does not record. */
export function unrecorded<P>(
  trail: Resource<TrailProps>,
  events: DataEvents,
  resources: readonly Resource<P>[],
  kind: Kind<P>,
  arnOf: (resource: Resource<P>) => string | undefined,
  graph: Graph,
): readonly Resource<P>[] {
  const halves = events.halves.map((half) => dataSelectors(trail, events, half));
  if (halves.some((selectors) => selectors.length === 0)) return resources;
  const isNamed = (resource: Resource<P>, { known, path }: Names): boolean => {
    const arn = arnOf(resource);
    if (arn !== undefined && known.some((name) => arn.startsWith(name))) return true;
    if (path) return graph.follow(trail, path, kind).known.includes(resource);
    if (arn === undefined && known.length > 0)
      resource.undecided("not deployed yet: which of the trail's selectors name it will show in its ARN");
    return false;
  };
  const lets = (resource: Resource<P>, { only, except }: DataSelector): boolean => {
    if (only?.path && except.path) trail.undecided("recording some resources and not others, which are not known");
    return (!only || isNamed(resource, only)) && !isNamed(resource, except);
  };
  return resources.filter((resource) => !halves.every((selectors) => selectors.some((each) => lets(resource, each))));
}
