export type AlarmState = "OK" | "ALARM" | "INSUFFICIENT_DATA";

export type TreatMissingData = "missing" | "ignore" | "breaching" | "notBreaching";

/** How many of how many periods must breach, and what a period without data counts as. */
export interface Quorum {
  evaluationPeriods: number;
  datapointsToAlarm: number;
  treatMissingData: TreatMissingData;
}

/**
 * CloudWatch looks further back than the evaluation periods, in case some have no data, and does not say how far: "the
 * exact number depends on the length of the period". Two more is what its examples show.
 */
export const EXTRA_PERIODS = 2;

/**
 * The state after one look at the evaluation range, after the tables and the section on premature transitions of
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 *
 * @param breaches for each period of the evaluation range, oldest first; `undefined` where it has no data
 */
export function stateAfter(breaches: readonly (boolean | undefined)[], quorum: Quorum, state: AlarmState): AlarmState {
  const { evaluationPeriods, datapointsToAlarm, treatMissingData } = quorum;
  let real = 0;
  let breaching = 0;
  let oldest = 0;
  for (let age = 1; age <= breaches.length && real < evaluationPeriods; age++) {
    const breach = breaches[breaches.length - age];
    if (breach === undefined) continue;
    real++;
    if (breach) breaching++;
    oldest = age;
  }
  if (breaching >= datapointsToAlarm) return "ALARM";
  // With data for as many periods as are evaluated, how missing data is treated "is not needed and is ignored".
  const missing = evaluationPeriods - real;
  if (missing === 0) return "OK";
  switch (treatMissingData) {
    case "breaching":
      return breaching + missing >= datapointsToAlarm ? "ALARM" : "OK";
    case "notBreaching":
      return "OK";
    case "ignore":
      // One data point that does not breach decides; breaching ones, too few of them, do not.
      return breaching === real ? state : "OK";
    case "missing":
      if (real === 0) return "INSUFFICIENT_DATA";
      // "Premature": whatever came after the oldest breach cannot have ended it.
      return breaching === real && oldest >= datapointsToAlarm ? "ALARM" : "OK";
  }
}
