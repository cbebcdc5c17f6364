import { API_CALL, DETAIL_TYPES } from "../../policies/detections/envelope";
import { literal } from "./dialect";

/** The `detail-type` of the event, by the type of the record. */
export function detailTypeSql(eventType: string): string {
  const cases = Object.entries(DETAIL_TYPES).map(([type, name]) => `WHEN ${literal(type)} THEN ${literal(name)}`);
  return `CASE ${eventType} ${cases.join(" ")} ELSE ${literal(API_CALL)} END`;
}
