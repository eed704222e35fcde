import { holds } from "./condition";
import { PARTS } from "./parts";

PARTS.holds = holds;
