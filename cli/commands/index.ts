import type { Command } from "../options";
import { access } from "./access";
import { check } from "./check";
import { completionOf } from "./completion";
import { cost } from "./cost";
import { frameworks } from "./frameworks";
import { init } from "./init";
import { policies } from "./policies";
import { report } from "./report";
import { simulate } from "./simulate";
import { verify } from "./verify";
import { waivers } from "./waivers";

const own: readonly Command[] = [check, report, verify, simulate, access, cost, waivers, policies, frameworks, init];

/** Every command, as `--help` lists them. */
export const commands: readonly Command[] = [...own, completionOf(own)];
