import type { Policy } from "./policy";
import logGroupRetention from "./log-groups/log-group-retention";
import trailLogFileValidation from "./trail/trail-log-file-validation";

/** Every policy, in the order in which reports print them: along the chain from the trail to whoever hears the alarm. */
export const catalogue: readonly Policy[] = [trailLogFileValidation, logGroupRetention];
