import { catalogue } from "./catalogue";
import { asPolicyPack } from "./pack";

/** The door that the Pulumi engine knocks on. */
asPolicyPack("trailwatch", catalogue);
