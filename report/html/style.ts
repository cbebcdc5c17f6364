import { evidence } from "./style/evidence";
import { findings } from "./style/findings";
import { logs } from "./style/logs";
import { media } from "./style/media";
import { overview } from "./style/overview";
import { page } from "./style/page";
import { palette } from "./style/palette";

const withoutMargins = (...sheets: string[]): string => sheets.join("").replace(/\s*\n\s*/g, "\n");

/** The page's style, without the margins that it has in the program. */
export const style = withoutMargins(palette, page, overview, findings, evidence, media);

/** The same for pages about logs. */
export const styleOfLogs = withoutMargins(palette, page, overview, findings, evidence, media, logs);
