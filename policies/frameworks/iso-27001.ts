import { framework, helped, inherited, partly, shown, reported } from "./framework";

export const iso27001 = {
  "iso-27001-2022": framework("ISO/IEC 27001:2022", {
    "A.5.25": helped("Events are assessed, and some of them become incidents", "records of the decisions"),
    "A.5.26": helped("Incidents are answered by a documented procedure", "the procedure, and records of the incidents"),
    "A.5.28": partly("Evidence is collected and preserved", "the procedure for it"),
    "A.5.33": shown("Records are guarded from loss, falsification and unauthorized access"),
    "A.5.36": reported(
      partly(
        "Whether the rules are followed is reviewed regularly",
        "the review; a retained report of each run is its input",
      ),
    ),
    "A.8.9": reported(shown("Configurations are set, documented, monitored and reviewed"), "partial"),
    "A.8.10": partly("Information is deleted when it is no longer needed", "how long it is needed"),
    "A.8.15": shown("Logs are written, kept, protected and analyzed"),
    "A.8.16": shown("Systems are monitored for the unusual, and somebody acts"),
    "A.8.17": inherited("Clocks are synchronized", "AWS keeps the clocks that stamp the events"),
    "A.8.20": helped("Networks are secured", "the networks' own rules"),
    "A.8.24": partly("Cryptography is used by rule", "the rule"),
    "A.8.32": reported(
      partly("Changes follow a procedure", "the procedure; a retained report shows what was checked before"),
    ),
  }),
};
