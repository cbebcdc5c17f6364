/**
 * Whether a filter pattern is written for CloudTrail records. Application logs in JSON may use the same names, so every
 * field of the pattern must be one that CloudTrail records have, and at least one term must be CloudTrail's own.
 */
export function looksForCloudTrail(pattern: string): boolean {
  if (!/^\s*\{/.test(pattern)) return false;
  const fields = [...pattern.matchAll(/\$\.(\w+)/g)].map(([, field]) => field);
  return (
    fields.length > 0 && fields.every((field) => FIELDS.has(field)) && OWN_TERMS.some((term) => term.test(pattern))
  );
}

/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
const FIELDS = new Set(
  (
    "additionalEventData addendum apiVersion awsRegion edgeDeviceDetails errorCode errorMessage eventCategory eventContext " +
    "eventID eventName eventSource eventTime eventType eventVersion insightDetails managementEvent readOnly " +
    "recipientAccountId requestID requestParameters resources responseElements serviceEventDetails " +
    "sessionCredentialFromConsole sharedEventID sourceIPAddress tlsDetails userAgent userIdentity vpcEndpointAccountId " +
    "vpcEndpointId"
  ).split(" "),
);

/** Names of API calls begin with a verb: `PutBucketPolicy`, not `OrderPlaced`. */
const VERBS =
  "Accept|Add|Associate|Assume|Attach|Authorize|Batch|Cancel|Change|Close|Console|Copy|Create|Deactivate|Decline|Delete|" +
  "Deregister|Describe|Detach|Disable|Disassociate|Enable|Get|Import|Invite|Invoke|Leave|List|Modify|Move|Password|Put|" +
  "Register|Reject|Remove|Replace|Restore|Revoke|Run|Schedule|Send|Set|Start|Stop|Terminate|Transfer|Unsubscribe|Update|Head";

const OWN_TERMS = [
  /\$\.(userIdentity|additionalEventData|recipientAccountId|sessionCredentialFromConsole)\b/,
  /\$\.eventSource\s*!?=\s*"?[\w.*-]*\.amazonaws\.com/,
  /\$\.eventType\s*!?=\s*"?Aws[A-Z]/,
  /\$\.errorCode\s*=\s*"?[\w.*]*(AccessDenied|Unauthorized)/,
  new RegExp(`\\$\\.eventName\\s*!?=\\s*"?\\*?(${VERBS})([A-Z*"\\s)]|$)`),
];
