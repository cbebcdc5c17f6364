import { renderCsv } from "../csv";
import type { AccessReport } from "./report";

const COLUMNS =
  "time,deed,outcome,errorCode,service,call,resource,callerKind,caller,session,account,crossAccount,arn,through,mfa,from,userAgent,region,dataEvent,eventID";

/** One row for each call. */
export const renderAccessCsv = ({ accesses }: AccessReport): string =>
  renderCsv(
    COLUMNS.split(","),
    accesses.map(({ caller, ...each }) => [
      ...[each.time, each.deed, each.outcome, each.errorCode, each.service, each.call, each.resources.join(" ")],
      ...[caller.kind, caller.name, caller.session, caller.account, caller.foreign, caller.arn, caller.through],
      ...[caller.mfa, each.from, each.agent, each.region, each.dataEvent, each.eventID],
    ]),
  );
