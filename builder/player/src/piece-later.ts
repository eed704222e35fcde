import { LATER } from "./later";
import { MORE } from "./registry";

MORE.later = LATER;
