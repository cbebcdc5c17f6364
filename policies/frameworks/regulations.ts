import { framework, helped, inherited, manual, notEvidenced, partly, shown, reported } from "./framework";

/** Laws, regulations and general safeguards that say something about logs. */
export const regulations = {
  "cis-controls-8.1": framework("CIS Controls 8.1", {
    "8.1": manual("How logs are collected, reviewed and kept is written down", "a document of the organization"),
    "8.2": partly("Logs are collected from all assets", "assets outside of AWS"),
    "8.3": helped("There is room for the logs", "S3 and CloudWatch Logs grow; only the retention is set"),
    "8.4": inherited("Clocks are synchronized", "AWS keeps the clocks that stamp the events"),
    "8.5": partly("Assets with sensitive data log in detail", "which assets hold sensitive data"),
    "8.9": partly("Logs are collected in one place", "assets outside of AWS"),
    "8.10": shown("Logs are kept for ninety days at least"),
    "8.11": helped("Logs are reviewed every week or more often", "records of the reviews"),
    "8.12": shown("The logs of service providers are collected"),
  }),
  nis2: framework("NIS2, Implementing Regulation (EU) 2024/2690", {
    "3.2.1": partly("Procedures and tools monitor and log what happens", "the procedures"),
    "3.2.2": partly("Machines do the monitoring where they can", "systems outside of AWS"),
    "3.2.3": partly(
      "Traffic, accounts, access, privileged acts, changes and security tools are logged",
      "systems outside of AWS",
    ),
    "3.2.4": partly("Logs are reviewed for trends, and thresholds raise alarms", "records of the reviews"),
    "3.2.5": partly("Logs are kept for a set period, backed up and protected", "the period and the backup"),
  }),
  gdpr: framework(
    "GDPR, Regulation (EU) 2016/679",
    {
      "Art. 5(1)(e)": notEvidenced(
        "Personal data is kept no longer than needed, in logs as well",
        "our policies ask how long logs are kept at least; how long is too long is for the organization",
      ),
      "Art. 25": reported(helped("Data protection is built in and on by default", "the design of the processing")),
      "Art. 30": notEvidenced(
        "There is a register of what is done with personal data",
        "a log of API calls is not that register",
      ),
      "Art. 32(1)(b)": helped(
        "Processing stays confidential, intact, available and resilient",
        "the systems that process",
      ),
      "Art. 32(1)(d)": reported(
        partly(
          "Whether the measures work is tested regularly",
          "a retained report of each run tests those that we judge",
        ),
      ),
      "Art. 33": helped("A breach is reported within 72 hours", "records of breaches; an alarm only starts the clock"),
    },
    "It limits retention from above, where others limit it from below.",
  ),
  sox: framework("SOX, 17 CFR 210.2-06", {
    "(a)": helped(
      "Accountants keep the papers of an audit for seven years",
      "it binds the accountants; keeping logs as long is a convention",
    ),
  }),
  "nydfs-500": framework("NYDFS 23 NYCRR 500", {
    "500.06(a)(1)": partly(
      "Material transactions can be reconstructed for five years",
      "the records of the applications",
    ),
    "500.06(a)(2)": shown("Audit trails that detect and answer attacks are kept for three years"),
  }),
};
