/** Text, known to the formatter as CSS. */
export const css = String.raw;
