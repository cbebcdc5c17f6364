import { framework, helped, manual, partly, shown, reported } from "./framework";

export const nistCsf = {
  "nist-csf-2.0": framework("NIST Cybersecurity Framework 2.0", {
    "DE.CM-01": shown("Networks are watched for what could do harm"),
    "DE.CM-03": shown("What people do is watched"),
    "DE.CM-06": helped("What providers do in the account is watched", "the providers' own monitoring"),
    "DE.CM-09": partly("Hosts, runtimes and their data are watched", "what runs on the hosts"),
    "DE.AE-02": helped("Suspicious events are analyzed", "records of the analysis"),
    "DE.AE-03": partly("What several sources say is correlated", "the system that correlates"),
    "DE.AE-06": shown("What was found reaches the people and tools that need it"),
    "DE.AE-08": manual(
      "An incident is declared when the criteria are met",
      "the criteria, and records of the incidents",
    ),
    "PR.PS-04": shown("Log records are written and at hand for monitoring"),
    "PR.PS-01": reported(
      partly("Configurations are managed", "the practice; a retained report shows what was checked"),
    ),
    "PR.DS-01": shown("What is stored is protected"),
    "PR.DS-11": helped("Backups are made, protected and tested", "a test of reading them back"),
    "RS.AN-03": helped("What happened in an incident, and why, is found out", "records of the incidents"),
    "RS.AN-06": helped("Records of an investigation keep their integrity", "the records of the investigators"),
    "RS.AN-07": partly(
      "What is collected about an incident keeps its integrity and origin",
      "how the investigators handle it",
    ),
    "RS.MA-02": manual("Reports of incidents are sorted and validated", "records of the incidents"),
  }),
};
