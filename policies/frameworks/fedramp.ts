import { framework, helped, partly, shown, reported } from "./framework";

/** The consolidated rules of 2026; the memorandum M-21-31 and the period of ninety days that went with Rev5 are no longer in force. */
export const fedramp = {
  "fedramp-20x": framework("FedRAMP 20x key security indicators (CR26)", {
    "KSI-MLA-OSM": partly("Events are logged in one place that resists tampering", "the system that reads the logs"),
    "KSI-MLA-RVL": helped("Logs are reviewed persistently", "records of the reviews"),
    "KSI-MLA-LET": reported(shown("There is a list of what is logged and monitored, and it is followed"), "partial"),
    "KSI-MLA-EVC": reported(shown("Configuration, above all as code, is evaluated and tested persistently")),
    "KSI-MLA-ALA": partly(
      "Access to logs is least, and only while it is needed",
      "who may read them, and for how long",
    ),
  }),
  "fedramp-rev5": framework("FedRAMP Rev5, Class C (CR26)", {
    "AU-06": helped("Reviewing logs counts as detection of weaknesses", "records of the reviews"),
    "AU-11": shown("Logs are kept for the period that the provider commits to"),
    "AU-12": shown("All components of systems and networks write the chosen records"),
  }),
  "omb-m-26-14": framework("OMB M-26-14 (2026)", {
    retention: shown("Federal logs can be searched for six months and retrieved for twelve"),
  }),
};
