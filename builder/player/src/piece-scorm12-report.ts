import { MORE } from "./registry";
import { report12 } from "./trackers/rows12";

MORE.report12 = report12;
