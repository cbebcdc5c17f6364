import type { Coverage } from "./access";

/** What a trail has to record so that calls on single objects are seen. */
const DATA_EVENTS: Record<string, [objects: string, type: string]> = {
  s3: ["objects in it", "AWS::S3::Object"],
  dynamodb: ["entries in it", "AWS::DynamoDB::Table"],
  lambda: ["its invocations", "AWS::Lambda::Function"],
};

/** What these logs cannot show about the resources that were asked for. */
export function notesOn(coverage: readonly Coverage[]): string[] {
  return coverage.flatMap((each) => {
    const services = servicesOf(each);
    const never =
      each.calls === 0 ? [`${each.text}: no event in these logs names it; that is no proof that nobody called it`] : [];
    if (each.dataEvents > 0) return never;
    const unseen = services.flatMap((service) => {
      const [objects, type] = DATA_EVENTS[service] ?? [];
      return objects
        ? [
            `${each.text}: no data event of it is in these logs, so that reads, changes and deletions of ${objects} cannot be seen; ` +
              `a trail records them where it selects data events of ${type}`,
          ]
        : [];
    });
    const rows = services.includes("rds")
      ? [`${each.text}: CloudTrail records calls to RDS and no statements; those are in the audit log of the database`]
      : [];
    return [...never, ...unseen, ...rows];
  });
}

/** Where no event names it, its ARN may say what it is. */
function servicesOf({ text, services }: Coverage): string[] {
  const [arn, , service] = text.split(":");
  return services.size > 0 ? [...services] : arn === "arn" && service ? [service] : [];
}
