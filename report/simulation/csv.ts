import { renderCsv } from "../csv";
import { isHeard, minutesToRing, rings } from "./courses";
import { shownTime, type SimulationReport } from "./report";

const COLUMNS =
  "detection,kind,hits,failedCalls,toldSomebody,firstEvent,firstEventID,lastEvent,alarm,rings,firstRing,minutesToRing,told,untold,blind";

/** One row for each detection and alarm; what nothing watches follows as rows of their own. */
export function renderSimulationCsv({ simulation: { detections, unwatched } }: SimulationReport): string {
  const rows = detections.flatMap((detection) => {
    const { name, kind, hits, blind, alarms, tells } = detection;
    const head = [
      name,
      kind,
      hits.count,
      hits.failed,
      isHeard(detection) && hits.count > 0,
      hits.first?.eventTime,
      hits.first?.eventID,
      hits.last?.eventTime,
    ];
    const reached = ({
      told,
      untold,
    }: {
      told: readonly { protocol: string; endpoint: string }[];
      untold: readonly string[];
    }) => [told.map(({ protocol, endpoint }) => `${protocol} ${endpoint}`).join("; "), untold.join("; "), blind];
    if (alarms.length === 0)
      return [[...head, undefined, undefined, undefined, undefined, ...reached(tells ?? { told: [], untold: [] })]];
    return alarms.map((alarm) => {
      const at = rings(alarm);
      const first = at.length > 0 ? shownTime(at[0] * 1000) : undefined;
      return [...head, alarm.name, at.length, first, minutesToRing(alarm, hits), ...reached(alarm)];
    });
  });
  const calls = unwatched.map(({ eventSource, eventName, count }) => [
    `${eventSource} ${eventName}`,
    "unwatched call",
    count,
  ]);
  return renderCsv(COLUMNS.split(","), [...rows, ...calls]);
}
