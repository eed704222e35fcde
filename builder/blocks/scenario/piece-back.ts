import { follow, note } from "./history";
import { PARTS } from "./parts";

PARTS.history = { follow, note };
