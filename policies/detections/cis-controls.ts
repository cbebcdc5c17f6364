import { alarmOn } from "./alarm-on";
import { cisMonitored } from "./cis-monitored";

export default cisMonitored.map(alarmOn);
